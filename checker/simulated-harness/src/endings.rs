//! Why an execution ended as it did, and what lies behind a broken rule: pure, over one recorded execution.

use crate::diagnose::{capital, last_line, panic_that_all_wait_for, panicked, thread_panicked};
use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::run::Seen;
use crate::stuck::{lost_wakeup, stuck, tries_in_a_circle};
use engine::__engine::Ending;
use recorder::Kind;
use recorder::trace::{Blocked, Event, Op, Woken, learner_line};
use std::collections::BTreeSet;
use std::time::Duration;

/// Why an execution that should have returned did not.
pub fn ending(run: &Seen) -> Mistake {
    match run.ending() {
        // The search never shows an execution that it cut short to a rule.
        Ending::Returned | Ending::SeenBefore => {
            wrong(Kind::WrongResult, "The program returned where it should not have.")
        }
        Ending::Panicked => panicked(run),
        Ending::Deadlock => stuck(run),
        Ending::Livelock => spins(run),
        Ending::TooManySteps => {
            if let Some(circle) = tries_in_a_circle(run) {
                return circle;
            }
            if let Some(thread) = asks_while_another_sleeps(run) {
                return run.busy_waits(thread);
            }
            if let Some(mistake) = looks_far_too_often(run) {
                return mistake;
            }
            let mistake = wrong(
                Kind::DidNotFinish,
                "The program goes on and on: after 100,000 steps it had not returned.",
            );
            with_spinners(mistake, run)
        }
        Ending::Flood => flood(run),
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

/// It prints and prints. If somebody waits for the end of that, this is where to look first.
fn flood(run: &Seen) -> Mistake {
    let report = run.report();
    let prints = run.lines_where(|event| matches!(event.op, Op::Print(_)));
    let waits = report.tasks.iter().enumerate().find_map(|(waiter, task)| {
        let waiting = task.waiting.filter(|_| !task.finished)?;
        match waiting.what {
            Blocked::Join(printer) => Some((waiter, printer, learner_line(waiting.place)?)),
            _ => None,
        }
    });
    let Some((waiter, printer, line)) = waits else {
        return wrong(
            Kind::DidNotFinish,
            "The program printed more than a megabyte and was stopped.",
        )
        .at(prints);
    };
    let (waiter, printer) = (names::thread(report, waiter), names::thread(report, printer));
    let message = format!(
        "{} waits for {printer} to end (line {line}), and that one goes on and on: when it was stopped, more than a megabyte had been printed.",
        capital(&waiter)
    );
    wrong(Kind::DidNotFinish, message).at([line]).at(prints)
}

/// Everybody turns in a loop and nothing changes.
fn spins(run: &Seen) -> Mistake {
    if let Some(panic) = panic_that_all_wait_for(run) {
        return panic;
    }
    if let Some(circle) = tries_in_a_circle(run) {
        return circle;
    }
    let mistake = if steps_back(run) {
        let message = "They step back for each other for ever: each tries, finds something locked, gives back what it has and tries again.";
        wrong(Kind::DidNotFinish, message).help("who could wait for the other to be done, instead of trying again?")
    } else {
        let message = "A loop waits for something that no thread will do any more.";
        wrong(Kind::DidNotFinish, message)
    };
    with_spinners(mistake, run)
}

/// Whether the loop that never ends takes locks, fails to take others, and gives back what it took.
fn steps_back(run: &Seen) -> bool {
    let tail = run.events().iter().rev().take(100);
    let mut fails = tail.clone().filter(|event| event.op == Op::TryLockFailed);
    let gives_back = tail.clone().any(|event| event.op == Op::Unlock);
    let first = fails.next().map(|event| event.thread);
    gives_back && fails.any(|event| Some(event.thread) != first)
}

/// A thread that asks in vain again and again without any time passing, while another sleeps and would go on after it.
fn asks_while_another_sleeps(run: &Seen) -> Option<usize> {
    let last = run.events().last()?;
    let tail = run.events().iter().rev().take(500);
    let no_time_passes = tail.clone().all(|event| event.at_ns == last.at_ns);
    let in_vain = tail.filter(|event| matches!(event.op, Op::TryLockFailed | Op::ReceiveNothing | Op::Yield));
    let mut others = run.report().tasks.iter().filter(|task| !task.finished);
    let sleeps = others.any(|task| task.waiting.is_some_and(|waiting| waiting.what == Blocked::Sleep));
    let asks = in_vain.filter(|event| event.thread == last.thread).count() > 50;
    (no_time_passes && sleeps && asks).then_some(last.thread)
}

/// A thread that naps, but so shortly that it looks thousands of times a second, while another sleeps most of that time.
fn looks_far_too_often(run: &Seen) -> Option<Mistake> {
    const SHORT: Duration = Duration::from_millis(1);
    const OFTEN: usize = 1_000;
    let nap = |event: &&Event| match event.op {
        Op::Sleep(time) => time < SHORT,
        Op::Woken(Woken::TimedOut) | Op::Unparked(Woken::TimedOut) => true,
        _ => false,
    };
    let naps = |thread| {
        run.events()
            .iter()
            .filter(nap)
            .filter(move |event| event.thread == thread)
    };
    let thread = (0..run.report().tasks.len()).max_by_key(|&thread| naps(thread).count())?;
    let (first, last, count) = (naps(thread).next()?, naps(thread).next_back()?, naps(thread).count());
    let time = Duration::from_nanos(last.at_ns - first.at_ns);
    // Where nobody sleeps meanwhile, there may be nothing that could ever come.
    let sleeps = run.events().iter().filter(|event| event.thread != thread);
    let slept: Duration = sleeps
        .filter_map(|event| match event.op {
            Op::Sleep(time) if time >= SHORT => Some(time),
            _ => None,
        })
        .fold(Duration::ZERO, Duration::saturating_add);
    if count < OFTEN || time / count as u32 >= SHORT || slept < time / 2 {
        return None;
    }
    let who = capital(&names::thread(run.report(), thread));
    let message =
        format!("{who} looked again {count} times in {time:.3?} of simulated time. That is busy-waiting, with naps.");
    let mistake = wrong(Kind::BusyWait, message).at(naps(thread).filter_map(Event::line).collect::<BTreeSet<_>>());
    Some(mistake.help("what could wake the thread when there is something to do, so that it needn't look?"))
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
    // Those who wait for the ones that turn may be what these turn for.
    let waiting = report.tasks.iter().filter(|task| !task.finished);
    let waiting = waiting.filter_map(|task| learner_line(task.waiting?.place));
    let mistake = if lines.is_empty() {
        mistake
    } else {
        mistake.at(lines).at(waiting)
    };
    if mistake.lines.is_empty() {
        // Nobody spun: the lines that came last are the loop.
        let last: Vec<u32> = run.events().iter().rev().take(30).filter_map(Event::line).collect();
        mistake.at(last)
    } else {
        mistake
    }
}
