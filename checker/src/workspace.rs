//! Where things are. In: the folder that the checker was called in. Out: the workspace's root, its target folder, and for
//! an answer a staging folder: the one file of the learner's, with the pristine modules around it.

use crate::error::Error;
use crate::exercise::Exercise;
use crate::lock::{self, Taken};
use std::path::{Path, PathBuf};

/// The folders that the checker works with.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Holds `exercises/`, `tests/suites/` and `solutions/`.
    pub root: PathBuf,
    /// Holds the workspace's `Cargo.toml` and `checker/`, from which the engines are built. Another folder than `root` only
    /// where a copy of the exercises is checked, as the end-to-end tests do.
    pub engines: PathBuf,
    /// Cargo's target folder, for the engines.
    pub target: PathBuf,
    /// What the checker keeps from one run to the next: staging folders, verdicts and `state.json`.
    pub scratch: PathBuf,
}

impl Workspace {
    /// The workspace around the current folder, or else the one that this program was built in.
    pub fn locate(given: Option<&Path>) -> Result<Workspace, Error> {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap_or(Path::new("/"))
            .to_path_buf();
        let here = std::env::current_dir().unwrap_or_default();
        let root = match given {
            Some(root) => std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf()),
            None => match here.ancestors().find(|folder| is_root(folder)) {
                Some(root) => root.to_path_buf(),
                None => built_in.clone(),
            },
        };
        if !root.join("exercises").is_dir() {
            return Err(Error::new(
                format!("there is no folder `exercises` in {}", root.display()),
                "Run the checker inside a clone of Threadlings.",
            ));
        }
        let engines = if root.join("checker/simulated-std/Cargo.toml").is_file() {
            root.clone()
        } else {
            built_in
        };
        let target = |root: &Path| match std::env::var_os("CARGO_TARGET_DIR") {
            Some(target) if !target.is_empty() => here.join(target),
            _ => root.join("target"),
        };
        // A copy of the exercises keeps its own state, whatever CARGO_TARGET_DIR says; only the engines are shared.
        let scratch = if root == engines {
            target(&root)
        } else {
            root.join("target")
        }
        .join("threadlings");
        Ok(Workspace {
            target: target(&engines),
            root,
            engines,
            scratch,
        })
    }

    /// The reference for an exercise.
    pub fn solution(&self, exercise: &Exercise) -> PathBuf {
        let folder = self.root.join("solutions").join(&exercise.folder);
        folder.join("src").join("lib.rs")
    }

    pub fn engines_cache(&self) -> PathBuf {
        self.target.join("threadlings").join("engines.json")
    }

    pub fn state(&self) -> PathBuf {
        self.scratch.join("state.json")
    }

    /// What was read of suites.
    pub fn suites(&self) -> PathBuf {
        self.scratch.join("suites")
    }

    /// The parts of suites that are compiled once. They lie beside the engines, so that copies of the exercises share them too.
    pub fn compiled_suites(&self) -> PathBuf {
        self.target.join("threadlings").join("suites")
    }

    pub fn verdicts(&self) -> PathBuf {
        self.scratch.join("verdicts")
    }

    /// Makes the staging folder of one answer: the first that nobody uses at the moment. It is nobody else's as long as the
    /// value lives, and stays where it is afterwards, because rustc's incremental compilation works only where it worked before.
    pub fn stage(&self, exercise: &Exercise, answer: &str) -> Result<Stage, Error> {
        let folder = self.scratch.join("stage").join(&exercise.folder);
        std::fs::create_dir_all(&folder).map_err(|error| Error::writing(&folder, &error))?;
        let mut number = 1;
        let stage = loop {
            let taken = lock::take(&folder, &number.to_string()).map_err(|error| Error::writing(&folder, &error))?;
            if let Some(taken) = taken {
                break Stage { taken };
            }
            number += 1;
        };
        for fresh in ["src", "run", "tmp"] {
            let path = stage.path().join(fresh);
            match std::fs::remove_dir_all(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::writing(&path, &error));
                }
                _ => stage.make(fresh)?,
            };
        }
        copy_given(&exercise.directory.join("src"), &stage.path().join("src"))?;
        let file = stage.path().join("src/lib.rs");
        std::fs::write(&file, answer).map_err(|error| Error::writing(&file, &error))?;
        Ok(stage)
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join("exercises").is_dir() && folder.join("tests").join("suites").is_dir()
}

/// One answer, ready to be compiled: `src/` with the answer and the given modules; `run/`, empty; and what earlier
/// answers to the same exercise left for rustc.
#[derive(Debug)]
pub struct Stage {
    taken: Taken,
}

impl Stage {
    pub fn path(&self) -> &Path {
        &self.taken.folder
    }

    /// A folder in the stage, made if it is not there.
    pub fn make(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.path().join(name);
        std::fs::create_dir_all(&path).map_err(|error| Error::writing(&path, &error))?;
        Ok(path)
    }
}

/// Copies what is given beside the answer: every file but `lib.rs`.
fn copy_given(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in walkdir::WalkDir::new(from).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            Error::new(
                format!("cannot read {}: {error}", from.display()),
                "Check the folder, or put it back with git.",
            )
        })?;
        let Ok(relative) = entry.path().strip_prefix(from) else {
            continue;
        };
        let destination = to.join(relative);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&destination).map_err(|error| Error::writing(&destination, &error))?;
        } else if relative != Path::new("lib.rs") && entry.path().extension().is_some_and(|kind| kind == "rs") {
            let bytes = std::fs::read(entry.path()).map_err(|error| Error::reading(entry.path(), &error))?;
            std::fs::write(&destination, bytes).map_err(|error| Error::writing(&destination, &error))?;
        }
    }
    Ok(())
}
