//! Which entries of an archive may be a learner's file. In: entries' names, as bytes that anybody may have written. Out: for each exercise
//! the one file that is meant, or why there is none.
//!
//! Looked for is `[prefix/]exercises/NN_name/src/lib.rs` or `[prefix/]NN_name/src/lib.rs`, where the prefix is a single folder. Nothing
//! else matters, whatever it is.

use super::{Found, LARGEST, text, too_large};
use crate::error::Error;
use std::io::Read;
use std::path::Path;

/// What an archive's entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    File,
    /// A link, a device, a folder.
    Other,
}

/// How an entry's name fits; the better ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Safe or not, it ends like a learner's file, but climbs, begins at a root, or is written with backslashes.
    Unsafe,
    Exercises,
    Plain,
    PrefixedExercises,
    Prefixed,
}

struct Candidate {
    fit: Fit,
    name: String,
    found: Found,
}

/// The candidates so far.
pub struct Candidates<'a> {
    archive: &'a Path,
    exercises: &'a [&'a str],
    best: Vec<Option<Candidate>>,
}

impl<'a> Candidates<'a> {
    pub fn new(archive: &'a Path, exercises: &'a [&'a str]) -> Candidates<'a> {
        let best = exercises.iter().map(|_| None).collect();
        Candidates {
            archive,
            exercises,
            best,
        }
    }

    /// Looks at an entry, and reads it only if it is wanted.
    ///
    /// # Errors
    /// If its content cannot be read to its end: the archive is damaged.
    pub fn offer<R: Read>(
        &mut self,
        name: &[u8],
        entry: Entry,
        content: impl FnOnce() -> std::io::Result<R>,
    ) -> std::io::Result<()> {
        let Some((exercise, fit)) = fits(name, self.exercises) else {
            return Ok(());
        };
        let name = String::from_utf8_lossy(name).into_owned();
        let path = self.archive.join(name.trim_start_matches("./"));
        match &mut self.best[exercise] {
            Some(better) if better.fit < fit => return Ok(()),
            Some(equal) if equal.fit == fit => {
                let what = format!(
                    "{} has two files that may be meant: {} and {name}",
                    self.archive.display(),
                    equal.name
                );
                equal.found = Found::Unusable(Error::new(what, "Hand in one of them."));
                return Ok(());
            }
            Some(_) | None => {}
        }
        let found = match (fit, entry) {
            (Fit::Unsafe, _) => Found::Unusable(Error::new(
                format!(
                    "{}: the name {name:?} leads out of the archive or is written with backslashes",
                    self.archive.display()
                ),
                "Make the archive again, with names like exercises/NN_name/src/lib.rs.",
            )),
            (_, Entry::Other) => Found::Unusable(Error::new(
                format!("{} is not a regular file", path.display()),
                "Hand in the file itself instead of a link.",
            )),
            (_, Entry::File) => {
                let mut bytes = Vec::new();
                // What the archive says about sizes is not believed.
                let length = content()?.take(LARGEST + 1).read_to_end(&mut bytes)?;
                if length as u64 > LARGEST {
                    Found::Unusable(too_large(&path))
                } else {
                    Found::File {
                        text: text(bytes),
                        label: name.trim_start_matches("./").to_owned(),
                        place: path.display().to_string(),
                    }
                }
            }
        };
        self.best[exercise] = Some(Candidate { fit, name, found });
        Ok(())
    }

    /// What was found for each exercise.
    pub fn found(self) -> Vec<Found> {
        let best = self.best.into_iter();
        best.map(|best| best.map_or(Found::Missing, |candidate| candidate.found))
            .collect()
    }
}

/// The exercise that an entry of this name is for.
fn fits(name: &[u8], exercises: &[&str]) -> Option<(usize, Fit)> {
    let name = std::str::from_utf8(name).ok()?;
    let is_unsafe = name.starts_with('/')
        || name.contains(['\\', '\0'])
        || name.split('/').any(|part| part == "..")
        || name.as_bytes().get(1) == Some(&b':');
    let slashes = name.replace('\\', "/");
    let parts: Vec<&str> = slashes
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    let [prefix @ .., exercise, "src", "lib.rs"] = &parts[..] else {
        return None;
    };
    let exercise = exercises.iter().position(|wanted| wanted == exercise)?;
    let fit = match prefix {
        _ if is_unsafe => Fit::Unsafe,
        [] => Fit::Plain,
        ["exercises"] => Fit::Exercises,
        // A copy of the whole repository has these too, and they are not the learner's.
        ["solutions"] => return None,
        [_] => Fit::Prefixed,
        [_, "exercises"] => Fit::PrefixedExercises,
        _ => return None,
    };
    Some((exercise, fit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_that_are_looked_for_fit() {
        let check = |name: &str, expected: Option<Fit>| {
            let fit = fits(name.as_bytes(), &["09_race_demo"]).map(|(_, fit)| fit);
            assert_eq!(fit, expected, "{name}");
        };
        check("exercises/09_race_demo/src/lib.rs", Some(Fit::Exercises));
        check("./09_race_demo/src/lib.rs", Some(Fit::Plain));
        check("ann/09_race_demo/src/lib.rs", Some(Fit::Prefixed));
        check("ann/exercises/09_race_demo/src/lib.rs", Some(Fit::PrefixedExercises));
        check("solutions/09_race_demo/src/lib.rs", None);
        check("ann/solutions/09_race_demo/src/lib.rs", None);
        check("09_race_demo/src/main.rs", None);
        check("10_other/src/lib.rs", None);
        check("src/lib.rs", None);
        check("x09_race_demo/src/lib.rs", None);
        check("__MACOSX/ann/09_race_demo/src/._lib.rs", None);
        for name in [
            "../09_race_demo/src/lib.rs",
            "ann/../09_race_demo/src/lib.rs",
            "/09_race_demo/src/lib.rs",
            "C:/09_race_demo/src/lib.rs",
            "C:\\09_race_demo\\src\\lib.rs",
            "exercises\\09_race_demo\\src\\lib.rs",
        ] {
            check(name, Some(Fit::Unsafe));
        }
        assert_eq!(fits(b"\xff/09_race_demo/src/lib.rs", &["09_race_demo"]), None);
    }
}
