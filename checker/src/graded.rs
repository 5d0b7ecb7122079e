//! What is said about submissions, as plain data: what grading makes and every report format is made from.

use crate::points;
use crate::suite::World;
use crate::verdict::{Diagnosis, Judged, Status, Verdict};

/// A submission and what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    pub name: String,
    /// In the order of the course.
    pub graded: Vec<Graded>,
}

/// One exercise of a submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// The exercise's folder.
    pub exercise: String,
    /// The learner's file as the person who grades knows it. `None`: there is none.
    pub file: Option<String>,
    /// The learner's file within the submission, where a learner knows it, and the same wherever it is graded.
    pub label: String,
    /// The learner's text, where a report may want to show lines of it.
    pub source: Option<String>,
    pub verdict: Verdict,
}

/// A class may hand in hundreds of files. What is longer than any answer is not kept for the sake of a few lines in a report.
const LONGEST_SOURCE: usize = 64 << 10;

impl Submission {
    pub fn points(&self) -> f64 {
        points::sum(self.graded.iter().map(|graded| graded.verdict.points()))
    }

    pub fn max_points(&self) -> f64 {
        points::sum(self.graded.iter().map(|graded| graded.verdict.max_points()))
    }
}

impl Graded {
    /// `label` is the learner's file within the submission, and `text` what it says, if there is one.
    pub fn new(exercise: &str, label: &str, text: Option<&str>, verdict: Verdict) -> Graded {
        let shown = verdict.status != Status::Passed;
        Graded {
            exercise: exercise.to_owned(),
            file: text.map(|_| label.to_owned()),
            label: label.to_owned(),
            source: text
                .filter(|text| shown && text.len() <= LONGEST_SOURCE)
                .map(str::to_owned),
            verdict,
        }
    }

    /// With the file's place, where it is not in the current folder.
    pub fn at(mut self, file: String) -> Graded {
        self.file = Some(file);
        self
    }

    /// `race_demo` of `09_race_demo`.
    pub fn name(&self) -> &str {
        self.exercise.split_once('_').map_or(&self.exercise, |(_, name)| name)
    }

    /// What went wrong, each once, with the first check that says so and how many do: a deadlock may fail every check in the same words.
    pub fn failures(&self) -> Vec<(&Judged, &Diagnosis, usize)> {
        let mut failures: Vec<(&Judged, &Diagnosis, usize)> = Vec::new();
        for judged in &self.verdict.checks {
            let Some(why) = judged.diagnosis() else { continue };
            let alike =
                |other: &Diagnosis| other.kind == why.kind && other.message == why.message && other.lines == why.lines;
            match failures.iter_mut().find(|(_, other, _)| alike(other)) {
                Some((_, _, count)) => *count += 1,
                None => failures.push((judged, why, 1)),
            }
        }
        failures
    }

    /// Whether no check has run, since the file is missing, unfinished, refused or does not compile.
    pub fn has_not_run(&self) -> bool {
        self.verdict
            .first_failure()
            .is_some_and(|(_, why)| why.kind.is_about_the_file())
    }
}

impl Judged {
    /// What the learner's program has printed in the interleaving that failed.
    pub fn printed(&self) -> String {
        let story = self.diagnosis().and_then(|why| why.story.as_ref());
        let steps = story.iter().flat_map(|story| &story.steps);
        steps.filter_map(|step| step.printed.as_deref()).collect()
    }
}

impl World {
    /// Where a check runs, in words that need no explanation.
    pub fn described(self) -> &'static str {
        match self {
            World::Simulated => "every interleaving",
            World::Loom => "the weak memory model",
            World::Real => "real threads",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::{failed, graded, judged, why};
    use recorder::Kind;

    #[test]
    fn what_fails_several_checks_alike_is_said_once() {
        let check =
            |kind, message: &str| judged("id", "A check", 1.0, World::Simulated, failed(why(kind, message, None)));
        let checks = vec![
            check(Kind::Deadlock, "stuck"),
            check(Kind::Panicked, "boom"),
            check(Kind::Deadlock, "stuck"),
            check(Kind::Deadlock, "stuck elsewhere"),
        ];
        let graded = graded("09_race_demo", Some("text"), Status::Failed, checks);
        let said: Vec<(&str, usize)> = graded
            .failures()
            .iter()
            .map(|(_, why, count)| (why.message.as_str(), *count))
            .collect();
        assert_eq!(said, [("stuck", 2), ("boom", 1), ("stuck elsewhere", 1)]);
    }

    #[test]
    fn a_text_is_kept_only_where_there_is_something_to_show() {
        let source = |text: &str, status| graded("09_race_demo", Some(text), status, Vec::new()).source;
        assert_eq!(source("short", Status::Failed).as_deref(), Some("short"));
        assert_eq!(source("short", Status::Passed), None);
        assert_eq!(source(&"x".repeat(LONGEST_SOURCE + 1), Status::Failed), None);
    }
}
