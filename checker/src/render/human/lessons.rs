//! What a learner is told beside verdicts: the greeting, the task, texts from lessons.

use super::layout::{field, line_with, number, paragraph};
use super::prose::prose;
use super::{CHECKER, Subject};
use crate::exercise::Exercise;
use crate::render::Look;
use crate::verdict::Verdict;

/// What is to do in an exercise that nobody has begun.
pub fn task(subject: &Subject, title: &str, task: Option<&str>, verdict: &Verdict, look: Look) -> String {
    let mark = if look.unicode { "→" } else { "->" };
    let points = format!("{} points", number(verdict.max_points()));
    let heading = format!("{} {} {title}", subject.folder, look.dot());
    let strong = |look: Look, text: &str| look.strong(text);
    let mut out = line_with(look, 0, &look.notice(mark), &heading, &points, strong) + "\n";
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
    out.push('\n');
    out.push_str(&field(look, "edit", subject.label, strong));
    out.push_str(&field(look, "lesson", &lesson(subject.folder), plain));
    out.push_str(&field(look, "then", CHECKER.trim_end_matches(" --"), helpful));
    out.push_str(&field(
        look,
        "stuck?",
        &format!("{CHECKER} hint {}", subject.name),
        helpful,
    ));
    out
}

fn lesson(folder: &str) -> String {
    format!("exercises/{folder}/README.md")
}

fn plain(_: Look, text: &str) -> String {
    text.to_owned()
}

fn helpful(look: Look, text: &str) -> String {
    look.helpful(text)
}

/// Said once, to whoever runs the checker for the first time: what this is, and how it works in six lines.
pub fn greeting(look: Look) -> String {
    const WELCOME: &str =
        "Welcome to Threadlings: exercises about threads, from the first `spawn` to a pool of workers.";
    let steps = [
        "Each exercise is a folder in exercises/, and its README.md is the lesson.".to_owned(),
        "Open its src/lib.rs in your editor and replace the todo!()s.".to_owned(),
        "Run this command again: it checks what you have done and says what is next.".to_owned(),
        "Your program runs in every interleaving that matters: no verdict is luck.".to_owned(),
        format!("Stuck? `{CHECKER} hint` gives one hint at a time."),
        format!("All the exercises: `{CHECKER} list`."),
    ];
    let mut out = paragraph(look, 0, WELCOME, |look, text| look.strong(text)) + "\n";
    for (at, step) in steps.iter().enumerate() {
        let number = (at + 1).to_string();
        out.push_str(&line_with(look, 1, &number, step, "", |_, text| text.to_owned()));
    }
    out + "\n"
}

/// Said when the way through the course doesn't begin at its beginning.
pub fn begins_at(folder: &str, look: Look) -> String {
    let text = format!("Going on at {folder}, as you chose in the list.");
    paragraph(look, 0, &text, |look, text| look.dim(text))
}

/// One line for an exercise that is skipped.
pub fn left_out(folder: &str, look: Look) -> String {
    line_with(look, 0, "-", folder, "skipped", |_, text| text.to_owned())
}

/// The end of the course, or of what is not skipped.
pub fn the_end(count: usize, left_out: usize, look: Look) -> String {
    let text = match left_out {
        0 => {
            return format!(
                "\n{}",
                paragraph(look, 0, &format!("All {count} exercises are done."), |look, text| look
                    .good(text))
            );
        }
        1 => "Everything is done but 1 exercise that is skipped.".to_owned(),
        left_out => format!("Everything is done but {left_out} exercises that are skipped."),
    };
    let back = format!("\n{}", field(look, "back", &format!("{CHECKER} list"), helpful));
    format!("\n{}{back}", paragraph(look, 0, &text, |_, text| text.to_owned()))
}

/// What is said when somebody has chosen an exercise to go on with.
pub fn chosen(exercise: &Exercise, look: Look) -> String {
    let text = format!("You go on with {}.", exercise.folder);
    let mut out = paragraph(look, 0, &text, |look, text| look.strong(text)) + "\n";
    out.push_str(&field(look, "edit", &exercise.answer_label(), |look, text| {
        look.strong(text)
    }));
    out.push_str(&field(look, "lesson", &lesson(&exercise.folder), plain));
    out.push_str(&field(look, "then", CHECKER.trim_end_matches(" --"), helpful));
    out
}

/// What is said when an exercise was skipped or taken in again, and what the learner is at now.
pub fn skipped(said: &str, name: &str, undone: bool, next: Option<&Exercise>, look: Look) -> String {
    let mut out = paragraph(look, 0, said, |_, text| text.to_owned()) + "\n";
    if let Some(next) = next {
        out.push_str(&field(look, "next", &next.answer_label(), |look, text| {
            look.strong(text)
        }));
    }
    if !undone {
        out.push_str(&field(look, "back", &format!("{CHECKER} skip {name} --undo"), helpful));
    }
    out
}

/// One hint.
pub fn hint(title: &str, text: &str, look: Look) -> String {
    format!("{}\n\n{}\n", look.strong(title), prose(text, look))
}

/// How many hints there are after this one.
pub fn hints_left(name: &str, left: usize, look: Look) -> String {
    let text = match left {
        0 => {
            format!("That was the last hint; the next one is the first again. All of them: {CHECKER} hint {name} --all")
        }
        1 => "There is 1 more hint.".to_owned(),
        left => format!("There are {left} more hints."),
    };
    paragraph(look, 0, &text, |look, text| look.dim(text))
}

/// One line for an exercise that is done.
pub fn done(folder: &str, verdict: &Verdict, look: Look) -> String {
    let points = format!("{} / {}", number(verdict.points()), number(verdict.max_points()));
    line_with(look, 0, &look.tick(), folder, &points, |_, text| text.to_owned())
}
