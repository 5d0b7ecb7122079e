//! 19_thread_pool_squares in the simulated world.

mod dropping;
mod jobs;
mod panics;
mod pools;
mod socket;

use dropping::drop_runs_every_job;
use harness::{Exploration, Kind, Mistake, Run, Verdict, checks, each, explore, mark, threads_started, wrong};
use jobs::{SECOND, at_most, each_ran_once, job, ran_on_workers};
use panics::panics_stay_alone;
use pools::{calls_stand_for_themselves, idle_pools_take_jobs, squared};
pub use socket::{ANSWER, Answer, Job, Pool};
use socket::{ThreadPool, squares};
use std::thread::sleep;
use std::time::Duration;

checks! {
    3    jobs_overlap                "Ten jobs of 1 s on five workers take exactly 2 s";
    3    drop_runs_every_job         "Dropping the pool runs every queued job, and no worker is left over";
    1    nobody_busy_waits           "Nobody busy-waits";
    1    execute_returns_at_once     "`execute` returns at once, and an idle worker takes the job";
    1    one_worker_keeps_the_order  "One worker runs the jobs in the order they were queued";
    2    panics_stay_alone           "A job that panics ends alone, and the pool keeps its strength";
    0.5  no_workers_is_a_panic       "A pool without workers is refused with a panic";
    2    squares_are_right           "The squares come in the order of the numbers";
    1    squares_use_a_pool          "`squares` computes on a pool of as many workers as asked for";
}

fn nobody_busy_waits() -> Verdict {
    let idle = || {
        let pool = ThreadPool::new(2);
        sleep(SECOND);
        pool.execute(job(1, SECOND));
        sleep(2 * SECOND);
    };
    explore(idle)
        .executions(300)
        .always(|run| run.nobody_spins())
        .verdict()
        .and(|| {
            explore(|| squares(&[1, 2], 2))
                .executions(600)
                .always(|run| run.nobody_spins())
                .verdict()
        })
}

fn jobs_overlap() -> Verdict {
    // A pool may well have more workers than a machine has processors.
    each(
        [(5, 10, 2), (2, 4, 2), (3, 3, 1), (66, 66, 1), (2, 256, 128)],
        |(workers, jobs, seconds)| {
            let many = jobs > 10;
            explore(move || {
                let pool = ThreadPool::new(workers);
                for number in 0..jobs {
                    pool.execute(job(number, SECOND));
                }
            })
            .executions(if many { 1 } else { 200 })
            .at_random(if many { 0 } else { 100 })
            .timed()
            .always(ran_on_workers)
            .always(move |run| at_most(run, workers))
            .always(move |run| each_ran_once(run, jobs))
            .always(move |run| {
                let (best, elapsed) = (SECOND * seconds, run.elapsed());
                if elapsed == best {
                    return Ok(());
                }
                let sentence = format!("{jobs} jobs of 1 s on {workers} workers took {elapsed:?} instead of {best:?}");
                if run.spans("start", "end").overlap() && run.threads().len() < workers {
                    let started = run.threads().len();
                    let message = format!("{sentence}: it starts {}.", threads(started));
                    Err(wrong(Kind::WrongThreads, message)
                        .at(run.spawn_lines())
                        .at(run.body_of("new")))
                } else if run.spans("start", "end").overlap() {
                    Err(idled(run, workers, &sentence).at(run.lines_that_wait()).best(best))
                } else {
                    let keeps = run.what_keeps_jobs_apart();
                    Err(
                        wrong(Kind::NotConcurrent, format!("{sentence}: one job ran after the other."))
                            .at(keeps)
                            .best(best)
                            .help("what does a worker still hold, or wait for, while its job runs?"),
                    )
                }
            })
            .verdict()
        },
    )
}

fn threads(count: usize) -> String {
    format!("{count} thread{}", if count == 1 { "" } else { "s" })
}

/// Jobs overlapped, and still took too long: was a worker idle, or gone, or were the jobs over?
fn idled(run: &Run<()>, workers: usize, sentence: &str) -> Mistake {
    let spans = run.spans("start", "end").0;
    let began = spans.iter().map(|span| span.from).max().unwrap_or_default();
    let over = spans.iter().filter_map(|span| span.to).max().unwrap_or_default();
    let ended_before = |thread: &usize| {
        let ended_at = run.thread(*thread).ended_at.map(Duration::from_nanos);
        ended_at.is_some_and(|ended_at| ended_at < began)
    };
    let started = run.threads().len();
    let gone: Vec<usize> = run.threads().filter(ended_before).collect();
    let left = started - gone.len();
    if over < run.elapsed() {
        let message = format!("{sentence}: the last of them was over after {over:?}, and `drop` went on.");
        return wrong(Kind::TooSlow, message);
    }
    if left < workers {
        let message = format!(
            "{sentence}: when the last of them began, {} of the pool's {started} threads had ended already.",
            gone.len()
        );
        let waited = gone.into_iter().flat_map(|thread| run.lines_that_wait_in(thread));
        return wrong(Kind::TooSlow, message)
            .help("by what does a worker tell that no more jobs will come?")
            .at(waited);
    }
    let message = format!("{sentence}: a job waited while fewer than {workers} ran.");
    wrong(Kind::TooSlow, message)
}

fn execute_returns_at_once() -> Verdict {
    queued(1, 4)
        .executions(500)
        .verdict()
        // There is room for more jobs than anybody would think of.
        .and(|| queued(2, 2_500).executions(1).at_random(0).may_take_long().verdict())
        .and(idle_workers_take_jobs)
        .and(idle_pools_take_jobs)
}

/// Jobs are queued, more than there are workers, and none of the calls takes any time. (The first four jobs do.)
fn queued(workers: usize, jobs: u64) -> Exploration<()> {
    explore(move || {
        let pool = ThreadPool::new(workers);
        for number in 0..jobs {
            pool.execute(job(number, if number < 4 { SECOND } else { Duration::ZERO }));
            mark("queued", number);
        }
    })
    .always(ran_on_workers)
    .always(move |run| each_ran_once(run, jobs))
    .always(|run| {
        let queued = run.marks().iter().filter(|mark| mark.label == "queued");
        let Some(slow) = queued.into_iter().find(|mark| mark.at_ns > 0) else {
            return Ok(());
        };
        let took = Duration::from_nanos(slow.at_ns);
        let which = match slow.value {
            0 => "The first call of `execute`".to_string(),
            before => format!("After {before} calls of `execute`, the next one"),
        };
        let message = format!(
            "{which} took {took:?} of simulated time; it should return at once, also when every worker is busy."
        );
        Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
    })
}

/// While the pool is in use, not only at its end, each idle worker takes a job.
fn idle_workers_take_jobs() -> Verdict {
    explore(|| {
        let pool = ThreadPool::new(2);
        pool.execute(job(0, SECOND));
        pool.execute(job(1, SECOND));
        sleep(2 * SECOND);
    })
    .executions(1_000)
    .always(|run| {
        let spans = run.spans("start", "end");
        match spans.0.iter().find(|span| span.to != Some(SECOND)) {
            Some(late) => {
                let message = format!(
                    "Two jobs of 1 s were queued on two workers that had nothing else to do; job {} began after {:?}.",
                    late.value, late.from
                );
                Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
            }
            None if spans.0.len() < 2 => {
                let message = "A job that was queued didn't run while the pool had nothing else to do.";
                Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
            }
            None => Ok(()),
        }
    })
    .verdict()
    .and(nobody_waits_behind_a_long_job)
    .and(nobody_leaves_an_idle_pool)
    .and(workers_are_started_by_new)
}

/// The workers are there however long there was nothing to do.
fn nobody_leaves_an_idle_pool() -> Verdict {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    // Who wakes up now and then does so very often in a day; that may be left at some point.
    explore(|| {
        let pool = ThreadPool::new(2);
        sleep(DAY);
        pool.execute(job(0, SECOND));
        pool.execute(job(1, SECOND));
    })
    .preemptions(0)
    .executions(2)
    .at_random(0)
    .may_take_long()
    .circumstances("The pool had had nothing to do for a day.")
    .always(|run| {
        let spans = run.spans("start", "end");
        match spans.0.iter().find(|span| span.from > DAY + SECOND / 2) {
            Some(late) => {
                let after = late.from - DAY;
                let message = format!(
                    "Two jobs of 1 s were queued on two workers; job {} began after {after:?}.",
                    late.value
                );
                Err(wrong(Kind::WrongThreads, message)
                    .at(run.lines_that_wait())
                    .at(run.spawn_lines()))
            }
            None => Ok(()),
        }
    })
    .verdict()
}

/// Whoever is done first takes the job that is left.
fn nobody_waits_behind_a_long_job() -> Verdict {
    explore(|| {
        let pool = ThreadPool::new(2);
        for (number, seconds) in [(0, 3), (1, 1), (2, 1)] {
            pool.execute(job(number, SECOND * seconds));
        }
    })
    .executions(300)
    .always(|run| {
        let spans = run.spans("start", "end").0;
        let Some(last) = spans.iter().max_by_key(|span| span.from) else {
            return Ok(());
        };
        let others = spans.iter().filter(|span| span.value != last.value);
        match others.filter_map(|span| span.to).min() {
            Some(free) if last.from > free => {
                let message = format!(
                    "Jobs of 3 s, 1 s and 1 s were queued on two workers, and one of them was done after {free:?}; job {} began only after {:?}.",
                    last.value, last.from
                );
                Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
            }
            _ => Ok(()),
        }
    })
    .verdict()
}

/// The workers are there before the first job is.
fn workers_are_started_by_new() -> Verdict {
    explore(|| {
        let _pool = ThreadPool::new(3);
        sleep(SECOND);
        threads_started()
    })
    .preemptions(0)
    .executions(20)
    .always(|run| match run.result {
        Some(&started) if started < 3 => {
            let message = format!(
                "`ThreadPool::new(3)` had started {} before the first job came; it should start 3.",
                threads(started)
            );
            Err(wrong(Kind::WrongThreads, message).at(run.body_of("new")))
        }
        _ => Ok(()),
    })
    .verdict()
}

fn one_worker_keeps_the_order() -> Verdict {
    explore(|| {
        let pool = ThreadPool::new(1);
        for number in 0..4 {
            pool.execute(job(number, Duration::ZERO));
        }
    })
    .executions(1_000)
    .always(|run| {
        let order: Vec<u64> = run.spans("start", "end").0.iter().map(|span| span.value).collect();
        if order.is_sorted() {
            return Ok(());
        }
        let message = format!("Jobs 0, 1, 2, 3 were queued on one worker and ran in the order {order:?}.");
        Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()))
    })
    .verdict()
}

fn no_workers_is_a_panic() -> Verdict {
    explore(|| {
        ThreadPool::new(0);
    })
    .preemptions(0)
    .may_panic()
    .always(|run| match run.result {
        Some(()) => Err(wrong(
            Kind::WrongResult,
            "`ThreadPool::new(0)` returns a pool; it should panic.",
        )),
        None => Ok(()),
    })
    .verdict()
}

fn squares_are_right() -> Verdict {
    // Odd sizes for those who split; the largest number needs all the bits of a u64, which a u32 or an f64 doesn't have.
    let cases: [(&'static [u64], usize); 9] = [
        (&[5, 4, 3, 2, 1], 2),
        (&[4_000_000_007], 1),
        (&[3, 0], 2),
        (&[7], 1),
        (&[2, 2, 5], 2),
        (&[], 2),
        (&[4, 9, 1, 4], 3),
        (&[6, 5], 1),
        (&[8], 3),
    ];
    each(cases, |(numbers, workers)| {
        explore(move || squares(numbers, workers))
            .any_timing()
            .executions(if numbers.len() > 3 { 150 } else { 700 })
            .always(move |run| {
                let Some(result) = run.result else { return Ok(()) };
                let right = squared(numbers);
                if *result == right {
                    return Ok(());
                }
                let message = format!("`squares(&{numbers:?}, {workers})` returns {result:?}; it should be {right:?}.");
                Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()))
            })
            .verdict()
    })
    .and(calls_stand_for_themselves)
}

fn squares_use_a_pool() -> Verdict {
    explore(|| {
        let pool = ThreadPool::new(2);
        for number in 0..8 {
            pool.execute(job(number, Duration::ZERO));
        }
        drop(pool);
        let of_a_pool = threads_started();
        squares(&[1, 2, 3, 4, 5, 6, 7, 8], 2);
        (of_a_pool, threads_started() - of_a_pool)
    })
    .preemptions(0)
    .executions(20)
    .always(|run| {
        let Some(&(of_a_pool, of_squares)) = run.result else {
            return Ok(());
        };
        // One more may collect the results.
        if of_squares == of_a_pool || of_squares == of_a_pool + 1 {
            return Ok(());
        }
        let message = format!(
            "For 8 numbers and 2 workers, `squares` starts {}; a pool of 2 workers starts {of_a_pool}.",
            threads(of_squares)
        );
        Err(wrong(Kind::WrongThreads, message).at(run.body_of("squares")))
    })
    .verdict()
    .and(several_workers_compute)
}

/// The numbers don't all go to one worker, let alone to none.
fn several_workers_compute() -> Verdict {
    explore(|| squares(&[1, 2, 3], 2))
        .recorded()
        .sometimes(
            |run| run.threads_that_change_something() >= 2,
            |run| {
                let message = "However the threads take turns, one worker at most has something to do for `squares`.";
                wrong(Kind::WrongThreads, message).at(run.lines_where(|event| event.thread == 0))
            },
        )
        .verdict()
        .and(no_job_waits_for_another)
}

/// Nobody preempts the caller here: it has queued all that it will queue before a worker begins, unless it waits for results in between.
fn no_job_waits_for_another() -> Verdict {
    const NUMBERS: [u64; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    explore(|| squares(&NUMBERS, 2))
        .recorded()
        .preemptions(0)
        .executions(1)
        .at_random(0)
        .always(|run| {
            if run.turns_of_the_caller() < NUMBERS.len() - 1 {
                return Ok(());
            }
            let message = "For 12 numbers, `squares` queues a job, waits for its result, queues the next one, and so on: no two jobs can ever run at the same time.";
            Err(wrong(Kind::NotConcurrent, message)
                .at(run.lines_that_collect())
                .at(run.lines_where(|event| event.thread == 0))
                .help("how many jobs wait in the queue at a time?"))
        })
        .verdict()
}
