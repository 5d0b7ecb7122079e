//! What the checks of an exercise cost, and what they earn. In: the authors' answers with their verdicts. Out: a table. Pure.
//!
//! A check earns its place by a wrong answer that no other check catches. Worlds come one after the other, so a check of a later one can
//! only catch what has passed all earlier ones.

use crate::commands::dev_check::{Case, Outcome, Role};
use crate::evidence::Cost;
use crate::suite::Check;
use crate::verdict::Judged;

/// One check's line.
#[derive(Debug)]
struct Line<'a> {
    check: &'a Check,
    /// In the solution.
    cost: Option<Cost>,
    /// The most time in any right answer.
    slowest_ms: Option<f64>,
    /// The wrong answers that fail here, by their files' names.
    catches: Vec<&'a str>,
    /// Those of them that fail nowhere else.
    alone: Vec<&'a str>,
    /// Checks that catch everything that this one catches.
    covered_by: Vec<&'a str>,
}

/// What there is to say about one exercise, given its answers and their outcomes.
pub fn stats(folder: &str, checks: &[Check], judged: &[(&Case, &Outcome)], width: usize) -> String {
    let lines = lines(checks, judged);
    let wrong = judged.iter().filter(|(case, _)| is_wrong(case)).count();
    let mut before: Vec<&str> = judged
        .iter()
        .filter(|(case, outcome)| is_wrong(case) && failures(outcome).is_empty())
        .map(|(case, _)| short(case))
        .collect();
    before.sort_unstable();
    let mut text = format!("{folder}: what each check costs, and what it catches of {wrong} wrong answers\n\n");
    text += &table(&lines);
    text += &list("refused before any check", &before, width);
    for line in &lines {
        text += &list(&format!("only {} catches", line.check.id), &line.alone, width);
    }
    for line in &lines {
        text += &remark(line).map(|remark| format!("{remark}\n")).unwrap_or_default();
    }
    text + "\n"
}

fn is_wrong(case: &Case) -> bool {
    matches!(case.role, Role::Wrong(_))
}

/// The file's name without `.rs`.
fn short<'a>(case: &'a Case) -> &'a str {
    let name = case.label.rsplit('/').next().unwrap_or(&case.label);
    name.strip_suffix(".rs").unwrap_or(name)
}

/// The checks that an answer fails by what it does. One that doesn't compile, or isn't finished, is given to the first check, which
/// has no merit in it.
fn failures(outcome: &Outcome) -> Vec<&str> {
    let ran = |judged: &&Judged| outcome.costs.contains_key(&judged.check.id);
    let failed = outcome
        .verdict
        .checks
        .iter()
        .filter(ran)
        .filter(|judged| judged.diagnosis().is_some());
    failed.map(|judged| judged.check.id.as_str()).collect()
}

fn lines<'a>(checks: &'a [Check], judged: &[(&'a Case, &'a Outcome)]) -> Vec<Line<'a>> {
    let caught: Vec<(&str, Vec<&str>)> = judged
        .iter()
        .filter(|(case, _)| is_wrong(case))
        .map(|(case, outcome)| (short(case), failures(outcome)))
        .collect();
    let cost = |check: &Check, role: &Role| {
        let of = judged.iter().filter(|(case, _)| case.role == *role);
        of.filter_map(|(_, outcome)| outcome.costs.get(&check.id).copied())
            .collect::<Vec<_>>()
    };
    let line = |check: &'a Check| {
        let mine = caught.iter().filter(|(_, by)| by.contains(&check.id.as_str()));
        let catches: Vec<&str> = mine.clone().map(|(name, _)| *name).collect();
        let alone = mine
            .clone()
            .filter(|(_, by)| by.len() == 1)
            .map(|(name, _)| *name)
            .collect();
        let others = checks.iter().filter(|other| other.id != check.id);
        let covers =
            |other: &&Check| !catches.is_empty() && mine.clone().all(|(_, by)| by.contains(&other.id.as_str()));
        let solution = cost(check, &Role::Solution);
        let times = solution
            .iter()
            .chain(&cost(check, &Role::Right))
            .map(|cost| cost.ms)
            .collect::<Vec<_>>();
        Line {
            check,
            cost: solution.first().copied(),
            slowest_ms: times.into_iter().reduce(f64::max),
            covered_by: others.filter(covers).map(|other| other.id.as_str()).collect(),
            alone,
            catches,
        }
    };
    checks.iter().map(line).collect()
}

/// What an author should do about a check, if anything.
fn remark(line: &Line) -> Option<String> {
    let id = &line.check.id;
    if line.catches.is_empty() {
        return Some(format!("{id} catches nothing: find a wrong answer for it, or drop it."));
    }
    if !line.alone.is_empty() {
        return None;
    }
    Some(match line.covered_by.first() {
        Some(other) => {
            format!("{id} catches nothing that {other} doesn't: find what only it catches, or merge the two.")
        }
        None => format!("{id} catches nothing alone: others together catch the same."),
    })
}

fn table(lines: &[Line]) -> String {
    let head = [
        "check",
        "world",
        "points",
        "interleavings",
        "ms",
        "slowest",
        "catches",
        "alone",
    ];
    let ms = |time: Option<f64>| time.map_or("-".to_owned(), |time| format!("{time:.0}"));
    let row = |line: &Line| {
        [
            line.check.id.clone(),
            line.check.world.name().to_owned(),
            line.check.points.to_string(),
            line.cost
                .and_then(|cost| cost.interleavings)
                .map_or("-".to_owned(), |count| count.to_string()),
            ms(line.cost.map(|cost| cost.ms)),
            ms(line.slowest_ms),
            line.catches.len().to_string(),
            line.alone.len().to_string(),
        ]
    };
    let rows: Vec<[String; 8]> = std::iter::once(head.map(str::to_owned))
        .chain(lines.iter().map(row))
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..8).map(width).collect();
    let cell = |(column, text): (usize, &String)| {
        let width = widths[column];
        // Words to the left, numbers to the right.
        if column < 2 {
            format!("{text:width$}")
        } else {
            format!("{text:>width$}")
        }
    };
    let line = |row: &[String; 8]| {
        let cells: Vec<String> = row.iter().enumerate().map(cell).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// Names behind a heading, in lines of at most so many characters. Nothing for none.
fn list(heading: &str, names: &[&str], width: usize) -> String {
    if names.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{heading}:");
    let mut column = usize::MAX;
    for name in names {
        if column.saturating_add(name.len() + 1) > width {
            text += "\n ";
            column = 1;
        }
        text += " ";
        text += name;
        column += name.len() + 1;
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::Exercise;
    use crate::suite::{Suite, World};
    use crate::verdict::{Reach, Status, Verdict};
    use recorder::Kind;
    use std::path::PathBuf;

    fn check(id: &str) -> Check {
        Check {
            id: id.to_owned(),
            title: String::new(),
            points: 1.0,
            world: World::Simulated,
        }
    }

    /// An answer that fails these checks; the others pass, if any has run.
    fn outcome(checks: &[Check], failed: &[&str], ran: bool) -> Outcome {
        let judged = |check: &Check| Judged {
            check: check.clone(),
            outcome: if failed.contains(&check.id.as_str()) {
                let diagnosis = crate::verdict::Diagnosis {
                    kind: Kind::WrongResult,
                    message: String::new(),
                    lines: Vec::new(),
                    help: None,
                    story: None,
                    evidence: Vec::new(),
                };
                crate::verdict::Outcome::Failed(Reach::default(), Box::new(diagnosis))
            } else {
                crate::verdict::Outcome::Passed(Reach::default())
            },
        };
        let cost = Cost {
            interleavings: Some(1_234),
            ms: 56.7,
        };
        Outcome {
            verdict: Verdict {
                status: Status::Failed,
                checks: checks.iter().map(judged).collect(),
                duration_ms: 0,
            },
            warnings: Vec::new(),
            costs: checks
                .iter()
                .filter(|_| ran)
                .map(|check| (check.id.clone(), cost))
                .collect(),
        }
    }

    #[test]
    fn a_check_earns_its_place_by_what_only_it_catches() {
        let checks = ["order", "close", "idle", "twice"].map(check);
        let exercise = Exercise {
            folder: "16_x".to_owned(),
            name: "x".to_owned(),
            directory: PathBuf::new(),
        };
        let suite = Suite {
            directory: PathBuf::new(),
            checks: checks.to_vec(),
            program: None,
        };
        let wrong = || Role::Wrong("wrong_result".to_owned());
        let answers = [
            (Role::Solution, "solutions/16_x/src/lib.rs", outcome(&checks, &[], true)),
            (wrong(), "tests/wrong/16_x/lifo.rs", outcome(&checks, &["order"], true)),
            (
                wrong(),
                "tests/wrong/16_x/hangs.rs",
                outcome(&checks, &["close", "twice"], true),
            ),
            (wrong(), "tests/wrong/16_x/deaf.rs", outcome(&checks, &["close"], true)),
            // rustc refused it, and the first check was told.
            (wrong(), "tests/wrong/16_x/typo.rs", outcome(&checks, &["order"], false)),
        ];
        let cases: Vec<(Case, Outcome)> = answers
            .into_iter()
            .map(|(role, label, outcome)| {
                let case = Case {
                    exercise: &exercise,
                    suite: &suite,
                    role,
                    label: label.to_owned(),
                    text: String::new(),
                };
                (case, outcome)
            })
            .collect();
        let judged: Vec<(&Case, &Outcome)> = cases.iter().map(|(case, outcome)| (case, outcome)).collect();
        let text = stats("16_x", &checks, &judged, 80);
        let expected = "\
16_x: what each check costs, and what it catches of 4 wrong answers

check  world      points  interleavings  ms  slowest  catches  alone
order  simulated       1           1234  57       57        1      1
close  simulated       1           1234  57       57        2      1
idle   simulated       1           1234  57       57        0      0
twice  simulated       1           1234  57       57        1      0

refused before any check:
  typo

only order catches:
  lifo

only close catches:
  deaf
idle catches nothing: find a wrong answer for it, or drop it.
twice catches nothing that close doesn't: find what only it catches, or merge the two.

";
        assert_eq!(text, expected);
    }
}
