//! A failure in full: the fact, the interleaving, the learner's own lines, the help and the way on.

use super::layout::{grouped, line_with, paragraph};
use super::{CHECKER, Subject, points};
use crate::narrate::{narrate, narrate_times};
use crate::render::Look;
use crate::spans;
use crate::story::{Canvas, Role, draw};
use crate::verdict::{Diagnosis, Judged, Outcome};
use recorder::{Kind, Story};

/// A failed check: the fact, the evidence, and last what to think about.
pub fn failure(subject: &Subject, judged: &Judged, why: &Diagnosis, look: Look, steps: Option<usize>) -> String {
    let mut out = String::new();
    if !why.kind.is_about_the_file() {
        let title = format!("{} {} {}", subject.folder, look.dot(), judged.check.title);
        out.push_str(&line_with(
            look,
            0,
            &look.cross(),
            &title,
            &points(judged),
            |look, text| look.bad(text),
        ));
        out.push('\n');
    }
    out + &body(subject, judged, why, look, steps)
}

/// What an interleaving takes that doesn't happen by itself.
fn cost(story: &Story) -> String {
    let of = |count: u32, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    let preemptions = of(story.preemptions.saturating_sub(story.spurious), "preemption");
    let parts: Vec<String> = preemptions
        .into_iter()
        .chain(of(story.spurious, "spurious wake-up"))
        .collect();
    if parts.is_empty() {
        "no preemption".to_owned()
    } else {
        parts.join(" and ")
    }
}

/// A failed check without its name.
pub fn body(subject: &Subject, judged: &Judged, why: &Diagnosis, look: Look, steps: Option<usize>) -> String {
    let mut out = paragraph(look, 2, &why.message, |look, text| look.strong(text));
    if let (Some(story), Outcome::Failed(reach, _)) = (&why.story, &judged.outcome) {
        let of = reach
            .interleavings
            .map_or(String::new(), |count| format!(" of {}", grouped(count)));
        let found = format!(
            "It takes {} (found in interleaving {}{of}).",
            cost(story),
            grouped(story.found_in)
        );
        out.push_str(&paragraph(look, 2, &found, |look, text| look.dim(text)));
        out.push('\n');
        out.push_str(&chart(story, look));
        out.push_str(&picture(story, look, steps));
    }
    let from_rustc = why.kind == Kind::DoesNotCompile;
    if !why.evidence.is_empty() {
        out.push('\n');
        let blank_end = why
            .evidence
            .iter()
            .rev()
            .take_while(|text| text.trim().is_empty())
            .count();
        for text in &why.evidence[..why.evidence.len() - blank_end] {
            // rustc has laid its text out itself; breaking its lines would move the markers below them.
            let text = evidence(text, look);
            out.push_str(
                if text.is_empty() {
                    "\n".to_owned()
                } else {
                    format!("  {text}\n")
                }
                .as_str(),
            );
        }
    }
    if !from_rustc {
        out.push_str(&source_lines(subject, why, look));
    }
    if let Some(help) = &why.help {
        out.push('\n');
        let text = format!("help: {help}");
        out.push_str(&paragraph(look, 2, &text, |look, text| look.helpful(text)));
    }
    out
}

/// The commands that lead on from a failure.
pub fn ways(subject: &Subject, why: &Diagnosis, look: Look, steps: Option<usize>) -> String {
    let mut out = String::from("\n");
    match (&why.story, steps) {
        (Some(_), Some(_)) => {
            let more = format!("more: {CHECKER} explain {}", subject.name);
            out.push_str(&format!("  {}\n", look.dim(&more)));
        }
        (Some(story), None) => {
            let again = format!("again: {CHECKER} explain {} --replay {}", subject.name, story.replay);
            out.push_str(&format!("  {}\n", look.dim(&again)));
        }
        (None, _) => {}
    }
    if why.kind != Kind::Unfinished {
        out.push_str(&format!(
            "  {}\n",
            look.dim(&format!("hint: {CHECKER} hint {}", subject.name))
        ));
    }
    out
}

/// Where the time went, if the mistake is about time.
fn chart(story: &Story, look: Look) -> String {
    let canvas = Canvas {
        width: look.width,
        unicode: look.unicode,
    };
    if look.narrated {
        return told(&narrate_times(story), look);
    }
    let lines = spans::draw(story, canvas);
    if lines.is_empty() {
        return String::new();
    }
    lines.join("\n") + "\n\n"
}

/// Sentences, each a paragraph of its own.
fn told(sentences: &[String], look: Look) -> String {
    let paragraphs = sentences
        .iter()
        .map(|sentence| paragraph(look, 2, sentence, |_, text| text.to_owned()));
    let text: String = paragraphs.collect();
    if text.is_empty() { text } else { text + "\n" }
}

pub fn picture(story: &Story, look: Look, steps: Option<usize>) -> String {
    let mut story = story.clone();
    let mut out = String::new();
    story.retain(|_, step| !step.minor);
    let hidden = steps.map_or(0, |steps| story.steps.len().saturating_sub(steps));
    story.retain(|at, _| at >= hidden);
    let left_out = story.left_out;
    if look.narrated {
        let what =
            (left_out > 0).then(|| format!("{left_out} steps at the beginning or without a part in it are left out."));
        let sentences: Vec<String> = what.into_iter().chain(narrate(&story)).collect();
        return told(&sentences, look).trim_end().to_owned() + "\n";
    }
    for (at, row) in draw(
        &story,
        Canvas {
            width: look.width,
            unicode: look.unicode,
        },
    )
    .into_iter()
    .enumerate()
    {
        let text = match row.role {
            Role::Heading => look.strong(&row.text),
            Role::Step => row.text,
            Role::Remarked => look.notice(&row.text),
        };
        out.push_str(&format!("{text}\n"));
        if at == 0 && left_out > 0 {
            let what = if left_out == 1 {
                "1 step is left out".to_owned()
            } else {
                format!("{left_out} steps are left out")
            };
            out.push_str(&format!(
                "  {}\n",
                look.dim(&format!("{} {what}", look.dot().repeat(3)))
            ));
        }
    }
    out
}

fn evidence(text: &str, look: Look) -> String {
    match text.get(..2) {
        Some("- ") => look.bad(text),
        Some("+ ") => look.good(text),
        _ if text.starts_with("error") => look.bad(text),
        _ => text.to_owned(),
    }
}

/// The learner's own lines that the diagnosis names.
fn source_lines(subject: &Subject, why: &Diagnosis, look: Look) -> String {
    let mut lines = why.lines.clone();
    lines.sort_unstable();
    lines.dedup();
    let source: Vec<&str> = subject.source.lines().collect();
    let shown: Vec<(u32, &str)> = lines
        .iter()
        .filter_map(|&line| Some((line, *source.get(line.checked_sub(1)? as usize)?)))
        .collect();
    let Some(&(last, _)) = shown.last() else {
        return String::new();
    };
    let place = format!("{}:{}", subject.label, why.lines.first().unwrap_or(&last));
    let mut out = format!("\n  {}\n", look.dim(&place));
    // The indentation that all share says nothing.
    let indent = shown
        .iter()
        .map(|(_, text)| text.len() - text.trim_start().len())
        .min()
        .unwrap_or(0);
    let width = last.to_string().len();
    for (line, text) in shown {
        let room = look.width.saturating_sub(width + 5);
        let text: String = text[indent..].chars().take(room).collect();
        out.push_str(&format!("  {line:>width$} {} {text}\n", look.bar()));
    }
    out
}
