//! `checker dev check`: do the exercises keep their promises? Stubs compile without warnings and are unfinished, solutions and
//! other right answers pass with full points, known-wrong answers fail for the stated reason.

mod stats;

use crate::cli::DevCheck;
use crate::commands::{Exit, Session, is_repeatable, say};
use crate::error::Error;
use crate::evidence::Cost;
use crate::exercise::Exercise;
use crate::parallel::in_parallel;
use crate::pipeline::{Answer, Pipeline};
use crate::progress;
use crate::state::verdicts::Verdicts;
use crate::suite::{Suite, World};
use crate::verdict::{Status, Verdict};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What an answer is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    Stub,
    Solution,
    Right,
    /// Must fail, and with this kind.
    Wrong(String),
}

/// An answer of the authors' and what must be said about it.
pub struct Case<'a> {
    pub exercise: &'a Exercise,
    suite: &'a Suite,
    pub role: Role,
    /// As a person in the workspace's folder writes it.
    pub label: String,
    pub text: String,
}

impl Case<'_> {
    pub fn answer(&self) -> Answer<'_> {
        Answer {
            exercise: self.exercise,
            suite: self.suite,
            text: Some(&self.text),
            label: &self.label,
        }
    }
}

/// A case and what was said about it.
pub struct Outcome {
    pub verdict: Verdict,
    warnings: Vec<String>,
    /// What each check that ran cost; none where the verdict is remembered.
    costs: BTreeMap<String, Cost>,
}

impl Outcome {
    pub fn summary(&self) -> String {
        summary(&self.verdict)
    }
}

/// Everything about a verdict that must be the same in every round.
pub fn summary(verdict: &Verdict) -> String {
    let points = verdict.points();
    match verdict.first_failure() {
        Some((check, why)) => {
            let (kind, lines) = (why.kind.name(), &why.lines);
            // What real threads do, and so what is to be said about it, is another thing in each round.
            match check.world {
                World::Real => format!("{kind} at {}, {points} points", check.id),
                World::Simulated | World::Loom => {
                    format!(
                        "{kind} at {}, lines {lines:?}, {points} points: {}",
                        check.id, why.message
                    )
                }
            }
        }
        None => match &verdict.status {
            Status::Error(what) => format!("error: {}", what.lines().next().unwrap_or("")),
            status => format!("{status:?}, {points} points").to_lowercase(),
        },
    }
}

pub fn run(session: &Session, asked: &DevCheck) -> Result<Exit, Error> {
    let exercises = session.select(&asked.names)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let mut complaints = Vec::new();
    let cases = cases(session, &exercises, &suites, &mut complaints)?;
    // What a check costs and earns is only known of those that run.
    let pipeline = Pipeline {
        until_a_failure: !asked.stats,
        ..session.pipeline(false)?
    };
    let memory = Memory::new(session, &pipeline, &cases, !asked.stats)?;
    let outcomes = examine_but(session, &pipeline, &cases, |at| memory.verdict(at));
    memory.keep(&outcomes)?;
    let mut table = vec![["exercise", "stub", "solution", "wrong", "right"].map(str::to_owned)];
    for exercise in &exercises {
        let count = |of: fn(&Role) -> bool| {
            let mine = cases
                .iter()
                .zip(&outcomes)
                .filter(|(case, _)| case.exercise == *exercise && of(&case.role));
            let good = mine
                .clone()
                .filter(|(case, outcome)| complaint(case, outcome).is_none())
                .count();
            format!("{good}/{}", mine.count())
        };
        table.push([
            exercise.folder.clone(),
            count(|role| *role == Role::Stub),
            count(|role| *role == Role::Solution),
            count(|role| matches!(role, Role::Wrong(_))),
            count(|role| *role == Role::Right),
        ]);
    }
    let wrongly = cases
        .iter()
        .zip(&outcomes)
        .filter(|(case, outcome)| complaint(case, outcome).is_some());
    let bad = complaints.len() + wrongly.count();
    complaints.extend(all_complaints(&cases, &outcomes));
    say(&columns(&table));
    say(&marked_lines(&cases, &outcomes));
    let look = session.look;
    if asked.stats {
        for (exercise, suite) in exercises.iter().zip(&suites) {
            let all = cases.iter().zip(&outcomes);
            let own: Vec<(&Case, &Outcome)> = all.filter(|(case, _)| case.exercise == *exercise).collect();
            say(&stats::stats(&exercise.folder, &suite.checks, &own, look.width));
        }
    }
    for complaint in &complaints {
        say(&format!("{} {complaint}\n", look.cross()));
    }
    let all = cases.len();
    let unchanged = match memory.known() {
        0 => String::new(),
        known => format!(" ({known} of them, with all that they depend on, are as they were last time)"),
    };
    say(&match bad {
        0 => format!(
            "{} all {all} answers are judged as they should be{unchanged}\n",
            look.tick()
        ),
        _ => format!("{bad} disagreements over {all} answers\n"),
    });
    Ok(Exit::from(complaints.is_empty()))
}

/// Judges every case, on as many threads as there are jobs.
pub fn examine(session: &Session, pipeline: &Pipeline, cases: &[Case]) -> Vec<Outcome> {
    examine_but(session, pipeline, cases, |_| None)
}

/// The same, but for the cases of which the verdict is known, by their numbers.
fn examine_but(
    session: &Session,
    pipeline: &Pipeline,
    cases: &[Case],
    known: impl Fn(usize) -> Option<Verdict> + Sync,
) -> Vec<Outcome> {
    let bar = progress::bar(cases.len(), "checking the answers");
    let outcomes = in_parallel(session.jobs, cases.len(), |at| {
        let case = &cases[at];
        let answer = case.answer();
        let (verdict, costs) = match known(at) {
            Some(verdict) => (verdict, BTreeMap::new()),
            None => pipeline.examine_with_costs(answer),
        };
        let warnings = match case.role {
            Role::Stub | Role::Solution => pipeline.warnings(answer).unwrap_or_else(|error| vec![error.what]),
            Role::Right | Role::Wrong(_) => Vec::new(),
        };
        bar.inc(1);
        Outcome {
            verdict,
            warnings,
            costs,
        }
    });
    bar.finish_and_clear();
    outcomes
}

/// The verdicts of last time, for the answers that have not changed, with all that they depend on.
struct Memory {
    verdicts: Verdicts,
    labels: Vec<String>,
    keys: Vec<String>,
    known: Vec<Option<Verdict>>,
}

impl Memory {
    /// Unless it `recalls`, it only keeps.
    fn new(session: &Session, pipeline: &Pipeline, cases: &[Case], recalls: bool) -> Result<Memory, Error> {
        let verdicts = Verdicts::at(session.workspace.scratch.join("answers"));
        let key = |case: &Case| session.key(case.exercise, case.suite, &case.text, pipeline.engines.fingerprint);
        let keys: Vec<String> = cases.iter().map(key).collect::<Result<_, _>>()?;
        let labels: Vec<String> = cases.iter().map(|case| case.label.clone()).collect();
        let recalled = labels.iter().zip(&keys).map(|(label, key)| {
            let verdict = verdicts.find(label, key).filter(is_repeatable);
            verdict.filter(|_| recalls)
        });
        let known = recalled.collect();
        Ok(Memory {
            verdicts,
            labels,
            keys,
            known,
        })
    }

    fn verdict(&self, case: usize) -> Option<Verdict> {
        self.known[case].clone()
    }

    fn known(&self) -> usize {
        self.known.iter().flatten().count()
    }

    fn keep(&self, outcomes: &[Outcome]) -> Result<(), Error> {
        for ((label, key), outcome) in self.labels.iter().zip(&self.keys).zip(outcomes) {
            self.verdicts.keep(label, key, &outcome.verdict.without_stories())?;
        }
        Ok(())
    }
}

/// Every answer of the authors'. What is missing is a complaint.
pub fn cases<'a>(
    session: &Session,
    exercises: &[&'a Exercise],
    suites: &'a [Suite],
    complaints: &mut Vec<String>,
) -> Result<Vec<Case<'a>>, Error> {
    let root = &session.workspace.root;
    let mut cases = Vec::new();
    for (&exercise, suite) in exercises.iter().zip(suites) {
        let folder = &exercise.folder;
        let mut add = |role: Role, label: String, text: String| {
            cases.push(Case {
                exercise,
                suite,
                role,
                label,
                text,
            })
        };
        match suite.stub() {
            Ok(stub) => add(Role::Stub, format!("tests/suites/{folder}/stub.rs"), stub),
            Err(error) => complaints.push(error.to_string()),
        }
        let label = format!("solutions/{folder}/src/lib.rs");
        match std::fs::read_to_string(root.join(&label)) {
            Ok(text) => add(Role::Solution, label, text),
            Err(error) => complaints.push(format!("{label}: {error}")),
        }
        for kind in ["wrong", "right"] {
            let files = rust_files(&root.join("tests").join(kind).join(folder));
            if files.is_empty() {
                complaints.push(format!("tests/{kind}/{folder}: there is no answer"));
            }
            for file in files {
                let text = std::fs::read_to_string(&file).map_err(|error| Error::reading(&file, &error))?;
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let label = format!("tests/{kind}/{folder}/{name}");
                if kind == "right" {
                    add(Role::Right, label, text);
                } else {
                    match text.lines().find_map(|line| line.strip_prefix("//! kind:")) {
                        Some(stated) => add(Role::Wrong(stated.trim().to_owned()), label, text),
                        None => complaints.push(format!("{label}: there is no line `//! kind: …`")),
                    }
                }
            }
        }
        if suite.checks.is_empty() {
            complaints.push(format!("tests/suites/{folder}: there is no check"));
        }
    }
    Ok(cases)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect();
    files.sort();
    files
}

/// Why the outcome is not what it must be, if it isn't.
fn complaint(case: &Case, outcome: &Outcome) -> Option<String> {
    let got = match outcome.verdict.first_failure() {
        Some((check, why)) => format!(
            "got {} at `{}` ({}): {}",
            why.kind.name(),
            check.id,
            check.world.name(),
            why.message
        ),
        None => format!("got {}", outcome.summary()),
    };
    let label = &case.label;
    let full = outcome.verdict.points() == outcome.verdict.max_points() && outcome.verdict.max_points() > 0.0;
    if let Some(warning) = outcome.warnings.first() {
        return Some(format!("{label}: must compile without warnings: {warning}"));
    }
    match &case.role {
        Role::Stub if outcome.verdict.status == Status::Unfinished => None,
        Role::Stub => Some(format!("{label}: must be unfinished, {got}")),
        Role::Solution | Role::Right if outcome.verdict.status == Status::Passed && full => None,
        Role::Solution | Role::Right => Some(format!("{label}: must pass, {got}")),
        Role::Wrong(kind) => match outcome.verdict.first_failure() {
            Some((_, why)) if why.kind.name() == kind => None,
            Some(_) => Some(format!("{label}: must fail with {kind}, {got}")),
            None => Some(format!("{label}: must fail with {kind}, {got}")),
        },
    }
}

/// The complaints about answers, and once each what kept answers from being judged at all, such as a suite that does not compile.
fn all_complaints(cases: &[Case], outcomes: &[Outcome]) -> Vec<String> {
    let mut about_answers = Vec::new();
    let mut troubles: Vec<(&str, Vec<&str>)> = Vec::new();
    for (case, outcome) in cases.iter().zip(outcomes) {
        let Some(complaint) = complaint(case, outcome) else {
            continue;
        };
        let Status::Error(what) = &outcome.verdict.status else {
            about_answers.push(complaint);
            continue;
        };
        match troubles.iter_mut().find(|(known, _)| known == what) {
            Some((_, kept)) => kept.push(&case.label),
            None => troubles.push((what, vec![&case.label])),
        }
    }
    let troubles = troubles.into_iter().map(|(what, kept)| match kept[..] {
        [label] => format!("{what}\n  so {label} was not judged"),
        _ => format!("{what}\n  so {} answers were not judged", kept.len()),
    });
    troubles.chain(about_answers).collect()
}

/// In how many wrong answers the diagnosis names a line that the author marked with `//~`.
fn marked_lines(cases: &[Case], outcomes: &[Outcome]) -> String {
    let (mut marked, mut named) = (0, 0);
    let mut missed = Vec::new();
    for (case, outcome) in cases.iter().zip(outcomes) {
        let lines: Vec<u32> = (1..)
            .zip(case.text.lines())
            .filter(|(_, text)| text.contains("//~"))
            .map(|(line, _)| line)
            .collect();
        if let (Role::Wrong(_), Some((_, why))) = (&case.role, outcome.verdict.first_failure()) {
            if !lines.is_empty() {
                marked += 1;
                if lines.iter().any(|line| why.lines.contains(line)) {
                    named += 1;
                } else {
                    missed.push(format!("  {}: marked {lines:?}, named {:?}\n", case.label, why.lines));
                }
            }
        }
    }
    let share = if marked == 0 { 100 } else { named * 100 / marked };
    format!(
        "\nthe diagnosis names a marked line in {named} of {marked} wrong answers ({share} %)\n{}\n",
        missed.concat()
    )
}

fn columns(table: &[[String; 5]]) -> String {
    let width = |column: usize| table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    table.iter().map(line).collect()
}
