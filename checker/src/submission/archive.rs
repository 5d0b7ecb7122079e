//! A submission that is an archive. In: its file. Out: the learners' files, read into memory; nothing is unpacked to the disk.
//!
//! Whatever an archive says about itself is not believed: what counts is how many bytes come out, and how many entries.

use super::candidates::Candidates;
use super::{Found, tarball, zip};
use crate::error::Error;
use std::path::Path;

/// The most bytes that an archive may have, and that a compressed tar may unfold to. A copy of the repository has less than ten
/// million, but for its target folder.
pub const MOST_BYTES: u64 = 256 << 20;
/// The most entries.
pub const MOST_ENTRIES: u64 = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Zip,
    TarGz,
}

const ENDINGS: [(&str, Kind); 3] = [(".zip", Kind::Zip), (".tar.gz", Kind::TarGz), (".tgz", Kind::TarGz)];

/// Where `name` ends with `ending`, whatever the case.
fn cut(name: &str, ending: &str) -> Option<usize> {
    let at = name.len().checked_sub(ending.len()).filter(|&at| at > 0)?;
    name.get(at..)?.eq_ignore_ascii_case(ending).then_some(at)
}

impl Kind {
    /// By the name, as people tell archives apart.
    pub fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_string_lossy();
        let found = ENDINGS.iter().find(|(ending, _)| cut(&name, ending).is_some());
        found.map(|(_, kind)| *kind)
    }

    /// `ann` of `ann.tar.gz`.
    pub fn stem(self, name: &str) -> &str {
        let mut endings = ENDINGS.iter().filter(|(_, kind)| *kind == self);
        let at = endings.find_map(|(ending, _)| cut(name, ending));
        &name[..at.unwrap_or(name.len())]
    }
}

/// What is wrong with an archive, in words that can follow its name.
pub struct Damaged(pub String);

impl From<std::io::Error> for Damaged {
    fn from(error: std::io::Error) -> Damaged {
        Damaged(format!("is damaged ({error})"))
    }
}

impl From<rawzip::Error> for Damaged {
    fn from(error: rawzip::Error) -> Damaged {
        Damaged(format!("is damaged ({error})"))
    }
}

pub fn too_many_bytes() -> Damaged {
    Damaged("holds more than 256 MiB".to_owned())
}

pub fn too_many_entries() -> Damaged {
    Damaged("holds more than 100,000 files".to_owned())
}

pub fn read(path: &Path, kind: Kind, exercises: &[&str]) -> Vec<Found> {
    let opened = std::fs::File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (length, file) = match opened {
        Ok(opened) => opened,
        Err(error) => return vec![Found::Trouble(Error::reading(path, &error)); exercises.len()],
    };
    let mut candidates = Candidates::new(path, exercises);
    let read = match kind {
        _ if length > MOST_BYTES => Err(too_many_bytes()),
        Kind::Zip => zip::read(file, &mut candidates),
        Kind::TarGz => tarball::read(file, &mut candidates),
    };
    match read {
        Ok(()) => candidates.found(),
        // What was read before the damage may not be what was meant.
        Err(Damaged(how)) => {
            let next = "Make it again, from the exercises alone, without a target folder.";
            let error = Error::new(format!("the archive {} {how}", path.display()), next);
            vec![Found::Unusable(error); exercises.len()]
        }
    }
}
