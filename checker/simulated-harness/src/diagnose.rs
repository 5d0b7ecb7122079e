//! From what happened to what caused it: pure, over one recorded execution.

use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::run::Seen;
use engine::__engine::{Ending, TaskReport};
use recorder::Kind;
use recorder::trace::{Blocked, Event, Op, Thread, learner_line};

/// Why an execution that should have returned did not.
pub fn ending(run: &Seen) -> Mistake {
    match run.ending() {
        Ending::Returned => wrong(Kind::WrongResult, "The program returned where it should not have."),
        Ending::Panicked => panicked(run),
        Ending::Deadlock => stuck(run),
        Ending::Livelock => spins(run),
        Ending::TooManySteps => {
            let mistake = wrong(
                Kind::DidNotFinish,
                "The program goes on and on: after 100,000 steps it had not returned.",
            );
            with_spinners(mistake, run)
        }
        Ending::Flood => wrong(
            Kind::DidNotFinish,
            "The program printed more than a megabyte and was stopped.",
        )
        .at(run.lines_where(|event| matches!(event.op, Op::Print(_)))),
        Ending::TooManyThreads => wrong(
            Kind::WrongThreads,
            "The program started more than 400 threads and was stopped.",
        )
        .at(run.spawn_lines()),
        Ending::Exited(code) => wrong(
            Kind::ExitedEarly,
            format!("The program ended the whole process with `exit({code})` before its work was done."),
        )
        .at(last_line(run)),
        Ending::Aborted => {
            wrong(Kind::ExitedEarly, "The program ended the whole process with `abort()`.").at(last_line(run))
        }
    }
}

/// A mistake whose cause may lie deeper than the rule that it broke.
pub fn refined(mistake: Mistake, run: &Seen) -> Mistake {
    if mistake.certain {
        return mistake;
    }
    let by_panic = matches!(
        mistake.kind,
        Kind::WrongResult | Kind::WrongOutput | Kind::Deadlock | Kind::NotJoined
    );
    // Of a thread that is left over, a panic that isn't the learner's own (a job that the suite made, say) is not the cause.
    let panic = run
        .thread_panic()
        .filter(|(_, _, line)| line.is_some() || mistake.kind != Kind::NotJoined);
    if let (true, Some((thread, message, line))) = (by_panic, panic) {
        return thread_panicked(run, thread, message, line);
    }
    if matches!(mistake.kind, Kind::WrongResult | Kind::WrongOutput) {
        if let Some(lines) = run.lost_update_lines() {
            let message = format!(
                "{} One thread overwrote what another had just written, with a value it had read before.",
                mistake.message
            );
            return wrong(Kind::LostUpdate, message).at(lines);
        }
    }
    if mistake.kind == Kind::TooSlow {
        if let Some(lost) = lost_wakeup(run) {
            return lost;
        }
    }
    mistake
}

fn panicked(run: &Seen) -> Mistake {
    let report = run.report();
    if let Some((message, place)) = &report.panic {
        if let Some(todo) = unfinished(message) {
            return todo.at(place.iter().map(|&(_, line)| line));
        }
    }
    if let Some((thread, message, line)) = run.thread_panic() {
        return thread_panicked(run, thread, message, line);
    }
    let (message, place) = report.panic.clone().unwrap_or_default();
    let line = place.filter(|(file, _)| file.ends_with("lib.rs")).map(|(_, line)| line);
    let at = line.map(|line| format!(" in line {line}")).unwrap_or_default();
    wrong(
        Kind::Panicked,
        format!("The program panicked{at}: {}.", shortened(&message)),
    )
    .at(line)
}

fn thread_panicked(run: &Seen, thread: Thread, message: &str, line: Option<u32>) -> Mistake {
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

fn last_line(run: &Seen) -> Option<u32> {
    run.events().iter().rev().find_map(Event::line)
}

/// Nobody can go on.
fn stuck(run: &Seen) -> Mistake {
    if let Some((thread, message, line)) = run.thread_panic() {
        let panic = thread_panicked(run, thread, message, line);
        return Mistake {
            message: format!("{} The others wait for it for ever.", panic.message),
            ..panic
        };
    }
    if let Some(lost) = lost_wakeup(run) {
        return lost;
    }
    let report = run.report();
    let mut sentences = Vec::new();
    let mut waits = Vec::new();
    let mut holds = Vec::new();
    for (thread, task) in report.tasks.iter().enumerate() {
        let Some(waiting) = task.waiting else { continue };
        if task.finished || matches!(waiting.what, Blocked::Drain) {
            continue;
        }
        let line = learner_line(waiting.place);
        let at = line.map(|line| format!(" (line {line})")).unwrap_or_default();
        let mut sentence = format!(
            "{} waits for {}{at}",
            names::thread(report, thread),
            wanted(run, &waiting)
        );
        waits.extend(line);
        if let Some((holder, place)) = holder(&report.tasks, waiting.object, thread) {
            let line = learner_line(place);
            holds.extend(line);
            let since = line.map(|line| format!(" since line {line}")).unwrap_or_default();
            let who = if holder == thread {
                "itself".to_string()
            } else {
                names::thread(report, holder)
            };
            sentence += &format!(", held by {who}{since}");
        }
        sentences.push(sentence);
    }
    let more = sentences.len().saturating_sub(3);
    sentences.truncate(3);
    let mut message = format!("Nobody can go on: {}", sentences.join("; "));
    if more > 0 {
        message += &format!("; and {more} more");
    }
    wrong(Kind::Deadlock, message + ".").at(waits).at(holds)
}

fn holder(tasks: &[TaskReport], object: u32, waiter: Thread) -> Option<(Thread, engine::__engine::Place)> {
    if object == 0 {
        return None;
    }
    let holds = |(thread, task): (Thread, &TaskReport)| {
        task.held
            .iter()
            .find(|held| held.object == object)
            .map(|held| (thread, held.place))
    };
    let own = tasks
        .iter()
        .enumerate()
        .filter(|&(thread, _)| thread == waiter)
        .find_map(holds);
    own.or_else(|| tasks.iter().enumerate().find_map(holds))
}

/// What a thread waits for, in words.
fn wanted(run: &Seen, waiting: &engine::__engine::Waiting) -> String {
    let report = run.report();
    let object = |kind: &str| names::object(report, waiting.object, kind);
    match waiting.what {
        Blocked::Lock => object("the lock"),
        Blocked::ReadLock => format!("{} to read", object("the lock")),
        Blocked::WriteLock => format!("{} to write", object("the lock")),
        Blocked::Output => "the lock of the standard output".to_string(),
        Blocked::Condvar => format!("a notify on {}", object("the condition")),
        Blocked::Receive => format!("a message on {}", object("the channel")),
        Blocked::Send => format!("room in {}", object("the channel")),
        Blocked::Join(thread) => format!("{} to end", names::thread(report, thread)),
        Blocked::Scope => "the threads of its scope to end".to_string(),
        Blocked::Park => "an unpark".to_string(),
        Blocked::Barrier => format!("more threads at {}", object("the barrier")),
        Blocked::Once => format!("{} to be initialised", object("the value")),
        Blocked::Sleep => "the time to pass".to_string(),
        Blocked::Drain => "the others to end".to_string(),
    }
}

/// A notify that came before the wait that needed it.
fn lost_wakeup(run: &Seen) -> Option<Mistake> {
    let (notify, wait) = run.lost_wakeup()?;
    let report = run.report();
    let (notify, wait) = (&run.events()[notify], &run.events()[wait]);
    let object = names::object(report, wait.object, "the condition");
    let message = format!(
        "{} notified {object} when nobody waited there yet; then {} began to wait and nobody woke it.",
        capital(&names::thread(report, notify.thread)),
        names::thread(report, wait.thread),
    );
    Some(wrong(Kind::LostWakeup, message).at(notify.line()).at(wait.line()).help(
        "between looking at the condition and waiting, the notifier must not be able to come in: both need the same lock.",
    ))
}

/// Everybody turns in a loop and nothing changes.
fn spins(run: &Seen) -> Mistake {
    if let Some((thread, message, line)) = run.thread_panic() {
        let panic = thread_panicked(run, thread, message, line);
        return Mistake {
            message: format!("{} The others wait for it for ever.", panic.message),
            ..panic
        };
    }
    let mistake = wrong(
        Kind::DidNotFinish,
        "A loop waits for something that no thread will do any more.",
    );
    with_spinners(mistake, run)
}

fn with_spinners(mistake: Mistake, run: &Seen) -> Mistake {
    let report = run.report();
    let mut spinners: Vec<_> = report
        .tasks
        .iter()
        .filter(|task| !task.finished && task.spun > 0)
        .collect();
    spinners.sort_by_key(|task| std::cmp::Reverse(task.spun));
    let lines: Vec<u32> = spinners
        .iter()
        .filter_map(|task| task.spun_at.and_then(|place| learner_line(place)))
        .collect();
    let mistake = mistake.at(lines);
    if mistake.lines.is_empty() {
        // Nobody spun: the lines that came last are the loop.
        let last: Vec<u32> = run.events().iter().rev().take(30).filter_map(Event::line).collect();
        mistake.at(last)
    } else {
        mistake
    }
}
