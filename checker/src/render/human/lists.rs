//! Many exercises, many submissions: a line each.

use super::layout::{cut, line, line_kept, line_with, mark_of, number, paragraph};
use crate::graded::Submission;
use crate::points;
use crate::render::json::{Listed, mark};
use crate::render::{Look, untrusted};
use crate::verdict::Status;

/// Every exercise with state and points.
pub fn list(exercises: &[Listed], look: Look) -> String {
    let mut out = String::new();
    let widest = exercises.iter().map(|listed| listed.exercise.len()).max().unwrap_or(0);
    for listed in exercises {
        let mark = mark(look, listed.status);
        let points = match listed.status {
            "unchecked" => format!("? / {}", number(listed.max_points)),
            _ => format!("{} / {}", number(listed.points), number(listed.max_points)),
        };
        let name = format!("{:widest$}  {:10}", listed.exercise, listed.status);
        let full = format!("{name}  {}", listed.title);
        // The titles are what a narrow screen can do without, and then the words, since there are marks.
        let room = look.width.saturating_sub(points.chars().count() + 4);
        let text = match room {
            room if room >= name.chars().count() + 12 => cut(&full, room, look),
            room if room >= name.chars().count() => name,
            _ => listed.exercise.clone(),
        };
        out.push_str(&line_kept(look, &mark, &text, &points));
    }
    let points: f64 = exercises.iter().map(|listed| listed.points).sum();
    let max: f64 = exercises.iter().map(|listed| listed.max_points).sum();
    let passed = exercises.iter().filter(|listed| listed.status == "passed").count();
    out.push_str(&format!(
        "\n{passed} of {} done, {} of {} points\n",
        exercises.len(),
        number(points),
        number(max)
    ));
    out
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
        out.push_str(&line_with(
            look,
            0,
            &mark,
            &untrusted::line(&submission.name),
            &points,
            |look, text| look.strong(text),
        ));
        for graded in &submission.graded {
            let verdict = &graded.verdict;
            let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
            out.push_str(&line(look, &mark_of(look, verdict), &graded.exercise, &points));
            if let Status::Error(what) = &verdict.status {
                out.push_str(&paragraph(
                    look,
                    6,
                    &format!("error: {}", untrusted::line(what.lines().next().unwrap_or(""))),
                    |_, text| text.to_owned(),
                ));
            }
            for (_, why, count) in graded.failures() {
                let checks = if count > 1 {
                    format!(" ({count} checks)")
                } else {
                    String::new()
                };
                let text = format!("{}{checks}: {}", why.kind.name(), untrusted::line(&why.message));
                out.push_str(&paragraph(look, 6, &text, |_, text| text.to_owned()));
            }
        }
        out.push('\n');
    }
    if submissions.len() > 1 {
        let mean = points::sum(submissions.iter().map(Submission::points)) / submissions.len() as f64;
        let text = format!("{} submissions, {} points on average", submissions.len(), number(mean));
        out.push_str(&paragraph(look, 0, &text, |_, text| text.to_owned()));
    }
    out
}
