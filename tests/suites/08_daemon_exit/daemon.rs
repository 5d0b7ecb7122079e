//! What a daemon prints, and that nobody waits for it.

use crate::socket::start_daemon;
use crate::{MOMENT, SECOND};
use harness::{Kind, Line, Mistake, Run, Verdict, each, explore, mark, wrong};
use std::thread::{self, sleep};
use std::time::Duration;

pub fn daemon_dies_with_main() -> Verdict {
    explore(|| {
        start_daemon(10);
        mark("started", 0);
        sleep(SECOND * 5 / 2);
    })
    .as_main()
    .executions(300)
    .timed()
    .always(daemon_runs_behind)
    .always(|run| daemon_prints(run, 3))
    .verdict()
}

pub fn daemon_stops_by_itself() -> Verdict {
    each([3, 1, 0], |ticks| {
        explore(move || {
            start_daemon(ticks);
            mark("started", 0);
            sleep(20 * SECOND);
        })
        .as_main()
        .executions(100)
        .always(daemon_runs_behind)
        .always(move |run| daemon_prints(run, ticks))
        .verdict()
    })
    .and(|| {
        // More than a byte can number.
        explore(|| {
            start_daemon(300);
            sleep(302 * SECOND);
        })
        .as_main()
        .preemptions(0)
        .executions(1)
        .at_random(0)
        .always(|run| daemon_prints(run, 300))
        .verdict()
    })
    .and(|| {
        let half = SECOND / 2;
        explore(move || {
            start_daemon(3);
            sleep(half);
            start_daemon(2);
            sleep(20 * SECOND);
        })
        .as_main()
        .executions(100)
        .always(move |run| {
            let mut wanted = [numbers(3, Duration::ZERO), numbers(2, half)].concat();
            wanted.sort_by_key(|&(_, at)| at);
            let told = format!("Two daemons, one of 3 ticks and {half:?} later one of 2,");
            prints(run, &told, &wanted)
        })
        .verdict()
    })
    .and(started_by_a_thread_that_ends)
}

/// A daemon belongs to the process, and not to the thread that started it.
fn started_by_a_thread_that_ends() -> Verdict {
    explore(|| {
        let starter = thread::spawn(|| start_daemon(3));
        starter.join().expect("no panic");
        mark("ended", 0);
        sleep(20 * SECOND);
    })
    .as_main()
    .preemptions(0)
    .executions(20)
    .always(|run| match run.marks().iter().find(|mark| mark.label == "ended") {
        Some(mark) if mark.at_ns > 0 => {
            let took = Duration::from_nanos(mark.at_ns);
            let message =
                format!("The thread that called `start_daemon` ended only after {took:?}; nobody waits for a daemon.");
            Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
        }
        _ => prints(run, "A daemon whose starter has ended", &numbers(3, Duration::ZERO)),
    })
    .verdict()
}

/// One thread prints, not the caller, and the caller doesn't wait for it.
fn daemon_runs_behind(run: &Run<()>) -> Result<(), Mistake> {
    let printers = run.printers();
    if printers.contains(&0) {
        let message = "`start_daemon` prints on the calling thread; it should start a thread that does.";
        return Err(wrong(Kind::WrongThreads, message).at(run.print_lines(|thread| thread == 0)));
    }
    if printers.len() > 1 {
        let message = format!("{} threads print for one daemon; it should be one.", printers.len());
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    match run.marks().iter().find(|mark| mark.label == "started") {
        Some(mark) if mark.at_ns > 0 => {
            let took = Duration::from_nanos(mark.at_ns);
            let message = format!("`start_daemon` returned after {took:?}; it should return immediately.");
            Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
        }
        _ => Ok(()),
    }
}

/// The daemon's numbers, each at its second.
fn daemon_prints(run: &Run<()>, ticks: u32) -> Result<(), Mistake> {
    prints(run, "The daemon", &numbers(ticks, Duration::ZERO))
}

/// What a daemon of so many ticks prints that is started at some moment, and when.
fn numbers(ticks: u32, started: Duration) -> Vec<(u32, Duration)> {
    (0..ticks).map(|n| (n, started + SECOND * n)).collect()
}

/// These numbers come, each at its moment, and nothing else.
fn prints(run: &Run<()>, who: &str, numbers: &[(u32, Duration)]) -> Result<(), Mistake> {
    let lines = run.lines();
    let text = |number: &(u32, Duration)| format!("Working... {}", number.0);
    // Who looks at the clock until a second is over may be a moment late.
    let is = |line: &Line, number: &(u32, Duration)| {
        line.text == text(number) && line.at.checked_sub(number.1).is_some_and(|late| late < MOMENT)
    };
    let right = lines
        .iter()
        .zip(numbers)
        .take_while(|(line, number)| is(line, number))
        .count();
    let comes = |number| lines.iter().any(|line| is(line, number));
    let should_come = |line| numbers.iter().any(|number| is(line, number));
    let wanted = numbers
        .get(right)
        .map(|number| (number, format!("{:?} at {:?}", text(number), number.1)));
    let message = match (lines.get(right), wanted) {
        (None, None) => return Ok(()),
        (Some(line), Some((number, wanted))) if comes(number) || !should_come(line) => {
            format!("{who} printed {:?} at {:?}; it should be {wanted}.", line.text, line.at)
        }
        (_, Some((_, wanted))) => format!("{who} never printed {wanted}."),
        (Some(line), None) => format!(
            "{who} printed {:?} at {:?}; nothing should come there.",
            line.text, line.at
        ),
    };
    Err(wrong(Kind::WrongOutput, message)
        .at(lines.get(right).and_then(|line| line.line))
        .at(run.print_lines(|_| true)))
}
