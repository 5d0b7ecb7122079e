//! What is remembered from one run to the next beside verdicts: hints given, where the learner is, what is skipped. In and out:
//! `target/threadlings/state.json`.
//!
//! Whether an exercise is done is *not* written here: that is what its check says about its present content, see [`verdicts`].
//! The file is written aside, flushed and renamed, so that it is whole at any time; and who changes it holds a lock from reading
//! to writing, so that two checkers lose nothing of each other's.

mod stored;
pub mod verdicts;

use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// `state.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Whether the greeting has been shown.
    #[serde(default)]
    pub greeted: bool,
    /// How many hints of an exercise have been given.
    #[serde(default)]
    pub hints: BTreeMap<String, usize>,
    /// The exercise that the learner chose to go on with, by its folder. It may be gone by now.
    #[serde(default)]
    pub current: Option<String>,
    /// The exercises that are left out for now, by their folders.
    #[serde(default)]
    pub skipped: BTreeSet<String>,
}

impl State {
    /// Reads the state. A damaged file is moved aside, so that nothing is lost and the next run works.
    pub fn read(path: &Path) -> Result<State, Error> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(State::default()),
            Err(error) => return Err(Error::reading(path, &error)),
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            let aside = free_name(path, "damaged");
            match std::fs::rename(path, &aside) {
                Ok(()) => Error::new(
                    format!("the state file {} is damaged ({error})", path.display()),
                    format!(
                        "It was moved to {}. Your answers are not concerned; the hints given so far are forgotten. Run the command again.",
                        aside.display()
                    ),
                ),
                Err(_) => Error::new(
                    format!("the state file {} is damaged ({error})", path.display()),
                    "Delete it, then run the command again. Your answers are not concerned.",
                ),
            }
        })
    }

    /// Changes the state on disk. Whatever another checker changes at the same time comes before or after it.
    pub fn update(path: &Path, change: impl FnOnce(&mut State)) -> Result<(), Error> {
        let _lock = lock(&path.with_extension("lock"))?;
        let mut state = State::read(path)?;
        change(&mut state);
        let text = serde_json::to_string(&state).map_err(|error| {
            Error::new(
                format!("the state cannot be written: {error}"),
                "This is a fault of the checker's.",
            )
        })?;
        write_whole(path, &text)
    }
}

/// Waits for a lock, which is given back when the file is closed, also by a process that dies. `None`: this file system has
/// no locks, and doing without is better than not working at all.
fn lock(path: &Path) -> Result<Option<File>, Error> {
    /// Who holds it writes a small file; longer than this takes only a process that was stopped meanwhile.
    const PATIENCE: Duration = Duration::from_secs(10);
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(|error| Error::writing(path, &error))?;
    let start = Instant::now();
    loop {
        // Named in full, because std's own method of that name is newer than the oldest Rust that is supported.
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => return Ok(Some(file)),
            Err(fs4::TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(fs4::TryLockError::WouldBlock) => {
                return Err(Error::new(
                    format!("another checker holds {} and does not let go of it", path.display()),
                    "Is one suspended (Ctrl-Z) in some terminal? End it, then run the command again.",
                ));
            }
            Err(fs4::TryLockError::Error(_)) => return Ok(None),
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Writes a file as a whole or not at all. When this returns, it is on the disk, whatever happens to the power.
pub fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    write(path, text, true)
}

/// Like [`write_whole`], without waiting for the disk: for what can be found out again.
pub fn write_aside(path: &Path, text: &str) -> Result<(), Error> {
    write(path, text, false)
}

fn write(path: &Path, text: &str, flushed: bool) -> Result<(), Error> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    let write = || {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no permissions to be set"))]
        let mut aside = tempfile::Builder::new();
        // Temporary files are their owner's alone, but others may want to open a report.
        #[cfg(unix)]
        aside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = aside.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        if flushed {
            file.as_file().sync_all()?;
        }
        file.persist(path).map_err(|error| error.error)?;
        if flushed {
            flush_folder(folder);
        }
        Ok(())
    };
    write().map_err(|error| Error::writing(path, &error))
}

/// Makes names durable, where a folder can be flushed. Where it can't, the file has either its old content or its new one.
fn flush_folder(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

/// Copies a file to the first free of `file.1`, `file.2`, … beside it. Out: that name. It is on the disk when this returns.
pub fn keep_beside(path: &Path) -> Result<PathBuf, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::reading(path, &error))?;
    loop {
        let kept = free_name(path, "");
        let writing = |error: std::io::Error| Error::writing(&kept, &error);
        // Somebody else may have found the same name free.
        let mut file = match File::create_new(&kept) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(writing(error)),
        };
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(writing)?;
        flush_folder(folder_of(&kept));
        return Ok(kept);
    }
}

/// The first of `file.word`, `file.word.1`, … or, without a word, of `file.1`, `file.2`, … that does not exist yet.
pub fn free_name(path: &Path, word: &str) -> PathBuf {
    let named = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let middle = if word.is_empty() {
        String::new()
    } else {
        format!(".{word}")
    };
    let first = (!word.is_empty()).then(|| named(&middle));
    let numbered = (1..).map(|number: u64| named(&format!("{middle}.{number}")));
    first
        .into_iter()
        .chain(numbered)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(".old"))
}

/// A short key of a text. Only compared with keys of the same build of the checker, so std's hasher will do.
pub fn hash(text: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests;
