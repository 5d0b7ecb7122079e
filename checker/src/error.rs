//! What stops the checker from doing its work. A learner's mistake is never one of these: that is a verdict.
//!
//! Every error says what happened, with the path or the command, and what to do next. The exit status is 2.

use std::fmt;
use std::path::Path;

/// A failure of the checker's own work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What happened, with the path or command concerned.
    pub what: String,
    /// What the person can do about it.
    pub next: String,
}

impl Error {
    pub fn new(what: impl Into<String>, next: impl Into<String>) -> Error {
        Error {
            what: what.into(),
            next: next.into(),
        }
    }

    /// A file or folder that could not be read.
    pub fn reading(path: &Path, error: &std::io::Error) -> Error {
        Error::new(
            format!("cannot read {}: {error}", path.display()),
            "Check that it exists and that you may read it, then run the command again.",
        )
    }

    /// A file or folder that could not be written. Nothing that was there before is lost: files are written aside first.
    pub fn writing(path: &Path, error: &std::io::Error) -> Error {
        Error::new(
            format!("cannot write {}: {error}", path.display()),
            "Make the folder writable, or free some space on the disk. Another folder for what is built can be chosen with the variable CARGO_TARGET_DIR.",
        )
    }

    /// A command that could not be started at all.
    pub fn starting(command: &str, error: &std::io::Error) -> Error {
        Error::new(
            format!("cannot start {command}: {error}"),
            "If it is cargo or rustc: install Rust from https://rustup.rs and open a new terminal.",
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}", self.what, self.next)
    }
}

impl std::error::Error for Error {}
