//! `grading.toml`: which exercises count, and how much. In: the file, the exercises. Out: a [`Grading`].
//!
//! ```toml
//! exercises = ["threaded_print", "race_demo"]  # only these; without this line, all
//!
//! [weights]                                    # how many times an exercise's points count; without, once
//! race_demo = 2.5
//!
//! [visibility]                                 # of an exercise's tests on Gradescope; without, visible
//! race_demo = "after_published"
//! ```

use crate::error::Error;
use crate::exercise::{self, Exercise};
use crate::graded::Submission;
use crate::points;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The file that is read where none is named.
pub const FILE: &str = "grading.toml";

/// How exercises count. Exercises are named by their folders.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grading {
    /// `None`: all.
    exercises: Option<Vec<String>>,
    weights: BTreeMap<String, f64>,
    visibility: BTreeMap<String, Visibility>,
}

/// When a learner sees a test and what it says, in Gradescope's words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    #[default]
    Visible,
    Hidden,
    AfterDueDate,
    AfterPublished,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    exercises: Option<Vec<String>>,
    #[serde(default)]
    weights: BTreeMap<String, f64>,
    #[serde(default)]
    visibility: BTreeMap<String, Visibility>,
}

impl Grading {
    /// Reads the file that was asked for or, where none was, the workspace's own if there is one.
    ///
    /// # Errors
    /// The file cannot be read or says something that cannot be meant: an unknown key or exercise, a negative weight.
    pub fn find(root: &Path, asked: Option<&Path>, exercises: &[Exercise]) -> Result<Grading, Error> {
        let own = root.join(FILE);
        let path = match asked {
            Some(path) => path,
            None if own.exists() => &own,
            None => return Ok(Grading::default()),
        };
        let text = std::fs::read_to_string(path).map_err(|error| Error::reading(path, &error))?;
        Grading::read(&text, exercises).map_err(|(what, next)| Error::new(format!("{}: {what}", path.display()), next))
    }

    fn read(text: &str, exercises: &[Exercise]) -> Result<Grading, (String, String)> {
        let file: File = basic_toml::from_str(text).map_err(|error| {
            let next = "It may have `exercises`, `[weights]` and `[visibility]`; the README's section on grading has an example.";
            (error.to_string(), next.to_owned())
        })?;
        let chosen = match file.exercises {
            None => None,
            Some(names) if names.is_empty() => {
                return Err((
                    "`exercises` is empty, so nothing would count".to_owned(),
                    "Name the exercises that count, or leave the line out: then all do.".to_owned(),
                ));
            }
            Some(names) => Some(keyed("exercises", names.into_iter().map(|name| (name, ())), exercises)?),
        };
        let weights = keyed("weights", file.weights, exercises)?;
        if let Some((name, weight)) = weights.iter().find(|(_, weight)| !(0.0..=1e6).contains(*weight)) {
            return Err((
                format!("the weight of {name} is {weight}"),
                "A weight is a number from 0 (is shown and does not count) to a million; 1 is what an exercise has anyway."
                    .to_owned(),
            ));
        }
        Ok(Grading {
            exercises: chosen.map(|chosen| chosen.into_keys().collect()),
            weights,
            visibility: keyed("visibility", file.visibility, exercises)?,
        })
    }

    /// Whether the exercise counts at all.
    pub fn counts(&self, exercise: &Exercise) -> bool {
        let named = |names: &Vec<String>| names.contains(&exercise.folder);
        self.exercises.as_ref().is_none_or(named)
    }

    /// Gives every check the points that it counts here. Verdicts are reached and kept without weights, so that these can be changed
    /// without grading anything again.
    pub fn weigh(&self, submissions: &mut [Submission]) {
        for graded in submissions.iter_mut().flat_map(|submission| &mut submission.graded) {
            let Some(&weight) = self.weights.get(&graded.exercise) else {
                continue;
            };
            for judged in &mut graded.verdict.checks {
                judged.check.points = points::weighted(judged.check.points, weight);
            }
        }
    }

    pub fn visibility(&self, folder: &str) -> Visibility {
        self.visibility.get(folder).copied().unwrap_or_default()
    }
}

/// What is said about exercises under any of their names, under their folders.
fn keyed<T>(
    part: &str,
    named: impl IntoIterator<Item = (String, T)>,
    exercises: &[Exercise],
) -> Result<BTreeMap<String, T>, (String, String)> {
    let mut keyed = BTreeMap::new();
    for (name, value) in named {
        let found =
            exercise::find(exercises, &name).map_err(|error| (format!("{part}: {}", error.what), error.next))?;
        if keyed.insert(found.folder.clone(), value).is_some() {
            return Err((
                format!("{part}: {} is named twice", found.folder),
                "Keep one of the two lines.".to_owned(),
            ));
        }
    }
    Ok(keyed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::ada;
    use std::path::PathBuf;

    fn exercises() -> Vec<Exercise> {
        let exercise = |folder: &str| Exercise {
            folder: folder.to_owned(),
            name: folder[3..].to_owned(),
            directory: PathBuf::new(),
        };
        ["03_threaded_print", "09_race_demo"].map(exercise).to_vec()
    }

    fn read(text: &str) -> Result<Grading, (String, String)> {
        Grading::read(text, &exercises())
    }

    #[test]
    fn what_is_not_mentioned_counts_once_and_is_visible() {
        let grading = read("[weights]\nrace_demo = 2\n[visibility]\n03 = \"hidden\"\n").expect("it can be read");
        assert!(exercises().iter().all(|exercise| grading.counts(exercise)));
        let mut class = [ada(), ada()];
        grading.weigh(&mut class);
        for submission in class {
            let points = submission.graded.iter().map(|graded| graded.verdict.points());
            assert_eq!(points.collect::<Vec<_>>(), [2.0, 3.0, 0.0]);
            assert_eq!((submission.points(), submission.max_points()), (5.0, 14.0));
        }
        assert_eq!(grading.visibility("03_threaded_print"), Visibility::Hidden);
        assert_eq!(grading.visibility("09_race_demo"), Visibility::Visible);
    }

    #[test]
    fn only_the_exercises_that_are_listed_count() {
        let grading = read("exercises = [\"9\"]").expect("it can be read");
        let counting = exercises()
            .iter()
            .map(|exercise| grading.counts(exercise))
            .collect::<Vec<_>>();
        assert_eq!(counting, [false, true]);
    }

    #[test]
    fn what_cannot_be_meant_is_an_error_that_names_it() {
        let check = |text: &str, expected: &str| {
            let (what, next) = read(text).expect_err(text);
            assert!(what.contains(expected) && !next.is_empty(), "{text}: {what}");
        };
        check("weight = 2", "weight");
        check("[weights]\nrace_demon = 2", "race_demon");
        check("[weights]\nrace_demo = -1", "09_race_demo is -1");
        check("[weights]\nrace_demo = nan", "09_race_demo is NaN");
        check("[weights]\nrace_demo = inf", "09_race_demo is inf");
        check("[weights]\nrace_demo = \"two\"", "two");
        check("[weights]\nrace_demo = 1\n9 = 2", "09_race_demo is named twice");
        check("exercises = []", "empty");
        check("exercises = [\"queue\"]", "queue");
        check("[visibility]\nrace_demo = \"secret\"", "secret");
        check("exercises = [", "line");
    }
}
