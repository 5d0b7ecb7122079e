//! The job summary: Markdown that GitHub shows on the run's page. It takes up to 1 MiB for a step and shows nothing of a longer one, so
//! what does not fit is left out, and said.

use crate::graded::{Graded, Submission};
use crate::render::human::number;
use crate::render::{told, untrusted};
use crate::verdict::{Judged, Status};

/// What GitHub takes for a step.
pub const LIMIT: usize = 1 << 20;
/// Kept free for what says that something is left out.
const REST: usize = 400;

/// The summary in at most `room` bytes. The points come first, then the diagnoses.
pub fn summary(submissions: &[Submission], room: usize) -> String {
    let room = room.saturating_sub(REST);
    let mut out = "## Threadlings\n\n".to_owned();
    let rows = submissions.iter().flat_map(rows);
    let total = submissions
        .iter()
        .map(|submission| submission.graded.len() + 1)
        .sum::<usize>();
    let head = "| submission | exercise | result | points |\n| :-- | :-- | :-- | --: |\n";
    let shown = append(&mut out, room, head, rows);
    if shown < total {
        out.push_str(&format!(
            "\nThe first {shown} of {total} lines are shown; the rest would be more than GitHub takes. The report in another format has them all.\n"
        ));
        return out;
    }
    out.push('\n');
    let failed = || failures(submissions);
    let shown = append(
        &mut out,
        room,
        "",
        failed().map(|(submission, graded, judged)| details(submission, graded, judged)),
    );
    let total = failed().count();
    if shown < total {
        out.push_str(&format!(
            "\nThe first {shown} of {total} diagnoses are shown; the rest would be more than GitHub takes. The report in another format has them all.\n"
        ));
    }
    out
}

/// Appends whole parts as long as there is room. Out: how many.
fn append(out: &mut String, room: usize, head: &str, parts: impl Iterator<Item = String>) -> usize {
    let mut shown = 0;
    for part in parts {
        let head = if shown == 0 { head } else { "" };
        if out.len() + head.len() + part.len() > room {
            break;
        }
        out.push_str(head);
        out.push_str(&part);
        shown += 1;
    }
    shown
}

fn rows(submission: &Submission) -> Vec<String> {
    let row = |name: &str, exercise: &str, result: &str, points: f64, max: f64| {
        format!(
            "| {name} | {exercise} | {result} | {} / {} |\n",
            number(points),
            number(max)
        )
    };
    let name = markdown(&submission.name);
    let mut rows = vec![row(
        &format!("**{name}**"),
        "",
        "",
        submission.points(),
        submission.max_points(),
    )];
    for graded in &submission.graded {
        let verdict = &graded.verdict;
        let result = match (&verdict.status, verdict.first_failure()) {
            (Status::Passed, _) => "✓ passed".to_owned(),
            (Status::Error(_), _) => "could not be graded".to_owned(),
            (Status::Failed | Status::Unfinished, Some((_, why))) => format!("✗ {}", markdown(why.kind.name())),
            (Status::Failed | Status::Unfinished, None) => "✗".to_owned(),
        };
        rows.push(row(
            "",
            &markdown(&graded.exercise),
            &result,
            verdict.points(),
            verdict.max_points(),
        ));
    }
    rows
}

/// Everything that has something to say: failed checks, and exercises that could not be graded.
fn failures(submissions: &[Submission]) -> impl Iterator<Item = (&Submission, &Graded, Option<&Judged>)> {
    submissions.iter().flat_map(|submission| {
        submission.graded.iter().flat_map(move |graded| {
            let checks = graded
                .verdict
                .checks
                .iter()
                .filter(|judged| judged.diagnosis().is_some());
            let error = matches!(graded.verdict.status, Status::Error(_)).then_some(None);
            checks
                .map(Some)
                .chain(error)
                .map(move |judged| (submission, graded, judged))
        })
    })
}

fn details(submission: &Submission, graded: &Graded, judged: Option<&Judged>) -> String {
    let (title, text) = match (judged, &graded.verdict.status) {
        (Some(judged), _) => {
            let subject = judged.diagnosis().map(|why| told::subject(judged, why));
            (subject.unwrap_or_default(), told::whole(graded, judged))
        }
        (None, Status::Error(what)) => ("could not be graded".to_owned(), untrusted::lines(what)),
        (None, Status::Passed | Status::Failed | Status::Unfinished) => (String::new(), String::new()),
    };
    let fence = fence(&text);
    format!(
        "<details><summary>{} · {} · {}</summary>\n\n{fence}text\n{text}\n{fence}\n\n</details>\n\n",
        html(&submission.name),
        html(&graded.exercise),
        html(&title)
    )
}

/// A fence that no line of the text can close.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

/// Text in Markdown: every sign that could mean something is escaped.
fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in untrusted::line(text).chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text between tags in Markdown, where both languages are read: every sign that could mean something stands as its number.
fn html(text: &str) -> String {
    let sign = |c: char| match c {
        c if c.is_ascii_punctuation() => format!("&#{};", u32::from(c)),
        c => c.to_string(),
    };
    untrusted::line(text).chars().map(sign).collect()
}
