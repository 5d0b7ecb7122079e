//! 08_daemon_exit in the simulated world.

mod daemon;
mod several;
mod socket;

use daemon::{daemon_dies_with_main, daemon_stops_by_itself};
use harness::{Kind, Line, Mistake, Run, Verdict, checks, each, explore, mark, wrong};
use several::workers_are_independent;
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
        // No whole number of minutes, for who waits in slices.
        let (period, goes_on) = (100 * SECOND, 250 * SECOND);
        explore(start_and_stop(period, goes_on))
            .preemptions(0)
            .executions(1)
            .may_take_long()
            .always(cleans_up)
            .always(move |run| never_late(run, period, goes_on))
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
        // A short period is a period, too.
        let (period, goes_on) = (5 * MOMENT, 7 * MOMENT);
        explore(start_and_stop(period, goes_on))
            .preemptions(1)
            .executions(20)
            .always(move |run| stops_at_once(run, goes_on))
            .always(cleans_up)
            .always(move |run| never_early(run, period))
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
