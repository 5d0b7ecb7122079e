//! Folders that only one process uses at a time. In: the name of a folder that many may want. Out: the folder, and nobody else has it.
//!
//! The operating system keeps the lock and gives it back when the process dies, however it dies. But what the dead process had started
//! may go on for a moment and write to the folder that it was told of. So the lock's file says whether the last user cleaned up;
//! if not, its folder is given up for a fresh one with another name.

use std::fs::{File, OpenOptions};
use std::io::{Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A folder that is nobody else's as long as this lives.
#[derive(Debug)]
pub struct Taken {
    pub folder: PathBuf,
    lock: File,
    generation: u64,
}

/// Takes `<parent>/<name>-<generation>`, unless somebody else has it. It is not made here.
pub fn take(parent: &Path, name: &str) -> Result<Option<Taken>> {
    let path = parent.join(format!("{name}.lock"));
    let mut lock = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    match fs4::FileExt::try_lock(&lock) {
        Ok(()) => {}
        Err(fs4::TryLockError::WouldBlock) => return Ok(None),
        Err(fs4::TryLockError::Error(error)) => return Err(error),
    }
    let mut said = String::new();
    // A file that says nothing sensible is like one that was never written.
    let _ = lock.read_to_string(&mut said);
    let folder = |generation: u64| parent.join(format!("{name}-{generation}"));
    let (generation, clean) = match said.split_once(' ') {
        Some((number, word)) => (number.parse().unwrap_or(0), word.trim() == "clean"),
        None => (0, true),
    };
    let generation = if clean {
        generation
    } else {
        // Where somebody still has a file open in it, it stays; the fresh one is what matters.
        let _ = std::fs::remove_dir_all(folder(generation));
        generation + 1
    };
    let mut taken = Taken {
        folder: folder(generation),
        lock,
        generation,
    };
    taken.write("in use")?;
    Ok(Some(taken))
}

impl Taken {
    fn write(&mut self, word: &str) -> Result<()> {
        self.lock.seek(SeekFrom::Start(0))?;
        self.lock.set_len(0)?;
        self.lock.write_all(format!("{} {word}", self.generation).as_bytes())
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // If it fails, whoever comes next takes a fresh folder.
        let _ = self.write("clean");
        let _ = fs4::FileExt::unlock(&self.lock);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_it_and_the_next_gets_the_same_folder() {
        let parent = tempfile::tempdir().unwrap();
        let first = take(parent.path(), "1").unwrap().unwrap();
        assert!(take(parent.path(), "1").unwrap().is_none());
        let folder = first.folder.clone();
        drop(first);
        assert_eq!(take(parent.path(), "1").unwrap().unwrap().folder, folder);
    }

    #[test]
    fn whoever_did_not_clean_up_leaves_nothing_behind() {
        let parent = tempfile::tempdir().unwrap();
        let first = take(parent.path(), "1").unwrap().unwrap();
        let folder = first.folder.clone();
        std::fs::create_dir_all(folder.join("deep")).unwrap();
        // As if the process had been killed: the lock is gone, and nothing was written.
        fs4::FileExt::unlock(&first.lock).unwrap();
        let second = take(parent.path(), "1").unwrap().unwrap();
        assert!(second.folder != folder && !folder.exists());
        std::mem::forget(first);
    }

    #[test]
    fn many_at_once_never_share() {
        let parent = tempfile::tempdir().unwrap();
        let users = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Some(_taken) = take(parent.path(), "1").unwrap() {
                            use std::sync::atomic::Ordering::SeqCst;
                            assert_eq!(users.fetch_add(1, SeqCst), 0);
                            users.fetch_sub(1, SeqCst);
                        }
                    }
                });
            }
        });
    }
}
