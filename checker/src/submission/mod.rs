//! Submissions: where a learner's files come from. In: what was given on the command line, a folder or an
//! archive each. Out: the learner's file of each exercise, and nothing else of what is there.

mod archive;
mod bounds;
mod candidates;
mod directory;
mod names;
mod tarball;
#[cfg(test)]
mod tests;
mod wildcard;
mod zip;

pub use bounds::bounded;
pub use names::{Partition, named};
pub use wildcard::expanded;

use crate::error::Error;
use std::path::{Path, PathBuf};

/// What a submission has for one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Missing,
    File {
        text: String,
        /// Its place in the submission, for rustc's messages: `exercises/09_race_demo/src/lib.rs`.
        label: String,
        /// The whole of its place.
        place: String,
    },
    /// There is something, and whoever handed it in must mend it.
    Unusable(Error),
    /// The checker could not look.
    Trouble(Error),
}

/// No answer to any exercise comes near it (in bytes); a file of gigabytes is not read into memory.
pub const LARGEST: u64 = 1 << 20;

/// What is given to be graded, under a name that no other has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub name: String,
    pub path: PathBuf,
}

impl Given {
    /// The learner's file of each of these exercises, in their order.
    pub fn read(&self, exercises: &[&str]) -> Vec<Found> {
        let path = &self.path;
        let data = match path.metadata() {
            Ok(data) => data,
            Err(error) => return vec![Found::Trouble(Error::reading(path, &error)); exercises.len()],
        };
        match archive::Kind::of(path) {
            _ if data.is_dir() => directory::read(path, exercises),
            Some(kind) if data.is_file() => archive::read(path, kind, exercises),
            Some(_) | None => {
                let what = format!("{} is neither a folder nor an archive", path.display());
                let next = "A submission is a folder, a .zip, a .tar.gz or a .tgz.";
                vec![Found::Trouble(Error::new(what, next)); exercises.len()]
            }
        }
    }
}

/// What the learner's file says. What is no UTF-8 in it is left to rustc to complain about.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn too_large(file: &Path) -> Error {
    Error::new(
        format!("{} is larger than 1 MiB", file.display()),
        "Hand in a smaller file.",
    )
}
