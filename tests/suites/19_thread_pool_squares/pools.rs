//! Every pool stands for itself: several of them, and several calls of `squares`, one after the other and at the same time.

use crate::jobs::{SECOND, each_ran_once, job};
use crate::socket::{ThreadPool, squares};
use harness::{Exploration, Kind, Mistake, Run, Verdict, each, explore, lines_that_say, mark, wrong};
use std::thread::{sleep, spawn};
use std::time::Duration;

const FIRST_GONE: &str = "dropping the first pool has returned";

/// Two pools are there, and what is queued on one of them is none of the other's business.
pub fn pools_stand_for_themselves() -> Verdict {
    one_after_the_other()
        .and(|| each([false, true], |busy| two_pools(busy).verdict()))
        .and(a_pool_within_a_job)
}

/// Two pools have nothing to do, and each is given a job.
pub fn idle_pools_take_jobs() -> Verdict {
    explore(|| {
        let pools = [ThreadPool::new(1), ThreadPool::new(1)];
        sleep(SECOND);
        for (pool, number) in pools.iter().zip([0, 1]) {
            pool.execute(job(number, Duration::ZERO));
            sleep(SECOND);
        }
    })
    .preemptions(0)
    .executions(50)
    .at_random(10)
    .circumstances("There were two idle pools of one worker, and each was given a job.")
    .always(|run| {
        let spans = run.spans("start", "end");
        match (0..2).find(|&number| {
            !spans
                .0
                .iter()
                .any(|span| span.value == number && span.from < SECOND * (2 + number as u32))
        }) {
            Some(number) => {
                let message = format!("Job {number} had not begun a second after it was queued.");
                Err(own(wrong(Kind::TooSlow, message).at(run.lines_that_wait())))
            }
            None => Ok(()),
        }
    })
    .verdict()
}

/// A job has a pool of its own.
fn a_pool_within_a_job() -> Verdict {
    explore(|| {
        let outer = ThreadPool::new(1);
        outer.execute(|| {
            let inner = ThreadPool::new(1);
            inner.execute(job(0, Duration::ZERO));
            drop(inner);
            mark(FIRST_GONE, 0);
        });
    })
    .preemptions(0)
    .executions(50)
    .at_random(10)
    .circumstances("A job had made a pool of its own, queued job 0 on it and dropped it.")
    .always(|run| each_ran_once(run, 1).map_err(own))
    .always(|run| {
        let gone = run.marks().iter().find(|mark| mark.label == FIRST_GONE);
        let spans = run.spans("start", "end");
        let over = spans.0.iter().find(|span| span.to.is_some());
        match (gone, over) {
            (Some(gone), Some(over)) if over.to_order > gone.order => {
                let message = "Job 0 was not over when dropping its pool had returned.";
                Err(own(wrong(Kind::NotJoined, message).at(run.spawned_at(over.thread))))
            }
            _ => Ok(()),
        }
    })
    .verdict()
}

fn one_after_the_other() -> Verdict {
    explore(|| {
        let first = ThreadPool::new(1);
        first.execute(job(0, Duration::ZERO));
        drop(first);
        let second = ThreadPool::new(1);
        second.execute(job(1, Duration::ZERO));
    })
    .executions(100)
    .at_random(20)
    .always(|run| each_ran_once(run, 2).map_err(own))
    .circumstances("Job 0 was queued on a pool, and job 1, after that one had been dropped, on a new one.")
    .verdict()
}

/// The first pool is dropped while the second, busy or idle, goes on.
fn two_pools(busy: bool) -> Exploration<()> {
    explore(move || {
        let first = ThreadPool::new(1);
        let second = ThreadPool::new(1);
        first.execute(job(0, SECOND));
        first.execute(job(1, 2 * SECOND));
        if busy {
            second.execute(job(2, 9 * SECOND));
        }
        drop(first);
        mark(FIRST_GONE, 0);
        second.execute(job(3, Duration::ZERO));
        if !busy {
            second.execute(job(2, 9 * SECOND));
        }
    })
    .executions(100)
    .at_random(20)
    .always(|run| of_the_first(run).map_err(own))
    .always(|run| each_ran_once(run, 4).map_err(own))
    .circumstances(
        "There were two pools of one worker: jobs 0 and 1 were queued on the first, jobs 2 and 3 on the second.",
    )
}

/// The first pool's jobs run one after the other, are over when it is gone, and it waits for no others.
fn of_the_first(run: &Run<()>) -> Result<(), Mistake> {
    let Some(gone) = run.marks().iter().find(|mark| mark.label == FIRST_GONE) else {
        return Ok(());
    };
    let mut spans = run.spans("start", "end");
    let others = spans.0.iter().find(|span| span.value == 2).and_then(|span| span.to);
    let waited = others.is_some_and(|over| over.as_nanos() <= u128::from(gone.at_ns));
    spans.0.retain(|span| span.value < 2);
    if let Some(late) = spans.0.iter().find(|span| span.to_order > gone.order) {
        let message = format!(
            "Job {} was still running when dropping its pool had returned.",
            late.value
        );
        return Err(wrong(Kind::NotJoined, message).at(run.spawned_at(late.thread)));
    }
    if spans.most_at_once() > 1 {
        let message = "Two jobs that were queued on a pool of one worker ran at the same time.";
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    if waited {
        let message = "Dropping a pool returned only after a job of 9 s of another pool.";
        return Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()));
    }
    Ok(())
}

/// What goes wrong with several pools and not with one, goes wrong by what they share.
fn own(mistake: Mistake) -> Mistake {
    let lines = mistake.lines.clone();
    let shared = Mistake {
        lines: Vec::new(),
        ..mistake
    };
    shared
        .at(lines_that_say(&["static "]))
        .at(lines)
        .help("where is what a pool, or a call, has for itself?")
}

const NUMBERS: [&[u64]; 2] = [&[3, 1], &[2, 5, 4]];

/// Two calls, one after the other and at the same time.
pub fn calls_stand_for_themselves() -> Verdict {
    each([false, true], |at_once| {
        let calls = move || {
            if !at_once {
                return [squares(NUMBERS[0], 1), squares(NUMBERS[1], 1)];
            }
            let first = spawn(|| squares(NUMBERS[0], 1));
            let second = squares(NUMBERS[1], 1);
            // If it panicked, the harness tells of that.
            [first.join().unwrap_or_default(), second]
        };
        explore(calls)
            .preemptions(1)
            .executions(20)
            .at_random(5)
            .always(move |run| {
                right_squares(
                    run,
                    if at_once {
                        "at the same time"
                    } else {
                        "one after the other"
                    },
                )
            })
            .verdict()
    })
}

fn right_squares(run: &Run<[Vec<u64>; 2]>, when: &str) -> Result<(), Mistake> {
    let Some(results) = run.result else { return Ok(()) };
    let [first, second] = NUMBERS;
    for (which, (numbers, result)) in ["first", "second"].iter().zip(NUMBERS.iter().zip(results)) {
        let right = squared(numbers);
        if *result != right {
            let message = format!(
                "`squares(&{first:?}, 1)` and `squares(&{second:?}, 1)` were called {when}; the {which} returns {result:?} instead of {right:?}."
            );
            return Err(own(wrong(Kind::WrongResult, message).at(run.lines_that_collect())));
        }
    }
    Ok(())
}

/// What `squares` should return.
pub fn squared(numbers: &[u64]) -> Vec<u64> {
    numbers.iter().map(|number| number * number).collect()
}
