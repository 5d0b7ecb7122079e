//! A submission that is a folder. In: the folder. Out: the learner's files, if they are files of this folder.

use super::{Found, LARGEST, text, too_large};
use crate::error::Error;
use std::io::Read;
use std::path::Path;

pub fn read(directory: &Path, exercises: &[&str]) -> Vec<Found> {
    let root = std::fs::read_dir(directory).and_then(|_| directory.canonicalize());
    match root {
        Ok(root) => exercises
            .iter()
            .map(|exercise| one(directory, &root, exercise))
            .collect(),
        Err(error) => vec![Found::Trouble(Error::reading(directory, &error)); exercises.len()],
    }
}

fn one(directory: &Path, root: &Path, exercise: &str) -> Found {
    for layout in [format!("exercises/{exercise}"), exercise.to_owned()] {
        let label = format!("{layout}/src/lib.rs");
        let path = directory.join(&label);
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(_) if path.is_symlink() => return no_file(&path),
            Err(error) if is_absent(&error) => continue,
            Err(error) => return Found::Trouble(Error::reading(&path, &error)),
        };
        // A link out of the submission could show files of the grader's, or hang on a device.
        if !real.starts_with(root) || !real.is_file() {
            return no_file(&path);
        }
        let mut bytes = Vec::new();
        let read = std::fs::File::open(&real).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        return match read {
            Err(error) => Found::Trouble(Error::reading(&path, &error)),
            Ok(length) if length as u64 > LARGEST => Found::Unusable(too_large(&path)),
            Ok(_) => Found::File {
                text: text(bytes),
                label,
                place: path.display().to_string(),
            },
        };
    }
    Found::Missing
}

fn no_file(path: &Path) -> Found {
    Found::Unusable(Error::new(
        format!("{} is not a file of the submission", path.display()),
        "Hand in the file itself instead of a link.",
    ))
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}
