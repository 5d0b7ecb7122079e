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

/// The same mistake with the lines around those that it names.
pub fn added(mistake: Mistake, run: &Seen) -> Mistake {
    let more = match mistake.kind {
        Kind::NotJoined | Kind::StaleRead => callers_last_line(run).into_iter().collect(),
        Kind::WrongOutput | Kind::WrongResult | Kind::NotConcurrent | Kind::WrongThreads | Kind::TooSlow => {
            let around = mistake.lines.iter().take(2).flat_map(|&line| heads(line));
            around
                .chain(callers_last_line(run).filter(|_| mistake.lines.is_empty()))
                .collect()
        }
        Kind::DidNotFinish | Kind::BusyWait | Kind::NotARace | Kind::NoLock | Kind::ExitedEarly => {
            mistake.lines.iter().take(1).flat_map(|&line| heads(line)).collect()
        }
        Kind::DoesNotCompile
        | Kind::Unfinished
        | Kind::Forbidden
        | Kind::LostUpdate
        | Kind::Deadlock
        | Kind::LostWakeup
        | Kind::Panicked => Vec::new(),
    };
    mistake.at(more)
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
