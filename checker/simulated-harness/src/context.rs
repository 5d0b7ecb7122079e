//! Lines beside those that a mistake names: what decides whether and how often they run, and where the caller stopped waiting.
//!
//! A wrong number is printed in one line and decided in another: the head of the loop around it, the condition before it. The trace
//! knows only the first; the second is read off the source by its indentation, as rustfmt lays it out.

use crate::mistake::Mistake;
use crate::names;
use crate::run::Seen;
use recorder::Kind;
use recorder::trace::{Event, Op};

/// Heads of loops and conditions that are added for one line.
const MOST_HEADS: usize = 2;

/// A block of at most so many lines is worth reading as a whole.
const SMALL_BLOCK: u32 = 7;

/// The same mistake with the lines around those that it names.
pub fn added(mistake: Mistake, run: &Seen) -> Mistake {
    let mut more = Vec::new();
    match mistake.kind {
        Kind::NotJoined | Kind::StaleRead => more.extend(callers_last_line(run)),
        Kind::WrongOutput | Kind::WrongResult | Kind::NotConcurrent | Kind::WrongThreads | Kind::TooSlow => {
            let caller = callers_last_line(run);
            for line in mistake.lines.iter().copied().take(2).chain(caller) {
                more.extend(heads(line));
                more.extend(statement(line));
                more.extend(neighbours(line));
            }
            if mistake.lines.is_empty() {
                more.splice(0..0, caller);
            }
        }
        Kind::DidNotFinish | Kind::BusyWait | Kind::NotARace | Kind::NoLock | Kind::ExitedEarly => {
            for &line in mistake.lines.iter().take(1) {
                more.extend(heads(line));
                more.extend(neighbours(line));
            }
        }
        Kind::LostUpdate
        | Kind::DoesNotCompile
        | Kind::Unfinished
        | Kind::Forbidden
        | Kind::Deadlock
        | Kind::LostWakeup
        | Kind::Panicked => {}
    }
    mistake.at(more)
}

/// The first line of a statement that goes over several lines, as chains of calls do.
fn statement(line: u32) -> Option<u32> {
    let goes_on =
        |line: u32| names::source_line(line).is_some_and(|text| text.trim_start().starts_with(['.', ')', '?']));
    let first = (1..=line).rev().find(|&above| !goes_on(above))?;
    (first != line).then_some(first)
}

/// The other lines of the block around a line if it is small, or else the lines right before and behind it.
fn neighbours(line: u32) -> Vec<u32> {
    let says_something = |line: &u32| {
        names::source_line(*line).is_some_and(|text| text.contains(|letter: char| letter.is_alphanumeric()))
    };
    let own = names::source_line(line).map_or(0, |text| indentation_of(&text));
    let outside = |line: &u32| {
        names::source_line(*line).is_none_or(|text| !text.trim().is_empty() && indentation_of(&text) < own)
    };
    let first = (1..line).rev().find(outside).unwrap_or(0) + 1;
    let last = (line + 1..).find(outside).unwrap_or(line + 1) - 1;
    let block = if last - first < SMALL_BLOCK {
        first..=last
    } else {
        line.saturating_sub(1).max(first)..=(line + 1).min(last)
    };
    block.filter(|&other| other != line).filter(says_something).collect()
}

/// The last line of the caller's before the scenario returned: the wait that was not enough, for one.
fn callers_last_line(run: &Seen) -> Option<u32> {
    let own = |event: &&Event| event.thread == 0 && !matches!(event.op, Op::Return);
    run.events_before_return()
        .iter()
        .rev()
        .filter(own)
        .find_map(Event::line)
}

/// The heads of the loops and conditions around a line, the nearest first, up to the function.
fn heads(line: u32) -> Vec<u32> {
    let mut indentation = names::source_line(line).map_or(0, |text| indentation_of(&text));
    let mut heads = Vec::new();
    for above in (1..line).rev() {
        let Some(text) = names::source_line(above).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let own = indentation_of(&text);
        if own >= indentation {
            continue;
        }
        indentation = own;
        let text = text.trim();
        if ["fn ", "pub fn ", "impl "].iter().any(|start| text.starts_with(start)) {
            break;
        }
        if decides(text) {
            heads.push(above);
            if heads.len() == MOST_HEADS {
                break;
            }
        }
    }
    heads
}

fn indentation_of(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Whether a line decides if or how often those below it run.
fn decides(text: &str) -> bool {
    let starts = ["for ", "while ", "loop", "if ", "} else", "match ", "'"];
    let contains = [
        ".for_each(",
        ".map(",
        ".filter(",
        ".take(",
        ".chunks(",
        " = if ",
        " = match ",
        " in ",
    ];
    starts.iter().any(|start| text.starts_with(start)) || contains.iter().any(|part| text.contains(part))
}
