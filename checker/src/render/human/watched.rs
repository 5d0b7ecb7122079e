//! What `watch` shows of an exercise: the same as a report, without the heading, which stands at the top of its screen, and with keys
//! instead of commands.

use super::failure::failure;
use super::layout::{line, line_with, paragraph};
use super::{STEPS, Subject, checks, ended, first_failed, many};
use crate::exercise::Lesson;
use crate::render::Look;
use crate::suite::Check;
use crate::verdict::{Judged, Outcome, Status, Verdict};

/// The result of a check. `after` is the folder of the exercise that comes next.
pub fn watched(subject: &Subject, lesson: &Lesson, after: Option<&str>, verdict: &Verdict, look: Look) -> String {
    match &verdict.status {
        Status::Unfinished => to_do(subject, lesson, verdict, look),
        // The checks in full are for whoever wants to know it exactly; on a small screen they need scrolling.
        Status::Passed => way_on(subject, lesson, after, verdict, look) + "\n" + &checks(verdict, look),
        Status::Failed => {
            let mut out = checks(verdict, look);
            if let Some((judged, why)) = first_failed(verdict) {
                out.push('\n');
                out.push_str(&failure(subject, judged, why, look, Some(STEPS)));
                let steps = why.story.is_some().then_some("e steps through it, ");
                let keys = format!("{}h gives a hint.", steps.unwrap_or(""));
                out.push_str(&format!("\n{}", plain(look, &keys)));
            }
            out
        }
        Status::Error(what) => what.lines().map(|text| plain(look, text)).collect(),
    }
}

fn plain(look: Look, text: &str) -> String {
    paragraph(look, 2, text, |_, text| text.to_owned())
}

/// What is shown until something is known about an exercise.
pub fn begun(lesson: &Lesson, look: Look) -> String {
    plain(look, lesson.task.as_deref().unwrap_or("The lesson says what to do."))
}

fn to_do(subject: &Subject, lesson: &Lesson, verdict: &Verdict, look: Look) -> String {
    let mut out = begun(lesson, look);
    if let Some((_, why)) = verdict.first_failure() {
        out.push('\n');
        out.push_str(&paragraph(look, 2, &why.message, |look, text| look.dim(text)));
    }
    out.push_str(&format!("\n  edit     {}\n", look.strong(subject.label)));
    out.push_str(&format!("  lesson   exercises/{}/README.md\n", subject.folder));
    out.push('\n');
    out + &plain(
        look,
        "It is checked whenever you save it. h gives a hint, o opens it in your editor.",
    )
}

fn way_on(subject: &Subject, lesson: &Lesson, after: Option<&str>, verdict: &Verdict, look: Look) -> String {
    let verified = format!("Verified: {}.", verified(verdict));
    let mut out = paragraph(look, 2, &verified, |look, text| look.good(text));
    let compare = format!("To compare: solutions/{}/src/lib.rs", subject.folder);
    out.push_str(&plain(look, &compare));
    if let Some(next) = &lesson.next_concept {
        out.push_str(&plain(look, &format!("Next concept: {next}")));
    }
    out.push('\n');
    out + &paragraph(
        look,
        2,
        &match after {
            Some(folder) => format!("n goes on to {folder}."),
            None => "This is the last exercise. l lists them all.".to_owned(),
        },
        |look, text| look.strong(text),
    )
}

/// What has been looked at, all in all: `4 checks; 1,203 interleavings, up to 3 preemptions; 2.0 s simulated`.
fn verified(verdict: &Verdict) -> String {
    let passed = verdict.checks.iter().filter_map(|judged| match &judged.outcome {
        Outcome::Passed(reach) => Some(reach),
        Outcome::Failed(..) | Outcome::Skipped => None,
    });
    let (mut count, mut interleavings, mut preemptions, mut simulated_ms) = (0, 0, 0, None);
    for reach in passed {
        count += 1;
        interleavings += reach.interleavings.unwrap_or(0);
        preemptions = preemptions.max(reach.preemptions);
        if let Some(time) = reach.simulated_ms {
            simulated_ms = Some(simulated_ms.unwrap_or(0.0) + time);
        }
    }
    let mut out = many(count, "check");
    if interleavings > 0 {
        let preemptions = many(u64::from(preemptions), "preemption");
        out += &format!("; {}, up to {preemptions}", many(interleavings, "interleaving"));
    }
    if let Some(time) = simulated_ms {
        out += &format!("; {:.1} s simulated", time / 1000.0);
    }
    out
}

/// A check of something that compiles: what has ended, what runs now, what waits; and the first failure in full, but for the learner's
/// lines, which the subject need not have yet.
pub fn running(subject: &Subject, checks: &[Check], done: &[Judged], look: Look) -> String {
    let mut out = line(look, &look.tick(), "It compiles", "");
    for judged in done {
        out.push_str(&ended(judged, look));
    }
    let failed = done.iter().any(|judged| judged.diagnosis().is_some());
    let left = checks
        .iter()
        .filter(|check| done.iter().all(|judged| judged.check.id != check.id));
    for (at, check) in left.enumerate() {
        let mark = match (at, look.unicode) {
            (0, true) if !failed => "…",
            (0, false) if !failed => ">",
            _ => look.dot(),
        };
        out.push_str(&line_with(look, 2, mark, &check.title, "", |look, text| look.dim(text)));
    }
    if let Some((judged, why)) = done.iter().find_map(|judged| Some((judged, judged.diagnosis()?))) {
        out.push('\n');
        out.push_str(&failure(subject, judged, why, look, Some(STEPS)));
    }
    out
}
