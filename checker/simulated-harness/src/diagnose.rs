//! From a panic to what is said of it, and words that all diagnoses share: pure, over one recorded execution.

use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::run::Seen;
use recorder::Kind;
use recorder::trace::{Event, Thread};

/// The scenario panicked.
pub fn panicked(run: &Seen) -> Mistake {
    let report = run.report();
    if let Some((message, place)) = &report.panic {
        if let Some(todo) = unfinished(message) {
            return todo.at(place.iter().map(|&(_, line)| line));
        }
    }
    let (message, place) = report.panic.clone().unwrap_or_default();
    let line = place.filter(|(file, _)| file.ends_with("lib.rs")).map(|(_, line)| line);
    if let Some((thread, message, cause)) = run.thread_panic() {
        // Where it came to the caller is a part of it: an `unwrap` of a `join`, say.
        return thread_panicked(run, thread, message, cause).at(line);
    }
    let at = line.map(|line| format!(" in line {line}")).unwrap_or_default();
    wrong(
        Kind::Panicked,
        format!("The program panicked{at}: {}.", shortened(&message)),
    )
    .at(line)
}

/// A thread panicked, and that is why.
pub fn thread_panicked(run: &Seen, thread: Thread, message: &str, line: Option<u32>) -> Mistake {
    if let Some(todo) = unfinished(message) {
        return todo.at(line);
    }
    let at = line.map(|line| format!(" in line {line}")).unwrap_or_default();
    let who = names::thread(run.report(), thread);
    wrong(
        Kind::Panicked,
        format!("{} panicked{at}: {}.", capital(&who), shortened(message)),
    )
    .at(line)
}

/// A `todo!()` that was reached.
fn unfinished(message: &str) -> Option<Mistake> {
    let rest = message
        .strip_prefix("not yet implemented")
        .or_else(|| message.strip_prefix("not implemented"))?;
    let rest = rest.trim_start_matches(':').trim();
    let what = if rest.is_empty() {
        String::new()
    } else {
        format!(": {rest}")
    };
    Some(wrong(
        Kind::Unfinished,
        format!("There is still a `todo!()` to replace{what}."),
    ))
}

fn shortened(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim_end_matches('.');
    if line.chars().count() > 100 {
        line.chars().take(97).chain("...".chars()).collect()
    } else {
        line.to_string()
    }
}

pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The learner's line of the last step.
pub fn last_line(run: &Seen) -> Option<u32> {
    run.events().iter().rev().find_map(Event::line)
}

/// A thread panicked while others needed it: if one did, that is what is wrong.
pub fn panic_that_all_wait_for(run: &Seen) -> Option<Mistake> {
    let (thread, message, line) = run.thread_panic()?;
    let panic = thread_panicked(run, thread, message, line);
    Some(Mistake {
        message: format!("{} The others wait for it for ever.", panic.message),
        ..panic
    })
}
