//! A class, graded: every exercise of every submission, on all processors. In: what was handed in. Out: what is said about it, in the same
//! order. Whatever is wrong with one of them, the others go on.

use super::super::{Session, is_repeatable};
use crate::ending;
use crate::error::Error;
use crate::evidence::Evidence;
use crate::exercise::Exercise;
use crate::graded::{Graded, Submission};
use crate::journal::Journal;
use crate::parallel::in_parallel;
use crate::pipeline::{Answer, Pipeline};
use crate::process::Launch;
use crate::progress::Progress;
use crate::submission::{Found, Given, bounded};
use crate::suite::Suite;
use crate::verdict::{Verdict, judge};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, Once, OnceLock, PoisonError};

pub struct Class<'a> {
    pub session: &'a Session,
    /// Starts what is handed in.
    pub launcher: &'a dyn Launch,
    pub given: &'a [Given],
    pub exercises: &'a [&'a Exercise],
    /// In the order of the exercises.
    pub suites: &'a [Suite],
    pub journal: &'a Journal,
    /// Whether what the journal knows is taken from it.
    pub resume: bool,
}

/// A submission's files: read when the first of them is needed, and each given away, so that only those are in memory that are being
/// worked on.
type Files = OnceLock<Vec<Mutex<Option<Found>>>>;

impl Class<'_> {
    pub fn grade(&self) -> Result<Vec<Submission>, Error> {
        let (class, course) = (self.given.len(), self.exercises.len());
        let total = class * course;
        let pipeline = Pipeline {
            launcher: self.launcher,
            // A submission comes once.
            edited_often: false,
            ..self.session.pipeline(total == 1)?
        };
        let folders: Vec<&str> = self.exercises.iter().map(|exercise| exercise.folder.as_str()).collect();
        let files: Vec<Files> = self.given.iter().map(|_| Files::new()).collect();
        let progress = Progress::new(total, "grading");
        let say = |done: usize| {
            ending::farewell(Some(format!(
                "Stopped after {done} of {total} answers. The same command with --resume goes on from there."
            )));
        };
        let graded = in_parallel(self.session.jobs, total, |task| {
            let (at, exercise) = (task / course, task % course);
            let found = files[at].get_or_init(|| {
                let found = self.given[at].read(&folders);
                found.into_iter().map(|found| Mutex::new(Some(found))).collect()
            });
            let found = found[exercise].lock().unwrap_or_else(PoisonError::into_inner).take();
            let found = found.unwrap_or(Found::Missing);
            let (verdict, was_known) = self.guarded(&pipeline, exercise, &found);
            say(progress.one_more(was_known));
            self.graded(exercise, found, verdict)
        });
        progress.finish();
        ending::farewell(None);
        let mut graded = graded.into_iter();
        let submissions = self.given.iter().map(|given| Submission {
            name: given.name.clone(),
            graded: graded.by_ref().take(course).collect(),
        });
        Ok(submissions.collect())
    }

    /// What a report needs of an answer beside the verdict.
    fn graded(&self, exercise: usize, found: Found, verdict: Verdict) -> Graded {
        let exercise = self.exercises[exercise];
        match found {
            Found::File { text, label, place } => Graded::new(&exercise.folder, &label, Some(&text), verdict).at(place),
            Found::Missing | Found::Unusable(_) | Found::Trouble(_) => {
                Graded::new(&exercise.folder, &exercise.answer_label(), None, verdict)
            }
        }
    }

    /// The verdict on one answer, also if the checker itself fails over it, and whether it was in the journal.
    fn guarded(&self, pipeline: &Pipeline, exercise: usize, found: &Found) -> (Verdict, bool) {
        let suite = &self.suites[exercise];
        let examined = catch_unwind(AssertUnwindSafe(|| {
            self.one(pipeline, self.exercises[exercise], suite, found)
        }));
        let (verdict, was_known) = examined.unwrap_or_else(|_| {
            let what = "the checker failed over this answer\n  This is a fault of the checker's: please report it, with the answer.";
            (judge(suite, &Evidence::Trouble(what.to_owned()), 0), false)
        });
        (bounded(verdict), was_known)
    }

    fn one(&self, pipeline: &Pipeline, exercise: &Exercise, suite: &Suite, found: &Found) -> (Verdict, bool) {
        let fresh = |evidence| (judge(suite, &evidence, 0), false);
        let label = exercise.answer_label();
        let (text, label) = match found {
            Found::Missing => (None, &label),
            Found::File { text, label, .. } => (Some(text), label),
            Found::Unusable(error) => return fresh(Evidence::Unusable(error.clone())),
            Found::Trouble(error) => return fresh(Evidence::Trouble(error.to_string())),
        };
        let examine = || {
            pipeline.examine(Answer {
                exercise,
                suite,
                text: text.map(String::as_str),
                label,
            })
        };
        let Some(text) = text else { return (examine(), false) };
        // rustc's messages name the file, so the same answer of somebody else's is something else.
        let all = format!("{}\0{label}\0{text}", exercise.folder);
        let key = match self.session.key(exercise, suite, &all, pipeline.engines.fingerprint) {
            Ok(key) => key,
            Err(error) => return fresh(Evidence::Trouble(error.to_string())),
        };
        if let Some(verdict) = self.resume.then(|| self.journal.verdict(&key)).flatten() {
            return (verdict, true);
        }
        let verdict = examine();
        if is_repeatable(&verdict) {
            if let Err(error) = self.journal.keep(&key, &verdict) {
                static SAID: Once = Once::new();
                SAID.call_once(|| {
                    crate::aside::say(format_args!(
                        "note: if this run is interrupted, it cannot be resumed: {error}"
                    ))
                });
            }
        }
        (verdict, false)
    }
}
