//! What a learner is told beside verdicts: the greeting, the task, texts from lessons.

use super::layout::{line_with, number, paragraph};
use super::{CHECKER, Subject};
use crate::render::Look;
use crate::verdict::Verdict;

/// What is to do in an exercise that nobody has begun.
pub fn task(subject: &Subject, title: &str, task: Option<&str>, verdict: &Verdict, look: Look) -> String {
    let mark = if look.unicode { "→" } else { "->" };
    let points = format!("{} points", number(verdict.max_points()));
    let mut out = format!(
        "{} {}  {}\n\n",
        look.notice(mark),
        look.strong(&format!("{} {} {title}", subject.folder, look.dot())),
        look.dim(&points)
    );
    out.push_str(&paragraph(
        look,
        2,
        task.unwrap_or("The lesson says what to do."),
        |_, text| text.to_owned(),
    ));
    if let Some((_, why)) = verdict.first_failure() {
        out.push('\n');
        out.push_str(&paragraph(look, 2, &why.message, |look, text| look.dim(text)));
    }
    out.push_str(&format!("\n  edit     {}\n", look.strong(subject.label)));
    out.push_str(&format!("  lesson   exercises/{}/README.md\n", subject.folder));
    out.push_str(&format!(
        "  then     {}\n",
        look.helpful(CHECKER.trim_end_matches(" --"))
    ));
    out.push_str(&format!(
        "  stuck?   {}\n",
        look.helpful(&format!("{CHECKER} hint {}", subject.name))
    ));
    out
}

/// Said once, to whoever runs the checker for the first time.
pub fn greeting(look: Look) -> String {
    let welcome = "Welcome to Threadlings: exercises about threads, from the first `spawn` to a pool of workers.";
    let way = "Each exercise is a folder under exercises/. Read its README.md, replace the todo!()s in its src/lib.rs, and run this \
               command again. Your program is then run in every interleaving of its threads that matters, so that a verdict is \
               never luck.";
    let text = |text| paragraph(look, 0, text, |_, text| text.to_owned());
    format!("{}\n{}\n", text(welcome), text(way))
}

/// One line for an exercise that is done.
pub fn done(folder: &str, verdict: &Verdict, look: Look) -> String {
    let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
    line_with(look, 0, &look.tick(), folder, &points, |_, text| text.to_owned())
}

/// Text from a lesson: as it is, indented, long lines broken, code left alone.
pub fn prose(text: &str, look: Look) -> String {
    let mut out = String::new();
    let mut code = false;
    let mut paragraph_text = String::new();
    let flush = |text: &mut String, out: &mut String| {
        if !text.is_empty() {
            out.push_str(&paragraph(look, 2, text, |_, text| text.to_owned()));
            text.clear();
        }
    };
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        let list = line.trim_start().starts_with(['-', '*', '|']);
        if fence || code || list || line.trim().is_empty() {
            flush(&mut paragraph_text, &mut out);
            if fence {
                code = !code;
            } else if list && !code {
                paragraph_text.push_str(line.trim_start());
            } else if line.trim().is_empty() {
                out.push('\n');
            } else {
                out.push_str(&format!("    {}\n", look.helpful(line)));
            }
        } else {
            if !paragraph_text.is_empty() {
                paragraph_text.push(' ');
            }
            paragraph_text.push_str(line.trim());
        }
    }
    flush(&mut paragraph_text, &mut out);
    out
}
