//! Many exercises, many submissions: a line each.

use super::layout::{cut, line, line_kept, line_with, mark_of, number, paragraph, sentence};
use crate::commands::grade::Submission;
use crate::overview::{Overview, Standing};
use crate::render::Look;
use crate::render::json::mark;
use crate::verdict::Status;

/// Every exercise with state and points.
pub fn list(overview: &Overview, look: Look) -> String {
    let Overview { entries, .. } = overview;
    let mut out = String::new();
    let widest = entries.iter().map(|entry| entry.folder.len()).max().unwrap_or(0);
    for entry in entries {
        let mark = mark(look, entry.word());
        let points = match entry.standing {
            Standing::Unchecked => format!("? / {}", number(entry.max_points)),
            Standing::Passed | Standing::Failed | Standing::Unfinished | Standing::Error => {
                format!("{} / {}", number(entry.points), number(entry.max_points))
            }
        };
        let name = format!("{:widest$}  {:10}", entry.folder, entry.word());
        let full = format!("{name}  {}", entry.title);
        // The titles are what a narrow screen can do without, and then the words, since there are marks.
        let room = look.width.saturating_sub(points.chars().count() + 4);
        let text = match room {
            room if room >= name.chars().count() + 12 => cut(&full, room, look),
            room if room >= name.chars().count() => name,
            _ => entry.folder.clone(),
        };
        out.push_str(&line_kept(look, &mark, &text, &points));
    }
    let skipped = match entries.iter().filter(|entry| entry.is_left_out()).count() {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    let end = format!(
        "{} of {} done{skipped}, {} of {} points",
        overview.done(),
        entries.len(),
        number(overview.points()),
        number(overview.max_points())
    );
    out + "\n" + &sentence(&end, look)
}

/// The report on submissions.
pub fn grades(submissions: &[Submission], look: Look) -> String {
    let mut out = String::new();
    for submission in submissions {
        let all = submission
            .graded
            .iter()
            .all(|graded| graded.verdict.status == Status::Passed);
        let mark = if all { look.tick() } else { look.cross() };
        let points = format!(
            "{} / {} points",
            number(submission.points()),
            number(submission.max_points())
        );
        out.push_str(&line_with(look, 0, &mark, &submission.name, &points, |look, text| {
            look.strong(text)
        }));
        for graded in &submission.graded {
            let verdict = &graded.verdict;
            let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
            out.push_str(&line(look, &mark_of(look, verdict), &graded.exercise, &points));
            if let Status::Error(what) = &verdict.status {
                out.push_str(&paragraph(
                    look,
                    6,
                    &format!("error: {}", what.lines().next().unwrap_or("")),
                    |_, text| text.to_owned(),
                ));
            }
            for judged in &verdict.checks {
                if let Some(why) = judged.diagnosis() {
                    let text = format!("{}: {}", why.kind.name(), why.message);
                    out.push_str(&paragraph(look, 6, &text, |_, text| text.to_owned()));
                }
            }
        }
        out.push('\n');
    }
    out
}
