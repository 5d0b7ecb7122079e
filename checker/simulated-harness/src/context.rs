//! Lines beside those that a mistake names: what decides whether and how often they run, and where the caller stopped waiting.
//!
//! A wrong number is printed in one line and decided in another: the head of the loop around it, the condition before it. The trace
//! knows only the first; the second is read off the source by its indentation, as rustfmt lays it out.

use crate::links;
use crate::mistake::Mistake;
use crate::names;
use crate::run::Seen;
use recorder::Kind;
use recorder::story::Led;
use recorder::trace::{Event, Op, Woken};

/// Heads of loops and conditions that are added for one line.
const MOST_HEADS: usize = 2;

/// Definitions that are added.
const MOST_DEFINITIONS: usize = 3;

/// More lines than this nobody reads.
const MOST_LINES: usize = 12;

/// A block of at most so many lines is worth reading as a whole.
const SMALL_BLOCK: u32 = 7;

/// The same mistake with the lines around those that it names, and the wake-up for no reason that it took.
pub fn added(mistake: Mistake, run: &Seen) -> Mistake {
    let mistake = after_spurious_wake_up(mistake, run);
    let mut more = Vec::new();
    match mistake.kind {
        Kind::NotJoined => {
            more.extend(callers_last_lines(run));
            more.extend(last_three_of_caller(run));
            // What is not waited for there is not waited for at all.
            more.extend(names::body_of("fn drop(&mut self)"));
        }
        Kind::StaleRead => more.extend(callers_last_lines(run)),
        Kind::WrongOutput | Kind::WrongResult => {
            more.extend(around(mistake.lines.iter().copied().take(2)));
            more.extend(around(callers_last_lines(run).into_iter().take(1)));
            more.extend(statics());
        }
        Kind::NotConcurrent | Kind::WrongThreads | Kind::TooSlow => {
            more.extend(around(mistake.lines.iter().copied().take(2)));
            more.extend(changed_while_waiting(run));
            more.extend(callers_waits(run));
            let spawns = run.spawn_lines().into_iter().take(2);
            more.extend(spawns.flat_map(|line| heads(line).into_iter().chain([line])));
        }
        Kind::DidNotFinish | Kind::BusyWait | Kind::NotARace | Kind::NoLock | Kind::ExitedEarly | Kind::Panicked => {
            more.extend(around(mistake.lines.iter().copied().take(1)));
        }
        Kind::Deadlock | Kind::LostWakeup => more.extend(changed_while_waiting(run)),
        Kind::LostUpdate | Kind::DoesNotCompile | Kind::Unfinished | Kind::Forbidden => {}
    }
    let about_values = matches!(
        mistake.kind,
        Kind::WrongOutput
            | Kind::WrongResult
            | Kind::NotConcurrent
            | Kind::WrongThreads
            | Kind::TooSlow
            | Kind::DidNotFinish
    );
    if about_values {
        let named: Vec<u32> = mistake.lines.iter().chain(&more).copied().take(4).collect();
        more.splice(0..0, definitions(&named));
    }
    let mut mistake = mistake.at(more);
    if mistake.lines.is_empty() {
        // An `unwrap` that an iterator calls has no line of its own.
        mistake = mistake.at(callers_last_lines(run));
    }
    mistake.lines.truncate(MOST_LINES);
    mistake
}

/// A failing execution in which somebody wakes up for no reason fails because of it: that is a choice that costs, and what a failure
/// doesn't need is left out of it. Then the wait is what is to be mended, wherever it was that something went wrong.
fn after_spurious_wake_up(mistake: Mistake, run: &Seen) -> Mistake {
    let wakes: Vec<&Event> = run
        .events()
        .iter()
        .filter(|event| event.is_spurious() && event.line().is_some())
        .collect();
    let Some(&wake) = wakes.first() else {
        return mistake;
    };
    let line = wake.line().unwrap_or_default();
    let mut again: Vec<u32> = wakes[1..]
        .iter()
        .filter(|other| other.thread == wake.thread)
        .filter_map(|other| other.line())
        .collect();
    again.dedup();
    let said = ["for no reason", "spurious"]
        .iter()
        .any(|words| mistake.message.contains(words));
    let message = if said {
        mistake.message.clone()
    } else {
        let who = names::thread(run.report(), wake.thread);
        let then: String = again
            .iter()
            .map(|line| format!(", and once more (line {line})"))
            .collect();
        let what = if again.is_empty() {
            "a spurious wake-up"
        } else {
            "spurious wake-ups"
        };
        let allowed = if again.is_empty() { "allows it" } else { "allows them" };
        format!(
            "{} Before that, {who} woke up for no reason (line {line}){then}: {what}, as std {allowed}.",
            mistake.message
        )
    };
    let decided = heads(line).into_iter().take(1);
    Mistake {
        message,
        lines: Vec::new(),
        help: Some(
            "a wait can end for no reason: look again whether what you wait for has happened, and wait again if not."
                .to_string(),
        ),
        ..mistake.clone()
    }
    .at(std::iter::once(line).chain(again).chain(decided))
    .at(mistake.lines)
}

/// The lines themselves and what stands around them.
fn around(lines: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let around = |line| {
        let beside = heads(line).into_iter().chain(statement(line)).chain(neighbours(line));
        std::iter::once(line).chain(beside)
    };
    lines.into_iter().flat_map(around).collect()
}

/// Where the variables that some lines mention get their values: `let last = …` for `for n in 1..last`.
fn definitions(lines: &[u32]) -> Vec<u32> {
    let mut definitions = Vec::new();
    for &line in lines {
        let text = names::source_line(line).unwrap_or_default();
        for name in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')) {
            let defines = |above: &u32| {
                names::source_line(*above).is_some_and(|text| {
                    let pattern = text
                        .trim_start()
                        .strip_prefix("let ")
                        .and_then(|rest| rest.split_once('='));
                    let mut words = pattern
                        .map_or("", |(pattern, _)| pattern)
                        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                    words.any(|word| word == name)
                })
            };
            let is_name = name.starts_with(|letter: char| letter.is_lowercase() || letter == '_');
            let definition = (1..line).rev().find(defines).filter(|_| is_name);
            definitions.extend(definition.filter(|definition| !definitions.contains(definition)));
        }
    }
    definitions.truncate(MOST_DEFINITIONS);
    definitions
}

/// Where the learner keeps what outlives a call.
fn statics() -> Vec<u32> {
    let is_static = |line: &u32| {
        names::source_line(*line).is_some_and(|text| text.starts_with("static ") || text.starts_with("pub static "))
    };
    (1..)
        .take_while(|&line| names::source_line(line).is_some())
        .filter(is_static)
        .take(2)
        .collect()
}

/// Where somebody waited on a condition for some time, or for ever: who notifies there, and what others changed under its lock meanwhile.
fn changed_while_waiting(run: &Seen) -> Vec<u32> {
    let events = run.events();
    let mut lines = Vec::new();
    for (at, wait) in events.iter().enumerate().filter(|(_, event)| event.op == Op::Wait) {
        let woken = events[at + 1..]
            .iter()
            .position(|event| event.thread == wait.thread && matches!(event.op, Op::Woken(_)));
        let until = woken.map_or(events.len(), |woken| at + 1 + woken);
        let timed_out = until == events.len() || events[until].op == Op::Woken(Woken::TimedOut);
        let long = timed_out || events[until].at_ns > wait.at_ns;
        let lock = events[..at]
            .iter()
            .rev()
            .find(|event| event.thread == wait.thread && matches!(event.op, Op::Lock { .. }));
        let Some(lock) = lock.filter(|_| long) else {
            continue;
        };
        // Whoever notifies there may have woken too few, or too early; the last one had the last chance to.
        let notifies = events
            .iter()
            .rev()
            .filter(|event| event.object == wait.object && matches!(event.op, Op::Notify { .. }));
        let mut notifies: Vec<u32> = notifies.filter_map(Event::line).collect();
        notifies.dedup();
        lines.extend(notifies.into_iter().take(2));
        let changes = events[at..until].iter().filter(|event| {
            event.thread != wait.thread && event.object == lock.object && matches!(event.op, Op::Borrow(_))
        });
        lines.extend(changes.filter_map(Event::line));
    }
    lines
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

/// The first lines in which the caller waits for others.
fn callers_waits(run: &Seen) -> Vec<u32> {
    let waits = run
        .events_before_return()
        .iter()
        .filter(|event| event.thread == 0 && waits(event));
    let mut lines: Vec<u32> = waits.filter_map(Event::line).collect();
    lines.dedup();
    lines.truncate(2);
    lines
}

/// The caller's last lines before the scenario returned: its last step, its last wait, and what ended that wait.
fn callers_last_lines(run: &Seen) -> Vec<u32> {
    let events = run.events_before_return();
    // What is dropped at the end of a block has the line where it was made.
    let own =
        |event: &Event| event.thread == 0 && !matches!(event.op, Op::Return | Op::Panic(_) | Op::Touched | Op::HungUp);
    let last = events.iter().rposition(|event| own(event) && event.line().is_some());
    let wait = events
        .iter()
        .rposition(|event| own(event) && waits(event) && event.line().is_some());
    let links = links::links(events);
    let ended = links
        .iter()
        .find(|link| Some(link.to) == wait && link.led != Led::Join)
        .map(|link| link.from);
    [wait, last, ended]
        .into_iter()
        .flatten()
        .filter_map(|at| events[at].line())
        .collect()
}

/// The caller's last lines, latest first: where it could still have waited.
fn last_three_of_caller(run: &Seen) -> Vec<u32> {
    let own = run
        .events_before_return()
        .iter()
        .rev()
        .filter(|event| event.thread == 0);
    let mut lines = Vec::new();
    for line in own.filter_map(Event::line) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.truncate(3);
    lines
}

/// Whether a step is or ends a wait.
fn waits(event: &Event) -> bool {
    matches!(
        event.op,
        Op::Join(_)
            | Op::Receive
            | Op::ReceiveNothing
            | Op::Woken(_)
            | Op::Unparked(_)
            | Op::Sleep(_)
            | Op::Yield
            | Op::Barrier
            | Op::Blocked(_)
    )
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
