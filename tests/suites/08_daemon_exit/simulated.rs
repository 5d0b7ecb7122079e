//! 08_daemon_exit in the simulated world.

mod daemon;
mod socket;

use daemon::{daemon_dies_with_main, daemon_stops_by_itself};
use harness::{Call, Kind, Line, Mistake, Run, Verdict, call, checks, each, explore, lines_that_say, mark, wrong};
pub use socket::{ANSWER, Answer, Running};
use socket::{Worker, start_daemon};
use std::thread::sleep;
use std::time::Duration;

checks! {
    1  nobody_busy_waits            "Nobody busy-waits";
    2  daemon_dies_with_main        "The daemon ticks in the background and dies with the program";
    1  daemon_stops_by_itself       "Left alone, the daemon prints its ticks and no more";
    2  worker_keeps_its_period      "The worker prints a number at once and after each period";
    3  stop_waits_for_no_time       "Stopping takes no time, at whatever moment it comes";
    1  drop_is_stop                 "Dropping a worker stops it and waits for it";
    1  slow_threads_are_waited_for  "However slow the thread is, it has cleaned up before stop returns";
    1  workers_are_independent      "Stopping one worker has no effect on another";
}

const SECOND: Duration = Duration::from_secs(1);
const MOMENT: Duration = Duration::from_millis(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn nobody_busy_waits() -> Verdict {
    let worker = |period: Duration, goes_on: Duration| {
        explore(move || {
            let worker = Worker::start(period);
            sleep(goes_on);
            worker.stop();
        })
        .executions(300)
        .always(|run| run.nobody_spins())
        .verdict()
    };
    worker(DAY, 2 * SECOND)
        .and(|| {
            explore(start_and_stop(SECOND, SECOND * 3 / 2))
                .preemptions(0)
                .executions(20)
                .always(nobody_turns_until_a_period_is_over)
                .verdict()
        })
        .and(|| {
            let daemon = || {
                start_daemon(2);
                sleep(5 * SECOND);
            };
            explore(daemon)
                .as_main()
                .executions(50)
                .always(nobody_turns_until_a_period_is_over)
                .verdict()
        })
}

/// Nobody turns in a loop until a period is over. To look once or twice more at its end is not meant: four rounds take 85 nanoseconds.
fn nobody_turns_until_a_period_is_over(run: &Run<()>) -> Result<(), Mistake> {
    match run.threads().find(|&thread| run.thread(thread).rounds > 4) {
        Some(thread) => Err(run.busy_waits(thread)),
        None => Ok(()),
    }
}

/// A worker with a period, stopped at some moment.
fn start_and_stop(period: Duration, goes_on: Duration) -> impl Fn() + 'static {
    move || {
        let worker = Worker::start(period);
        sleep(goes_on);
        mark("stop", 0);
        worker.stop();
        mark("stopped", 0);
    }
}

fn worker_keeps_its_period() -> Verdict {
    each(
        [(SECOND, SECOND * 7 / 2), (SECOND * 3 / 2, 4 * SECOND)],
        |(period, goes_on)| {
            explore(start_and_stop(period, goes_on))
                .preemptions(0)
                .executions(200)
                .always(move |run| stops_at_once(run, goes_on))
                .always(cleans_up)
                .always(move |run| never_early(run, period))
                .always(move |run| never_late(run, period, goes_on))
                .verdict()
        },
    )
    .and(|| {
        let (period, goes_on) = (10 * SECOND, 15 * SECOND);
        explore(start_and_stop(period, goes_on))
            .executions(2_000)
            .spurious_wake_ups(2)
            .always(cleans_up)
            .always(move |run| never_early(run, period))
            .always(move |run| never_late(run, period, goes_on))
            .verdict()
    })
    .and(|| {
        // Who counts what is left of a period counts it twice wrong, if at all. A late number may come of that.
        explore(start_and_stop(10 * SECOND, 25 * SECOND))
            .executions(2_000)
            .spurious_wake_ups(2)
            .woken_midway()
            .always(cleans_up)
            .always(|run| never_early(run, 10 * SECOND))
            .verdict()
    })
    .and(|| {
        // More numbers than fit into a byte, and a period that is no whole number of milliseconds.
        let period = SECOND + MOMENT / 2;
        explore(start_and_stop(period, SECOND * 513 / 2))
            .preemptions(0)
            .executions(1)
            .may_take_long()
            .always(cleans_up)
            .always(move |run| never_early(run, period))
            .verdict()
    })
}

/// Each number that is due before the stop has come at its time. Only where no thread is slow, and the stop is not at a period's end.
fn never_late(run: &Run<()>, period: Duration, goes_on: Duration) -> Result<(), Mistake> {
    let due = goes_on.as_nanos() / period.as_nanos() + 1;
    let lines = numbers(run);
    // Who looks at the clock until a period is over may be a moment late.
    let late = |line: &Line, k| line.at.saturating_sub(period * k);
    let on_time = lines.iter().zip(0..).all(|(line, k)| late(line, k) < MOMENT);
    if lines.len() as u128 == due && on_time {
        return Ok(());
    }
    let times: Vec<Duration> = lines.iter().map(|line| line.at).collect();
    let message = format!(
        "With a period of {period:?}, stopped at {goes_on:?}, the worker's numbers came at {times:?}; each should come a period after the one before."
    );
    Err(wrong(Kind::WrongOutput, message)
        .at(run.lines_that_wait())
        .at(run.print_lines(|_| true)))
}

fn stop_waits_for_no_time() -> Verdict {
    let period = 10 * SECOND;
    each([0, 4, 10, 15], |seconds| {
        let goes_on = SECOND * seconds;
        explore(start_and_stop(period, goes_on))
            .executions(2_000)
            .timed()
            .always(move |run| stops_at_once(run, goes_on))
            .always(cleans_up)
            .always(move |run| never_early(run, period))
            .verdict()
    })
    .and(|| {
        explore(start_and_stop(DAY, 2 * SECOND))
            .executions(500)
            .always(|run| stops_at_once(run, 2 * SECOND))
            .always(cleans_up)
            .always(|run| never_early(run, DAY))
            .verdict()
    })
    .and(|| {
        // Who wakes up now and then does so very often in two hours; that may be left at some point.
        let two_hours = 2 * 60 * 60 * SECOND;
        explore(start_and_stop(DAY, two_hours))
            .executions(3)
            .may_take_long()
            .always(move |run| stops_at_once(run, two_hours))
            .always(cleans_up)
            .always(|run| never_early(run, DAY))
            .verdict()
    })
    .and(|| {
        explore(|| Worker::start(10 * SECOND).stop())
            .executions(2_000)
            .always(|run| stops_at_once(run, Duration::ZERO))
            .always(cleans_up)
            .verdict()
    })
}

fn drop_is_stop() -> Verdict {
    each([0, 4], |seconds| {
        let goes_on = SECOND * seconds;
        explore(move || {
            let worker = Worker::start(10 * SECOND);
            sleep(goes_on);
            mark("stop", 0);
            drop(worker);
            mark("stopped", 0);
        })
        .executions(1_500)
        .always(move |run| stops_at_once(run, goes_on))
        .always(cleans_up)
        .always(|run| never_early(run, 10 * SECOND))
        .verdict()
    })
}

fn slow_threads_are_waited_for() -> Verdict {
    each([0, 1], |seconds| {
        explore(start_and_stop(SECOND, SECOND * seconds))
            .any_timing()
            .executions(2_000)
            .always(cleans_up)
            .always(|run| never_early(run, SECOND))
            .verdict()
    })
}

fn workers_are_independent() -> Verdict {
    explore(|| {
        let first = Worker::start(10 * SECOND);
        let second = Worker::start(7 * SECOND);
        let stop = |worker: Worker| call("stop", 0, || worker.stop(), |()| 0);
        sleep(4 * SECOND);
        stop(first);
        sleep(4 * SECOND);
        stop(second);
        let third = Worker::start(5 * SECOND);
        sleep(6 * SECOND);
        stop(third);
    })
    .preemptions(1)
    .executions(500)
    .always(|run| run.prints_nothing_late())
    .always(stopping_one_takes_no_time)
    .always(|run| {
        let mut wanted = vec![
            (4, "Cleaned up", "first"),
            (7, "Working... 1", "second"),
            (8, "Cleaned up", "second"),
            (13, "Working... 1", "third"),
            (14, "Cleaned up", "third"),
        ];
        let mut stray = None;
        for line in run.lines().into_iter().filter(|line| line.text != "Working... 0") {
            let at = line.at.as_secs();
            match wanted.iter().position(|&(when, text, _)| when == at && text == line.text) {
                Some(found) => drop(wanted.remove(found)),
                None => stray = stray.or(Some((at, line))),
            }
        }
        // What went wrong first is what the rest comes from.
        let missing = wanted.first().filter(|missing| stray.as_ref().is_none_or(|stray| missing.0 <= stray.0));
        let message = match (missing, &stray) {
            (Some((when, text, who)), _) => format!("The {who} of three workers should have printed {text:?} at {when} s, and didn't."),
            (None, Some((at, line))) => {
                format!("{:?} came at {at} s from a worker that should not have printed it then: the three were stopped at 4, 8 and 14 s.", line.text)
            }
            (None, None) => return Ok(()),
        };
        Err(wrong(Kind::WrongOutput, message)
            .at(stray.and_then(|(_, line)| line.line))
            .at(run.lines_where(|event| event.thread == 0)))
    })
    .verdict()
    .and(the_elder_outlives_the_younger)
    .and(daemons_go_on)
}

/// Of two workers with the same period, the one that was started last is stopped first.
fn the_elder_outlives_the_younger() -> Verdict {
    explore(|| {
        let [elder, younger] = [10 * SECOND, 10 * SECOND].map(Worker::start);
        sleep(4 * SECOND);
        younger.stop();
        sleep(8 * SECOND);
        elder.stop();
    })
    .preemptions(0)
    .executions(100)
    .always(|run| run.prints_nothing_late())
    .always(|run| {
        let wanted = [(4, "Cleaned up"), (10, "Working... 1"), (12, "Cleaned up")];
        let lines = run.lines();
        let mut lines = lines.iter().filter(|line| line.text != "Working... 0");
        let mut told = "Two workers with a period of 10 s; the one that was started last was stopped at 4 s, the other one at 12 s".to_string();
        for (when, text) in wanted {
            let line = lines.next();
            if line.is_some_and(|line| line.at.as_secs() == when && line.text == text) {
                continue;
            }
            told += &match line {
                Some(line) => format!(": instead of {text:?} at {when} s, {:?} came at {:?}.", line.text, line.at),
                None => format!(": {text:?} never came at {when} s."),
            };
            return Err(wrong(Kind::WrongOutput, told)
                .at(line.and_then(|line| line.line))
                .at(lines_that_say(&["static "]))
                .help("what do the two have in common?"));
        }
        Ok(())
    })
    .verdict()
}

/// A daemon has nothing to do with workers that are stopped beside it.
fn daemons_go_on() -> Verdict {
    explore(|| {
        start_daemon(4);
        let worker = Worker::start(10 * SECOND);
        sleep(SECOND * 3 / 2);
        worker.stop();
        sleep(5 * SECOND);
    })
    .preemptions(0)
    .executions(20)
    .always(|run| {
        let lines = run.lines();
        let comes = |tick: u32| {
            let text = format!("Working... {tick}");
            lines.iter().any(|line| line.text == text && line.at >= SECOND * tick)
        };
        match (1..4).find(|&tick| !comes(tick)) {
            Some(missing) => {
                let message = format!(
                    "A worker was stopped after 1.5 s, and a daemon of 4 ticks beside it never printed \"Working... {missing}\"."
                );
                Err(wrong(Kind::WrongOutput, message)
                    .at(run.print_lines(|_| true))
                    .at(lines_that_say(&["static "]))
                    .help("what do the daemon and the worker have in common?"))
            }
            None => Ok(()),
        }
    })
    .verdict()
}

/// Of several workers, each stops at once.
fn stopping_one_takes_no_time(run: &Run<()>) -> Result<(), Mistake> {
    let stopped = [
        "the first of two workers, while the other went on",
        "the second of two workers, after the first had been stopped",
        "a third worker, after two had been stopped",
    ];
    let took = |call: &Call| call.returned_at.unwrap_or(run.elapsed()) - call.called_at;
    let calls = run.calls("stop").into_iter().zip(stopped);
    match calls.into_iter().find(|(call, _)| took(call) > Duration::ZERO) {
        Some((call, which)) => {
            let message = format!(
                "Stopping {which}, took {:?} of simulated time; it should take none.",
                took(&call)
            );
            Err(wrong(Kind::TooSlow, message)
                .by(call.ended)
                .at(run.lines_in(&call))
                .at(run.lines_that_wait())
                .help("what wakes the thread that is told to stop, and not one of the others?"))
        }
        None => Ok(()),
    }
}

/// The worker's numbers among the lines.
fn numbers(run: &Run<()>) -> Vec<Line> {
    run.lines()
        .into_iter()
        .filter(|line| line.text.starts_with("Working... "))
        .collect()
}

/// `stop` takes no time.
fn stops_at_once(run: &Run<()>, told_at: Duration) -> Result<(), Mistake> {
    let Some(stopped) = run.marks().iter().find(|mark| mark.label == "stopped") else {
        return if run.elapsed() == told_at {
            Ok(())
        } else {
            Err(slow(run, told_at, run.elapsed()))
        };
    };
    let stopped = Duration::from_nanos(stopped.at_ns);
    if stopped == told_at {
        Ok(())
    } else {
        Err(slow(run, told_at, stopped))
    }
}

fn slow(run: &Run<()>, told_at: Duration, stopped: Duration) -> Mistake {
    if let Some(start) = run.marks().iter().find(|mark| mark.label == "stop") {
        let begun = Duration::from_nanos(start.at_ns);
        if begun > told_at {
            return wrong(
                Kind::TooSlow,
                format!(
                    "`Worker::start` returned after {:?}; it should return at once.",
                    begun - told_at
                ),
            )
            .at(run.lines_that_wait());
        }
    }
    let message = format!(
        "Stopping took {:?} of simulated time; it should take none.",
        stopped.saturating_sub(told_at)
    );
    wrong(Kind::TooSlow, message)
        .at(run.lines_that_wait())
        .help("what wakes the thread when it is told to stop in the middle of its period?")
}

/// "Cleaned up" comes once, last, from the worker's own thread, after it was told and before `stop` returned.
fn cleans_up(run: &Run<()>) -> Result<(), Mistake> {
    let lines = run.lines();
    let stopped = run
        .marks()
        .iter()
        .find(|mark| mark.label == "stopped")
        .map_or(u64::MAX, |mark| mark.order);
    let told = run
        .marks()
        .iter()
        .find(|mark| mark.label == "stop")
        .map_or(0, |mark| mark.order);
    if let Some(late) = lines.iter().find(|line| line.late || line.order > stopped) {
        let message = format!("{:?} was printed after `stop` or `drop` had returned.", late.text);
        return Err(wrong(Kind::NotJoined, message)
            .at(run.spawned_at(late.thread))
            .at(late.line));
    }
    let cleaned: Vec<&Line> = lines.iter().filter(|line| line.text == "Cleaned up").collect();
    if let Some(stray) = lines
        .iter()
        .find(|line| line.text != "Cleaned up" && !line.text.starts_with("Working... "))
    {
        return Err(wrong(
            Kind::WrongOutput,
            format!("A line {:?} is printed that doesn't belong there.", stray.text),
        )
        .at(stray.line));
    }
    if let Some(line) = lines
        .iter()
        .find(|line| line.thread == 0 && line.text.starts_with("Working... "))
    {
        let message = format!(
            "{:?} is printed by the calling thread; the worker's own thread should print it.",
            line.text
        );
        return Err(wrong(Kind::WrongThreads, message).at(line.line));
    }
    match cleaned[..] {
        [] if !run.left_over().is_empty() => {
            let message =
                "The worker's thread is still there when `stop` or `drop` has returned, and \"Cleaned up\" never came.";
            Err(wrong(Kind::NotJoined, message).at(run.spawn_lines()))
        }
        [] if lines.is_empty() => {
            let message =
                "\"Cleaned up\" is never printed when the worker is told to stop before it has printed anything.";
            Err(wrong(Kind::WrongOutput, message).at(run.lines_where(|event| event.thread != 0)))
        }
        [] => Err(wrong(Kind::WrongOutput, "\"Cleaned up\" is never printed.").at(run.print_lines(|_| true))),
        [line] if line.thread == 0 => {
            let message = "\"Cleaned up\" is printed by the thread that stops the worker; the worker's own thread should print it.";
            Err(wrong(Kind::WrongThreads, message).at(line.line))
        }
        [line] if line.order < told => {
            let message = "The worker cleaned up before anybody had told it to stop.";
            Err(wrong(Kind::WrongOutput, message)
                .at(line.line)
                .at(run.lines_that_wait()))
        }
        [line] if lines.last().is_some_and(|last| last.order != line.order) => {
            let last = lines.last().and_then(|last| last.line);
            Err(wrong(
                Kind::WrongOutput,
                "Something is printed after \"Cleaned up\"; that should be the thread's last act.",
            )
            .at(last))
        }
        [line] => match lines.iter().find(|number| number.thread != line.thread) {
            Some(number) => {
                let message = format!(
                    "{:?} is printed by one thread and \"Cleaned up\" by another; the worker's own thread should print both.",
                    number.text
                );
                Err(wrong(Kind::WrongThreads, message)
                    .at(line.line)
                    .at(run.spawned_at(line.thread))
                    .at(number.line))
            }
            None => Ok(()),
        },
        [_, second, ..] => Err(wrong(
            Kind::WrongOutput,
            format!("\"Cleaned up\" is printed {} times instead of once.", cleaned.len()),
        )
        .at(second.line)),
    }
}

/// The numbers count up from 0, and none comes before its time.
fn never_early(run: &Run<()>, period: Duration) -> Result<(), Mistake> {
    let told = run.marks().iter().find(|mark| mark.label == "stop");
    let mut before = Duration::ZERO;
    for (k, line) in (0..).zip(numbers(run)) {
        let wanted = format!("Working... {k}");
        if line.text != wanted {
            return Err(wrong(
                Kind::WrongOutput,
                format!("The worker printed {:?} where {wanted:?} should come.", line.text),
            )
            .at(line.line));
        }
        if line.at < period * k {
            let gap = line.at - before;
            let message = match told.filter(|mark| mark.order < line.order) {
                Some(mark) => format!(
                    "Stopped at {:?}, the worker printed one more number, {:?}, {gap:?} after the one before it: its period of {period:?} was not over.",
                    Duration::from_nanos(mark.at_ns),
                    line.text
                ),
                None => format!(
                    "{:?} came {gap:?} after the number before it, before its period of {period:?} was over.",
                    line.text
                ),
            };
            return Err(wrong(Kind::WrongOutput, message)
                .at(run.lines_that_wait_in(line.thread))
                .at(line.line)
                .help(
                    "a wait can end for other reasons than that its time is over, and so can the next one. How do you find out which it was?",
                ));
        }
        before = line.at;
    }
    Ok(())
}
