//! Verdicts for people. In: verdicts, and a [`Look`]. Out: text.

mod failure;
mod layout;
mod lessons;
mod lists;
mod prose;
mod watched;

pub use layout::{number, sentence};
pub use lessons::{begins_at, chosen, done, greeting, hint, hints_left, left_out, skipped, task, the_end};
pub use lists::{grades, list};
pub use watched::{begun, running, watched};

use crate::render::Look;
use crate::render::json::{mark, status};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use failure::{failure, picture, ways};
use layout::{grouped, line, line_with, paragraph};
use recorder::Story;

/// How the checker is called in what it prints, so that every command can be pasted.
pub const CHECKER: &str = "cargo run -p checker --";

/// Said of an interleaving that was asked for.
pub const NOTHING_WRONG: &str = "Nothing is wrong with this interleaving.";

/// What a report on one exercise is about.
pub struct Subject<'a> {
    /// `09_race_demo`
    pub folder: &'a str,
    /// `race_demo`
    pub name: &'a str,
    /// The learner's file, and how it is called.
    pub source: &'a str,
    pub label: &'a str,
}

/// Steps of a story that are shown without being asked for.
const STEPS: usize = 24;

/// The report on one exercise: the checks, and the first failure in full.
pub fn verdict(subject: &Subject, verdict: &Verdict, look: Look) -> String {
    let mut out = heading(subject, verdict, look);
    out.push_str(&checks(verdict, look));
    if let Some((judged, why)) = first_failed(verdict) {
        out.push('\n');
        out.push_str(&failure(subject, judged, why, look, Some(STEPS)));
        out.push_str(&ways(subject, why, look, Some(STEPS)));
    }
    if let Status::Error(what) = &verdict.status {
        for text in what.lines() {
            out.push_str(&paragraph(look, 2, text, |_, text| text.to_owned()));
        }
    }
    out
}

fn first_failed(verdict: &Verdict) -> Option<(&Judged, &Diagnosis)> {
    verdict
        .checks
        .iter()
        .find_map(|judged| Some((judged, judged.diagnosis()?)))
}

/// A line for each check that has run, and one for all the others.
fn checks(verdict: &Verdict, look: Look) -> String {
    let mut out = String::new();
    let all_passed = verdict.status == Status::Passed;
    let mut skipped = 0;
    for judged in &verdict.checks {
        out.push_str(&ended(judged, look));
        match &judged.outcome {
            Outcome::Passed(reach) => {
                let reach = far(reach, judged);
                if all_passed && !reach.is_empty() {
                    out.push_str(&paragraph(look, 4, &reach, |look, text| look.dim(text)));
                }
            }
            // That a file does not compile is not the fault of its first check.
            Outcome::Failed(_, why) if why.kind.is_about_the_file() => skipped += 1,
            Outcome::Failed(..) => {}
            Outcome::Skipped => skipped += 1,
        }
    }
    if skipped > 0 && verdict.status == Status::Failed {
        let what = match skipped {
            _ if skipped == verdict.checks.len() => "No check has run yet.".to_owned(),
            1 => "1 check waits until the others pass.".to_owned(),
            _ => format!("{skipped} checks wait until the others pass."),
        };
        out.push_str(&paragraph(look, 2, &format!("{} {what}", look.dot()), |look, text| {
            look.dim(text)
        }));
    }
    out
}

/// A failed check as far as it is shown without being asked for, where its name stands already.
pub fn failed(subject: &Subject, judged: &Judged, why: &Diagnosis, look: Look) -> String {
    failure::body(subject, judged, why, look, Some(STEPS)) + &ways(subject, why, look, Some(STEPS))
}

/// The line of a check that has come to its end.
pub fn ended(judged: &Judged, look: Look) -> String {
    let mark = match &judged.outcome {
        Outcome::Passed(_) => look.tick(),
        Outcome::Failed(_, why) if why.kind.is_about_the_file() => return String::new(),
        Outcome::Failed(..) => look.cross(),
        Outcome::Skipped => return String::new(),
    };
    line(look, &mark, &judged.check.title, &points(judged))
}

/// Only the first failure, with its whole story.
pub fn explanation(subject: &Subject, verdict: &Verdict, look: Look) -> Option<String> {
    let (judged, why) = first_failed(verdict)?;
    let mut out = heading(subject, verdict, look);
    out.push_str(&failure(subject, judged, why, look, None));
    out.push_str(&ways(subject, why, look, None));
    Some(out)
}

/// An interleaving that was run again and has nothing wrong with it.
pub fn replayed(subject: &Subject, verdict: &Verdict, story: &Story, look: Look) -> String {
    let title = verdict.checks.first().map_or("", |judged| judged.check.title.as_str());
    let heading = format!("{} {} {title}", subject.folder, look.dot());
    let mut out = line_with(look, 0, &look.tick(), &heading, "", |look, text| look.strong(text)) + "\n";
    out.push_str(&paragraph(look, 2, NOTHING_WRONG, |_, text| text.to_owned()));
    out.push('\n');
    out.push_str(&picture(story, look, None));
    out
}

fn heading(subject: &Subject, verdict: &Verdict, look: Look) -> String {
    let mark = mark(look, status(&verdict.status));
    let points = format!("{} / {} points", number(verdict.points()), number(verdict.max_points()));
    line_with(look, 0, &mark, subject.folder, &points, |look, text| look.strong(text)) + "\n"
}

fn points(judged: &Judged) -> String {
    format!("{} / {}", number(judged.points()), number(judged.check.points))
}

fn many(count: u64, word: &str) -> String {
    if count == 1 {
        format!("1 {word}")
    } else {
        format!("{} {word}s", grouped(count))
    }
}

/// How far a check looked: `137 interleavings, all with up to 2 preemptions`.
pub fn far(reach: &Reach, judged: &Judged) -> String {
    let Some(interleavings) = reach.interleavings else {
        return String::new();
    };
    let preemptions = many(u64::from(reach.preemptions), "preemption");
    let end = match (reach.exhausted, reach.preemptions) {
        (true, _) => format!(", all with up to {preemptions}"),
        (false, 1..) => format!(", all with up to {preemptions} and some with more"),
        // Either what was looked for had been found, or the budget was spent before even these were done.
        (false, 0) => ", not all that there are".to_owned(),
    };
    let time = reach.simulated_ms.map_or(String::new(), |time| {
        format!(" {} s of simulated time.", number(time / 1000.0))
    });
    let world = match judged.check.world {
        crate::suite::World::Simulated | crate::suite::World::Real => "",
        crate::suite::World::Loom => " under the weak memory model",
    };
    format!("{}{world}{end}.{time}", many(interleavings, "interleaving"))
}

#[cfg(test)]
mod tests;
