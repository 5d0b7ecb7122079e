//! `checker dev new NN_NAME`: a complete exercise to write over. In: the folder's name. Out: its files, which compile and which `dev check`
//! accepts as they are. Everything in them that is to be rewritten says AUTHOR.

mod name;

use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::render::{Look, human};
use name::Name;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of the template: the folder of the workspace that it goes into, its path there, and its text.
type File = (&'static str, &'static str, &'static str);

/// In the order in which an author writes them.
const FILES: [File; 18] = [
    ("exercises", "README.md", include_str!("template/exercise/README.md")),
    ("exercises", "src/lib.rs", include_str!("template/exercise/src/lib.rs")),
    (
        "tests/wrong",
        "reads_and_writes_apart.rs",
        include_str!("template/wrong/reads_and_writes_apart.rs"),
    ),
    (
        "tests/right",
        "adds_what_the_threads_return.rs",
        include_str!("template/right/adds_what_the_threads_return.rs"),
    ),
    ("solutions", "src/lib.rs", include_str!("template/solution/src/lib.rs")),
    (
        "tests/suites",
        "simulated.rs",
        include_str!("template/suite/simulated.rs"),
    ),
    ("tests/suites", "socket.rs", include_str!("template/suite/socket.rs")),
    ("tests/suites", "answer.rs", include_str!("template/suite/answer.rs")),
    ("tests/suites", "loom.rs", include_str!("template/suite/loom.rs")),
    (
        "tests/suites",
        "program.toml",
        include_str!("template/suite/program.toml"),
    ),
    ("tests/suites", "stub.rs", include_str!("template/exercise/src/lib.rs")),
    (
        "exercises",
        "src/main.rs",
        include_str!("template/exercise/src/main.rs"),
    ),
    ("exercises", "hints.md", include_str!("template/exercise/hints.md")),
    ("exercises", "play.rs", include_str!("template/exercise/play.rs")),
    ("exercises", "Cargo.toml", include_str!("template/exercise/Cargo.toml")),
    ("solutions", "Cargo.toml", include_str!("template/solution/Cargo.toml")),
    ("tests/suites", "Cargo.toml", include_str!("template/suite/Cargo.toml")),
    (
        "tests/suites",
        "loom/Cargo.toml",
        include_str!("template/suite/loom/Cargo.toml"),
    ),
];

pub fn run(session: &Session, name: &str) -> Result<Exit, Error> {
    let taken: Vec<&str> = session
        .exercises
        .iter()
        .map(|exercise| exercise.folder.as_str())
        .collect();
    let name = Name::new(name, &taken)?;
    let made = make(&session.workspace.root, &name)?;
    say(&report(&name, &made, &session.exercises, session.look));
    Ok(Exit::AllPassed)
}

/// Writes all files, or none. Out: their paths in the workspace.
fn make(root: &Path, name: &Name) -> Result<Vec<String>, Error> {
    let mut folders: Vec<PathBuf> = FILES
        .iter()
        .map(|(above, ..)| root.join(above).join(name.folder()))
        .collect();
    folders.sort();
    folders.dedup();
    if let Some(there) = folders.iter().find(|folder| folder.exists()) {
        return Err(Error::new(
            format!("{} is there already, and nothing was written", there.display()),
            "Choose another name, or move that folder away.",
        ));
    }
    let mut made = Vec::new();
    for (above, path, template) in FILES {
        let label = format!("{above}/{}/{path}", name.folder());
        if let Err((path, error)) = write_new(&root.join(&label), &name.written_into(template)) {
            // Half an exercise would only be in the way. The folders weren't there before, so nothing else is in them.
            for folder in &folders {
                let _ = fs::remove_dir_all(folder);
            }
            return Err(Error::writing(&path, &error));
        }
        made.push(label);
    }
    Ok(made)
}

/// Writes a file that is not there yet, with the folders above it.
fn write_new(path: &Path, text: &str) -> Result<(), (PathBuf, std::io::Error)> {
    let at = |error| (path.to_path_buf(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(at)?;
    file.write_all(text.as_bytes()).map_err(at)
}

/// What was made, and what comes next.
fn report(name: &Name, made: &[String], exercises: &[Exercise], look: Look) -> String {
    let list: String = made.iter().map(|path| format!("  {path}\n")).collect();
    let order = "It works as it is. Write over whatever says AUTHOR, in this order: the task's text, wrong and right answers from \
                 that text alone, the solution, and only then the suite. tests/README.md says how.";
    let before = exercises
        .iter()
        .rev()
        .find(|exercise| *exercise.folder < *name.folder());
    let neighbour = before.map_or(String::new(), |exercise| {
        let lesson = format!("exercises/{}/README.md", exercise.folder);
        human::sentence(
            &format!("The lesson before it, {lesson}, ends with its next concept: is that still true?"),
            look,
        )
    });
    format!(
        "Made {}:\n\n{list}\n{}{neighbour}\ncheck it: cargo run -p checker -- dev check {}\n",
        name.folder(),
        human::sentence(order, look),
        name.package()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> Name {
        Name::new("42_good_name", &[]).expect("a good name")
    }

    #[test]
    fn no_placeholder_is_left() {
        for (above, path, template) in FILES {
            let text = name().written_into(template);
            let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let left: Vec<&str> = words
                .filter(|word| ["NN", "NAME", "NN_NAME", "TITLE"].contains(word))
                .collect();
            assert_eq!(left, [""; 0], "{above}/{path}");
        }
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let there = root.path().join("tests/wrong/42_good_name");
        fs::create_dir_all(&there).expect("a folder");
        let error = make(root.path(), &name()).expect_err("it is there already");
        assert!(error.what.contains("42_good_name is there already"), "{error}");
        assert!(!root.path().join("exercises").exists());
    }

    #[test]
    fn half_an_exercise_is_taken_away_again() {
        let root = tempfile::tempdir().expect("a folder");
        // Where a folder should be made there is a file.
        fs::write(root.path().join("solutions"), "").expect("a file");
        make(root.path(), &name()).expect_err("a file is in the way");
        assert!(!root.path().join("exercises/42_good_name").exists());
    }
}
