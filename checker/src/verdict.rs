//! The verdict: what the evidence means, in points and in words. In: a suite and the [`Evidence`]. Out: a [`Verdict`]. Pure.

use crate::compile::Diagnostic;
use crate::evidence::{Death, Evidence, Observation, Observed, ProgramRun};
use crate::forbid::Refusal;
use crate::points;
use crate::process::{End, Stop};
use crate::program;
use crate::rustc_help;
use crate::story::condensed;
use crate::suite::{Check, Suite, World};
use recorder::Kind;
use recorder::Story;
use recorder::wire::{Finished, Mistake};

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

fn forbidden(refusals: &[Refusal]) -> Diagnosis {
    let message = match refusals.first() {
        Some(refusal) => {
            format!(
                "The file uses `{}` (line {}), which cannot be graded: {}.",
                refusal.item, refusal.line, refusal.reason
            )
        }
        None => "The file uses something that cannot be graded.".to_owned(),
    };
    Diagnosis::new(Kind::Forbidden, message).at(refusals.iter().map(|refusal| refusal.line))
}

fn does_not_compile(what: &str, found: &[Diagnostic]) -> Diagnosis {
    let message = match found.first() {
        Some(error) => {
            let place = error.line.map_or(String::new(), |line| format!(" (line {line})"));
            let more = match found.len() {
                1 => String::new(),
                2 => ", and one more error".to_owned(),
                count => format!(", and {} more errors", count - 1),
            };
            format!("{what}: {}{place}{more}.", error.message)
        }
        None => format!("{what}."),
    };
    let evidence = found
        .iter()
        .flat_map(|error| error.rendered.lines())
        .map(str::to_owned)
        .collect();
    let help = found
        .iter()
        .find_map(|error| rustc_help::among_threads(error.code.as_deref()?, &error.message));
    Diagnosis {
        help: help.map(str::to_owned),
        ..Diagnosis::new(Kind::DoesNotCompile, message)
            .at(found.iter().filter_map(|error| error.line))
            .evidence(evidence)
    }
}

fn does_not_fit(found: &[Diagnostic], expected: &[String]) -> Diagnosis {
    let signatures = expected
        .iter()
        .map(|signature| format!("`{signature}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let what = match &signatures[..] {
        "" => "The file compiles, but not together with what calls it".to_owned(),
        _ => format!("The file compiles, but it does not fit what calls it: {signatures} is expected"),
    };
    let diagnosis = does_not_compile(&what, found);
    // What rustc's error means among threads is nearer to the mistake than what goes for all of them.
    if diagnosis.help.is_some() && expected.is_empty() {
        return diagnosis;
    }
    diagnosis.help("keep the signatures and derives of the stub; everything behind them is yours.")
}

/// rustc's words about the inside of a stand-in say nothing to a learner: the item and its line do.
fn stand_in_lacks(world: World, found: &[Diagnostic]) -> Diagnosis {
    let error = found.iter().find(|error| error.line.is_some()).or(found.first());
    let what = format!("the checker's {} stand-in for std", world.name());
    let (message, lines) = match error {
        Some(Diagnostic {
            line: Some(line),
            excerpt: Some(item),
            code,
            message,
            ..
        }) => {
            // E0432, E0433, E0412, E0405, E0425 and E0599: a name is missing.
            let missing = ["E0432", "E0433", "E0412", "E0405", "E0425", "E0599", "E0407", "E0423"];
            let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
            let message = if code.as_deref().is_some_and(|code| missing.contains(&code)) {
                format!(
                    "In {what} there is no `{}` (line {line}), so this cannot be graded.",
                    named(message, &item)
                )
            } else {
                format!("In {what}, `{item}` (line {line}) is not possible, so this cannot be graded: {message}.")
            };
            (message, vec![*line])
        }
        Some(Diagnostic { line, message, .. }) => (
            format!("In {what} this cannot be built, and so not be graded: {message}."),
            line.iter().copied().collect(),
        ),
        None => (
            format!("In {what} this cannot be built, and so not be graded."),
            Vec::new(),
        ),
    };
    Diagnosis::new(Kind::Forbidden, message)
        .at(lines)
        .help("the same can be written with the std that the lessons use.")
}

/// The item's name from rustc's message, "unresolved import `std::foo::Bar`", or else the source at the error.
fn named(message: &str, excerpt: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted[..] {
        // cannot find function `x` in module `std::thread`; no method named `x` found for struct `Mutex<T>`
        [item, owner, ..] => format!("{owner}::{item}"),
        [path] if path.contains("::") => path.to_owned(),
        _ => excerpt.to_owned(),
    }
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

/// A suite's process was gone before the check had finished.
fn died(death: &Death) -> Diagnosis {
    let lines = lines_named(&death.stderr);
    let overflowed = death.stderr.contains("has overflowed its stack");
    let diagnosis = match death.end {
        End::Signalled(_) if overflowed => Diagnosis::new(Kind::Panicked, "The stack overflowed (endless recursion?)."),
        // The signals' numbers are the same on Linux and macOS except for SIGBUS, 7 or 10.
        End::Signalled(11 | 7 | 10) => Diagnosis::new(Kind::Panicked, "The stack overflowed (endless recursion?)."),
        End::Signalled(6) if death.stderr.contains("memory allocation of") => {
            Diagnosis::new(Kind::Panicked, "The program asked for more memory than there is.")
        }
        End::Signalled(6) => Diagnosis::new(
            Kind::Panicked,
            two_panics(&death.stderr).unwrap_or_else(|| {
                "The program was aborted: a second panic while the first was still unwinding, or a call of `abort`."
                    .to_owned()
            }),
        ),
        End::Signalled(signal) => Diagnosis::new(Kind::Panicked, format!("The program was killed by signal {signal}.")),
        End::Exited(101) => Diagnosis::new(Kind::Panicked, panic_message(&death.stderr, "The program panicked.")),
        End::Exited(status) => Diagnosis::new(
            Kind::ExitedEarly,
            format!("The program ended its process (exit status {status}) before the check was over."),
        ),
        End::Stopped(stop) => Diagnosis::new(Kind::DidNotFinish, stopped(stop, None)),
    };
    diagnosis.at(lines)
}

fn stopped(stop: Stop, wall: Option<f64>) -> String {
    match (stop, wall) {
        (Stop::Wall, Some(seconds)) => {
            format!("The program was still running after {seconds} seconds and was stopped.")
        }
        (Stop::Wall | Stop::Silence, _) => "The program went on and on and was stopped.".to_owned(),
        (Stop::BusySilence, _) => {
            "The program kept a processor busy without getting anywhere, and was stopped.".to_owned()
        }
        (Stop::Memory, _) => "The program used more than 2 GiB of memory and was stopped.".to_owned(),
        (Stop::Threads, _) => "The program started more threads than any exercise needs, and was stopped.".to_owned(),
        (Stop::Output, _) => "The program printed without end and was stopped.".to_owned(),
        (Stop::Cancelled, _) => "The program was stopped.".to_owned(),
    }
}

fn program_outcome(run: &ProgramRun) -> Outcome {
    let lines = lines_named(&run.stderr);
    let fail = |diagnosis: Diagnosis| Outcome::Failed(Reach::default(), Box::new(diagnosis.at(lines.clone())));
    let difference = program::difference(&run.asked.lines, run.asked.order, &run.stdout);
    match run.end {
        End::Exited(0) if !run.completed => {
            let message = "The program ended its process (exit status 0) on real threads, before `main` returned.";
            fail(Diagnosis::new(Kind::ExitedEarly, message))
        }
        End::Exited(0) => match difference {
            None => Outcome::Passed(Reach::default()),
            Some(difference) => fail(Diagnosis::new(Kind::WrongOutput, difference.message).evidence(difference.lines)),
        },
        End::Exited(101) => fail(Diagnosis::new(
            Kind::Panicked,
            panic_message(&run.stderr, "The program panicked."),
        )),
        End::Exited(status) => {
            let message =
                format!("The program ended with exit status {status} on real threads, before `main` returned.");
            fail(Diagnosis::new(Kind::ExitedEarly, message))
        }
        End::Stopped(stop) => fail(Diagnosis::new(
            Kind::DidNotFinish,
            stopped(stop, Some(run.asked.seconds)),
        )),
        End::Signalled(_) => fail(died(&Death {
            end: run.end,
            stderr: run.stderr.clone(),
        })),
    }
}

/// `thread 'main' panicked at src/lib.rs:14:5:` and the line behind it.
fn panic_message(stderr: &str, otherwise: &str) -> String {
    let mut lines = stderr.lines().skip_while(|line| !line.contains(" panicked at "));
    match (lines.next(), lines.next()) {
        (Some(_), Some(message)) if !message.trim().is_empty() => {
            format!("The program panicked: {}.", message.trim().trim_end_matches('.'))
        }
        _ => otherwise.to_owned(),
    }
}

/// The panic that came while another was unwinding, as the simulated std tells of the two.
fn two_panics(stderr: &str) -> Option<String> {
    let mut told = stderr.lines().filter_map(|line| {
        let (place, message) = line.strip_prefix("panicked at ")?.split_once(": ")?;
        let line = lines_named(place).first().map(|line| format!(" in line {line}"));
        Some((line.unwrap_or_default(), message.trim_end_matches('.')))
    });
    let ((first_line, first), (second_line, second)) = (told.next()?, told.next()?);
    let second = if second == first {
        "again".to_owned()
    } else {
        format!("with: {second}")
    };
    Some(format!(
        "The program panicked{first_line}: {first}. What was dropped then panicked as well{second_line}, {second}. Two panics at a time abort the whole program."
    ))
}

/// The lines of the learner's file that a panic message names.
fn lines_named(stderr: &str) -> Vec<u32> {
    let after = stderr.split("src/lib.rs:").skip(1);
    after
        .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn suite() -> Suite {
        let check = |id: &str, world| Check {
            id: id.to_owned(),
            title: id.to_owned(),
            points: 1.5,
            world,
        };
        let checks = vec![
            check("a", World::Simulated),
            check("b", World::Simulated),
            check("c", World::Loom),
        ];
        Suite {
            directory: PathBuf::new(),
            checks,
            program: None,
        }
    }

    fn finished(mistake: Option<Kind>) -> Observation {
        Observation::Finished(Box::new(Finished {
            check: String::new(),
            interleavings: 137,
            preemptions: 2,
            exhausted: true,
            simulated_ms: None,
            mistake: mistake.map(|kind| Mistake {
                kind,
                message: String::new(),
                lines: vec![3],
                help: None,
                story: None,
            }),
            story: None,
            note: None,
            processor_ms: 0.0,
        }))
    }

    fn marks(verdict: &Verdict) -> String {
        let mark = |judged: &Judged| match judged.outcome {
            Outcome::Passed(_) => 'P',
            Outcome::Failed(..) => 'F',
            Outcome::Skipped => 's',
        };
        verdict.checks.iter().map(mark).collect()
    }

    #[test]
    fn luck_in_a_later_world_does_not_show() {
        let simulated = (
            World::Simulated,
            Observed::Checks(vec![finished(None), finished(Some(Kind::Deadlock))]),
        );
        let loom = (World::Loom, Observed::Checks(vec![finished(None)]));
        let verdict = judge(&suite(), &Evidence::Ran(vec![simulated, loom]), 1);
        assert_eq!(
            (marks(&verdict), verdict.points(), verdict.max_points()),
            ("PFs".to_owned(), 1.5, 4.5)
        );
        assert_eq!(verdict.first_failure().map(|(_, why)| why.kind), Some(Kind::Deadlock));
    }

    #[test]
    fn every_unpassed_verdict_has_a_diagnosis() {
        for evidence in [
            Evidence::Missing,
            Evidence::Forbidden(Vec::new()),
            Evidence::DoesNotCompile(Vec::new()),
            Evidence::Ran(vec![(World::Simulated, Observed::StandInLacks(Vec::new()))]),
        ] {
            let verdict = judge(&suite(), &evidence, 1);
            assert!(
                verdict.first_failure().is_some() && verdict.points() == 0.0,
                "{verdict:?}"
            );
        }
    }

    #[test]
    fn each_death_has_its_own_words() {
        let check = |end, stderr: &str, kind, words: &str| {
            let diagnosis = died(&Death {
                end,
                stderr: stderr.to_owned(),
            });
            assert!(
                diagnosis.kind == kind && diagnosis.message.contains(words),
                "{diagnosis:?}"
            );
        };
        check(End::Signalled(11), "", Kind::Panicked, "stack overflowed");
        check(
            End::Signalled(6),
            "thread 'main' has overflowed its stack",
            Kind::Panicked,
            "stack overflowed",
        );
        check(End::Signalled(6), "", Kind::Panicked, "aborted");
        let two = "panicked at src/lib.rs:7: no value\npanicked at src/lib.rs:9: no thread\n";
        check(
            End::Signalled(6),
            two,
            Kind::Panicked,
            "panicked in line 7: no value. What was dropped then panicked as well in line 9, with: no thread.",
        );
        check(End::Exited(0), "", Kind::ExitedEarly, "exit status 0");
        check(
            End::Exited(101),
            "thread 'x' panicked at src/lib.rs:4:5:\nboom\n",
            Kind::Panicked,
            "boom",
        );
        check(End::Stopped(Stop::Output), "", Kind::DidNotFinish, "without end");
        assert_eq!(lines_named("thread 'x' panicked at src/lib.rs:4:5:\nboom\n"), [4]);
    }

    #[test]
    fn a_missing_item_is_named_with_its_line() {
        let found = Diagnostic {
            code: Some("E0432".to_owned()),
            message: "unresolved import `std::foo::Bar`".to_owned(),
            line: Some(3),
            excerpt: Some("std::foo::Bar".to_owned()),
            rendered: String::new(),
        };
        let diagnosis = stand_in_lacks(World::Loom, &[found]);
        assert!(
            diagnosis.message.contains("`std::foo::Bar` (line 3)"),
            "{}",
            diagnosis.message
        );
    }
}
