//! The results of a run as they come, so that an interrupted one can go on. In and out: a file to which a line is added for each verdict,
//! and which is gone when the run has come to its end.
//!
//! A verdict is written under a key of everything that led to it, like in [`crate::state`]; so it never matters which run wrote it, or
//! what has been changed since. Lines that are not whole are passed over: the process may have been killed while it wrote one.

use crate::error::Error;
use crate::state::StoredVerdict;
use crate::verdict::Verdict;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A line.
#[derive(Serialize)]
struct Record<'a> {
    key: &'a str,
    verdict: StoredVerdict,
}

/// What of a line is read at the beginning: with the verdicts of a whole class in memory there would be little room left.
#[derive(Deserialize)]
struct Head {
    key: String,
    #[serde(rename = "verdict")]
    _verdict: serde::de::IgnoredAny,
}

#[derive(Deserialize)]
struct Body {
    verdict: StoredVerdict,
}

pub struct Journal {
    path: PathBuf,
    file: Mutex<File>,
    known: Index,
}

/// Where the record of each key begins and how long it is, in bytes.
type Index = HashMap<String, (u64, usize)>;

impl Journal {
    /// Opens the journal, or begins one.
    pub fn open(path: &Path) -> Result<Journal, Error> {
        let error = |error| Error::writing(path, &error);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
        }
        let file = OpenOptions::new().read(true).append(true).create(true).open(path);
        let mut file = file.map_err(error)?;
        let (known, whole) = index(&mut BufReader::new(&file)).map_err(error)?;
        if !whole {
            // What comes next must not be taken for the end of what was being written when the last run was killed.
            file.write_all(b"\n").map_err(error)?;
        }
        Ok(Journal {
            path: path.to_path_buf(),
            file: Mutex::new(file),
            known,
        })
    }

    /// How many verdicts an earlier run has left.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// The verdict that an earlier run has reached under this key.
    pub fn verdict(&self, key: &str) -> Option<Verdict> {
        let &(start, length) = self.known.get(key)?;
        let mut line = vec![0; length];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            // Writing is not disturbed: it goes to the end, wherever the file was read last.
            file.seek(SeekFrom::Start(start)).ok()?;
            file.read_exact(&mut line).ok()?;
        }
        serde_json::from_slice::<Body>(&line).ok()?.verdict.restore()
    }

    pub fn keep(&self, key: &str, verdict: &Verdict) -> Result<(), Error> {
        let verdict = StoredVerdict::from(verdict);
        // A verdict is made of what JSON has.
        let line = serde_json::to_string(&Record { key, verdict }).unwrap_or_default() + "\n";
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes())
            .map_err(|error| Error::writing(&self.path, &error))
    }

    /// The run has come to its end.
    pub fn finish(self) {
        let Journal { path, file, known: _ } = self;
        // Windows removes no open file.
        drop(file);
        // What stays is of no use, and does no harm.
        let _ = std::fs::remove_file(path);
    }
}

/// Where each key's record is, the last one if there are several, and whether the last line is whole.
fn index(reader: &mut impl BufRead) -> std::io::Result<(Index, bool)> {
    let mut known = HashMap::new();
    let (mut start, mut line) = (0, Vec::new());
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok((known, true));
        }
        if line.last() != Some(&b'\n') {
            return Ok((known, false));
        }
        if let Ok(head) = serde_json::from_slice::<Head>(&line) {
            known.insert(head.key, (start, length));
        }
        start += length as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Status;

    fn verdict(duration_ms: u64) -> Verdict {
        Verdict {
            status: Status::Passed,
            checks: Vec::new(),
            duration_ms,
        }
    }

    #[test]
    fn what_was_written_is_known_to_the_next_run_until_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/journal");
        let first = Journal::open(&path).unwrap();
        first.keep("a", &verdict(1)).unwrap();
        first.keep("b", &verdict(2)).unwrap();
        first.keep("a", &verdict(3)).unwrap();
        assert_eq!((first.len(), first.verdict("a")), (0, None));
        drop(first);
        let second = Journal::open(&path).unwrap();
        second.keep("c", &verdict(4)).unwrap();
        assert_eq!(second.verdict("a"), Some(verdict(3)));
        second.keep("d", &verdict(5)).unwrap();
        assert_eq!(second.verdict("b"), Some(verdict(2)));
        assert_eq!((second.len(), second.verdict("c")), (2, None));
        drop(second);
        let third = Journal::open(&path).unwrap();
        assert_eq!(third.len(), 4);
        third.finish();
        assert!(!path.exists());
    }

    #[test]
    fn a_half_written_line_is_passed_over_and_spoils_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        Journal::open(&path).unwrap().keep("a", &verdict(1)).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for length in 0..whole.len() {
            let text = [&whole[..], b"\xff damaged\n", &whole[..length]].concat();
            std::fs::write(&path, text).unwrap();
            let journal = Journal::open(&path).unwrap();
            assert_eq!((journal.len(), journal.verdict("a")), (1, Some(verdict(1))));
            journal.keep("b", &verdict(2)).unwrap();
            assert_eq!(Journal::open(&path).unwrap().verdict("b"), Some(verdict(2)), "{length}");
        }
    }
}
