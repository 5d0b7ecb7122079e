//! The verdict: what the evidence means, in points and in words. In: a suite and the [`Evidence`]. Out: a [`Verdict`]. Pure.

mod ends;
mod refusals;

use crate::evidence::{Evidence, Observation, Observed};
use crate::points;
use crate::story::condensed;
use crate::suite::{Check, Suite, World};
use ends::{died, program_outcome};
use recorder::Kind;
use recorder::Story;
use recorder::wire::{Finished, Mistake};
use refusals::{does_not_compile, does_not_fit, forbidden, stand_in_lacks};

/// What is said about one answer to one exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub status: Status,
    /// In the order of reports: simulated, loom, real.
    pub checks: Vec<Judged>,
    pub duration_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Passed,
    Failed,
    Unfinished,
    /// The grader's fault, with what happened.
    Error(String),
}

/// One check and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub check: Check,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Passed(Reach),
    Failed(Reach, Box<Diagnosis>),
    /// Something before it failed, so that it would prove nothing.
    Skipped,
}

/// How far a check looked.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reach {
    /// `None`: the check runs no interleavings, but once on real threads, or not at all.
    pub interleavings: Option<u64>,
    pub preemptions: u32,
    /// Whether every interleaving with up to that many preemptions was run.
    pub exhausted: bool,
    pub simulated_ms: Option<f64>,
}

/// Why a check failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    pub kind: Kind,
    /// One sentence, true of the learner's program.
    pub message: String,
    /// Lines of the learner's file, the decisive ones first.
    pub lines: Vec<u32>,
    pub help: Option<String>,
    pub story: Option<Story>,
    /// Further evidence as text: rustc's own words, or the difference between two outputs.
    pub evidence: Vec<String>,
}

impl Verdict {
    pub fn points(&self) -> f64 {
        points::sum(self.checks.iter().map(Judged::points))
    }

    pub fn max_points(&self) -> f64 {
        points::sum(self.checks.iter().map(|judged| judged.check.points))
    }

    /// The same, without the interleavings of its failures, for whoever keeps many.
    pub fn without_stories(&self) -> Verdict {
        let mut bare = self.clone();
        for judged in &mut bare.checks {
            if let Outcome::Failed(_, diagnosis) = &mut judged.outcome {
                diagnosis.story = None;
            }
        }
        bare
    }

    /// The first check that failed, and why.
    pub fn first_failure(&self) -> Option<(&Check, &Diagnosis)> {
        self.checks
            .iter()
            .find_map(|judged| Some((&judged.check, judged.diagnosis()?)))
    }
}

impl Judged {
    pub fn points(&self) -> f64 {
        match self.outcome {
            Outcome::Passed(_) => self.check.points,
            Outcome::Failed(..) | Outcome::Skipped => 0.0,
        }
    }

    pub fn diagnosis(&self) -> Option<&Diagnosis> {
        match &self.outcome {
            Outcome::Failed(_, diagnosis) => Some(diagnosis),
            Outcome::Passed(_) | Outcome::Skipped => None,
        }
    }
}

impl Diagnosis {
    fn new(kind: Kind, message: impl Into<String>) -> Diagnosis {
        Diagnosis {
            kind,
            message: message.into(),
            lines: Vec::new(),
            help: None,
            story: None,
            evidence: Vec::new(),
        }
    }

    fn at(mut self, lines: impl IntoIterator<Item = u32>) -> Diagnosis {
        for line in lines {
            if !self.lines.contains(&line) {
                self.lines.push(line);
            }
        }
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnosis {
        self.help = Some(help.into());
        self
    }

    fn evidence(mut self, evidence: Vec<String>) -> Diagnosis {
        self.evidence = evidence;
        self
    }
}

/// Judges one answer.
pub fn judge(suite: &Suite, evidence: &Evidence, duration_ms: u64) -> Verdict {
    let (status, checks) = match evidence {
        Evidence::Missing => {
            let diagnosis = Diagnosis::new(Kind::Unfinished, "There is no src/lib.rs, or there is nothing in it.");
            (Status::Unfinished, only(suite, World::Simulated, diagnosis))
        }
        Evidence::Unfinished(todo) => {
            let what = todo
                .message
                .as_ref()
                .map_or(String::new(), |message| format!(": \"{message}\""));
            let diagnosis = Diagnosis::new(Kind::Unfinished, format!("Line {} is still to do{what}.", todo.line));
            (
                Status::Unfinished,
                only(suite, World::Simulated, diagnosis.at([todo.line])),
            )
        }
        Evidence::Unusable(error) => {
            let what = format!("The submission has no file that can be graded: {}.", error.what);
            let diagnosis = Diagnosis::new(Kind::Forbidden, what).help(error.next.clone());
            (Status::Failed, only(suite, World::Simulated, diagnosis))
        }
        Evidence::Forbidden(refusals) => (Status::Failed, only(suite, World::Simulated, forbidden(refusals))),
        Evidence::DoesNotCompile(found) => {
            let diagnosis = does_not_compile("The file does not compile", found);
            (Status::Failed, only(suite, World::Simulated, diagnosis))
        }
        Evidence::Trouble(what) => {
            let checks = suite.checks.iter().map(|check| Judged {
                check: check.clone(),
                outcome: Outcome::Skipped,
            });
            (Status::Error(what.clone()), checks.collect())
        }
        Evidence::Ran(worlds) => {
            let checks = ran(suite, worlds);
            let passed = checks.iter().all(|judged| matches!(judged.outcome, Outcome::Passed(_)));
            (if passed { Status::Passed } else { Status::Failed }, checks)
        }
    };
    Verdict {
        status,
        checks,
        duration_ms,
    }
}

/// The diagnosis on the first check of `world` or, where it has none, on the first of all; everything else is skipped.
fn only(suite: &Suite, world: World, diagnosis: Diagnosis) -> Vec<Judged> {
    let mut checks: Vec<Judged> = suite
        .checks
        .iter()
        .map(|check| Judged {
            check: check.clone(),
            outcome: Outcome::Skipped,
        })
        .collect();
    if checks.is_empty() {
        // An exercise whose suite is not written yet can still be told that it does not compile.
        let (id, title) = ("compiles".to_owned(), "The program compiles".to_owned());
        checks.push(Judged {
            check: Check {
                id,
                title,
                points: 0.0,
                world: World::Real,
            },
            outcome: Outcome::Skipped,
        });
    }
    let place = checks
        .iter()
        .position(|judged| judged.check.world == world)
        .unwrap_or(0);
    checks[place].outcome = Outcome::Failed(Reach::default(), Box::new(diagnosis));
    checks
}

/// Checks count world by world: luck in a later one must not show when an earlier one has failed.
fn ran(suite: &Suite, worlds: &[(World, Observed)]) -> Vec<Judged> {
    let mut judged = Vec::new();
    let mut failed = false;
    for world in [World::Simulated, World::Loom, World::Real] {
        let checks: Vec<&Check> = suite.of(world).collect();
        let observed = worlds.iter().find(|(of, _)| *of == world).map(|(_, observed)| observed);
        let outcomes: Vec<Outcome> = match observed {
            _ if failed => vec![Outcome::Skipped; checks.len()],
            None => vec![Outcome::Skipped; checks.len()],
            Some(Observed::StandInLacks(found)) => first(checks.len(), stand_in_lacks(world, found)),
            Some(Observed::DoesNotFit(found, expected)) => first(checks.len(), does_not_fit(found, expected)),
            Some(Observed::Checks(observations)) => {
                let mut outcomes: Vec<Outcome> = observations.iter().map(observed_outcome).collect();
                outcomes.resize(checks.len(), Outcome::Skipped);
                outcomes
            }
            Some(Observed::Program(run)) => vec![program_outcome(run); checks.len()],
        };
        failed |= outcomes.iter().any(|outcome| !matches!(outcome, Outcome::Passed(_)));
        let pairs = checks.into_iter().zip(outcomes);
        judged.extend(pairs.map(|(check, outcome)| Judged {
            check: check.clone(),
            outcome,
        }));
    }
    judged
}

fn first(count: usize, diagnosis: Diagnosis) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Skipped; count];
    if let Some(outcome) = outcomes.first_mut() {
        *outcome = Outcome::Failed(Reach::default(), Box::new(diagnosis));
    }
    outcomes
}

fn observed_outcome(observation: &Observation) -> Outcome {
    match observation {
        Observation::Finished(finished) => match &finished.mistake {
            None => Outcome::Passed(reach(finished)),
            Some(mistake) => Outcome::Failed(reach(finished), Box::new(diagnosis(mistake, finished.note.as_deref()))),
        },
        Observation::Died(death) => Outcome::Failed(Reach::default(), Box::new(died(death))),
    }
}

fn reach(finished: &Finished) -> Reach {
    Reach {
        interleavings: Some(finished.interleavings),
        preemptions: finished.preemptions,
        exhausted: finished.exhausted,
        simulated_ms: finished.simulated_ms,
    }
}

fn diagnosis(mistake: &Mistake, note: Option<&str>) -> Diagnosis {
    Diagnosis {
        kind: mistake.kind,
        message: mistake.message.clone(),
        lines: mistake.lines.clone(),
        help: mistake
            .help
            .clone()
            .or_else(|| mistake.kind.question().map(str::to_owned)),
        story: mistake
            .story
            .clone()
            .map(condensed)
            .filter(|story| !story.steps.is_empty()),
        evidence: note.map(|note| format!("note: {note}")).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
