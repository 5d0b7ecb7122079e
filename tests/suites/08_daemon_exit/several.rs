//! Several workers at once, and a daemon beside one: none has to do with another.

use super::SECOND;
use super::socket::{Worker, start_daemon};
use harness::{Call, Kind, Mistake, Run, Verdict, call, explore, lines_that_say, wrong};
use std::thread::sleep;
use std::time::Duration;

pub fn workers_are_independent() -> Verdict {
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
