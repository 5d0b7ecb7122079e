//! 19_thread_pool_squares in the simulated world.

use harness::{Kind, Mistake, Run, Verdict, checks, each, explore, mark, threads_started, wrong};
use std::panic::panic_any;
use std::thread::sleep;
use std::time::Duration;
use thread_pool_squares::{ThreadPool, squares};

checks! {
    3    jobs_overlap                "Ten jobs of 1 s on five workers take exactly 2 s";
    3    drop_runs_every_job         "Dropping the pool runs every queued job and joins every worker";
    1    nobody_busy_waits           "Nobody busy-waits";
    1    execute_returns_at_once     "`execute` returns at once, and an idle worker takes the job";
    1    one_worker_keeps_the_order  "One worker runs the jobs in the order they were queued";
    2    panics_stay_alone           "A job that panics ends alone, and the pool keeps its strength";
    0.5  no_workers_is_a_panic       "A pool without workers is refused with a panic";
    2    squares_are_right           "The squares come in the order of the numbers";
    1    squares_use_a_pool          "`squares` computes on a pool of as many workers as asked for";
}

const SECOND: Duration = Duration::from_secs(1);

/// A job that takes some simulated time and leaves marks.
fn job(number: u64, time: Duration) -> impl FnOnce() + Send + 'static {
    move || {
        mark("start", number);
        if time > Duration::ZERO {
            sleep(time);
        }
        mark("end", number);
    }
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
    each([(5, 10, 2), (2, 4, 2), (3, 3, 1)], |(workers, jobs, seconds)| {
        explore(move || {
            let pool = ThreadPool::new(workers);
            for number in 0..jobs {
                pool.execute(job(number, SECOND));
            }
        })
        .executions(200)
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
                let message = format!("{sentence}: it starts {started} threads.");
                Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()))
            } else if run.spans("start", "end").overlap() {
                Err(wrong(
                    Kind::TooSlow,
                    format!("{sentence}: a worker was idle while a job waited."),
                )
                .at(run.lines_that_wait())
                .best(best))
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
    })
}

fn execute_returns_at_once() -> Verdict {
    let queue = || {
        let pool = ThreadPool::new(1);
        for number in 0..4 {
            pool.execute(job(number, SECOND));
        }
        mark("queued", 0);
    };
    explore(queue)
        .executions(500)
        .always(|run| {
            let Some(queued) = run.marks().iter().find(|mark| mark.label == "queued") else {
                return Ok(());
            };
            if queued.at_ns == 0 {
                return Ok(());
            }
            let took = Duration::from_nanos(queued.at_ns);
            let message =
                format!("Queueing four jobs took {took:?} of simulated time; `execute` should return at once.");
            Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()))
        })
        .verdict()
        .and(idle_workers_take_jobs)
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
                    "Two workers were idle and two jobs of 1 s were queued; job {} began after {:?}.",
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
    .and(workers_are_started_by_new)
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
                    "Jobs of 3 s, 1 s and 1 s were queued on two workers, and one worker was free after {free:?}; job {} began only after {:?}.",
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
                "`ThreadPool::new(3)` had started {started} threads before the first job came; it should start 3."
            );
            Err(wrong(Kind::WrongThreads, message).at(run.body_of("new")))
        }
        _ => Ok(()),
    })
    .verdict()
}

fn drop_runs_every_job() -> Verdict {
    each([(1, 2), (2, 3), (2, 1), (1, 0), (2, 0), (3, 2)], |(workers, jobs)| {
        explore(move || {
            let pool = ThreadPool::new(workers);
            for number in 0..jobs {
                pool.execute(job(number, Duration::ZERO));
            }
            drop(pool);
        })
        .any_timing()
        .executions(1_000)
        .always(ran_on_workers)
        .always(move |run| each_ran_once(run, jobs))
        .always(every_worker_ended)
        .verdict()
    })
    .and(|| {
        // The workers sleep already when the pool is dropped.
        let idle = || {
            let pool = ThreadPool::new(2);
            sleep(SECOND);
            pool.execute(job(0, Duration::ZERO));
            sleep(SECOND);
            drop(pool);
        };
        explore(idle)
            .executions(800)
            .always(|run| each_ran_once(run, 1))
            .always(every_worker_ended)
            .verdict()
    })
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

fn panics_stay_alone() -> Verdict {
    let alone = || {
        let pool = ThreadPool::new(1);
        pool.execute(|| panic!("this job panics"));
        pool.execute(job(0, Duration::ZERO));
    };
    explore(alone).executions(800).always(|run| survives(each_ran_once(run, 1))).verdict().and(|| {
        let strong = || {
            let pool = ThreadPool::new(2);
            // What a panic carries need not be a `&str`.
            let reason = String::from("a reason made at run time");
            pool.execute(move || panic!("this job panics: {reason}"));
            pool.execute(|| panic_any(2));
            sleep(SECOND);
            for number in 0..2 {
                pool.execute(job(number, SECOND));
            }
            sleep(2 * SECOND);
        };
        explore(strong)
            .executions(1_000)
            .always(|run| survives(each_ran_once(run, 2)))
            .always(|run| {
                if run.spans("start", "end").most_at_once() == 2 {
                    return Ok(());
                }
                let message = "After two jobs had panicked, a pool of two workers ran two jobs one after the other: a worker is missing.";
                Err(wrong(Kind::Panicked, message).at(run.spawn_lines()))
            })
            .verdict()
    })
}

/// A job that is lost where another has panicked is lost by that panic.
fn survives(ran: Result<(), Mistake>) -> Result<(), Mistake> {
    ran.map_err(|mistake| match mistake.kind {
        Kind::WrongResult => {
            let message = format!("After another job had panicked: {}", mistake.message);
            Mistake {
                kind: Kind::Panicked,
                message,
                ..mistake
            }
        }
        _ => mistake,
    })
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
        (&[3, 1], 2),
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
                let right: Vec<u64> = numbers.iter().map(|number| number * number).collect();
                if *result == right {
                    return Ok(());
                }
                let message = format!("`squares(&{numbers:?}, {workers})` returns {result:?}; it should be {right:?}.");
                Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()))
            })
            .verdict()
    })
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
        let Some(&(of_a_pool, of_squares)) = run.result else { return Ok(()) };
        // One more may collect the results.
        if of_squares == of_a_pool || of_squares == of_a_pool + 1 {
            return Ok(());
        }
        let message = format!("For 8 numbers and 2 workers, `squares` starts {of_squares} threads; a pool of 2 workers starts {of_a_pool}.");
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
}

/// No job runs on the calling thread.
fn ran_on_workers(run: &Run<()>) -> Result<(), Mistake> {
    if run.spans("start", "end").0.iter().any(|span| span.thread == 0) {
        let message = "A job ran on the calling thread; only the workers should run jobs.";
        return Err(wrong(Kind::WrongThreads, message).at(run.lines_where(|event| event.thread == 0)));
    }
    Ok(())
}

/// Never more jobs at a time, nor more threads that run jobs, than there are workers.
fn at_most(run: &Run<()>, workers: usize) -> Result<(), Mistake> {
    let spans = run.spans("start", "end");
    let at_once = spans.most_at_once();
    if at_once > workers {
        let message = format!("{at_once} jobs ran at the same time on a pool of {workers} workers.");
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    let mut threads: Vec<_> = spans.0.iter().map(|span| span.thread).collect();
    threads.sort_unstable();
    threads.dedup();
    if threads.len() > workers {
        let message = format!(
            "{} different threads ran jobs on a pool of {workers} workers.",
            threads.len()
        );
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    Ok(())
}

/// Each job ran, once, and before the pool was gone.
fn each_ran_once(run: &Run<()>, jobs: u64) -> Result<(), Mistake> {
    let spans = run.spans("start", "end");
    if let Some(late) = spans
        .0
        .iter()
        .find(|span| run.is_late(span.to_order) && (span.to.is_some() || run.is_late(span.from_order)))
    {
        let message = format!(
            "Job {} was still to run or running when dropping the pool had returned.",
            late.value
        );
        return Err(wrong(Kind::NotJoined, message).at(run.spawned_at(late.thread)));
    }
    for number in 0..jobs {
        let times = spans
            .0
            .iter()
            .filter(|span| span.value == number && span.to.is_some())
            .count();
        if times == 0 {
            let message = format!("Job {number} of {jobs} was queued and never ran.");
            return Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()));
        }
        if times > 1 {
            return Err(wrong(Kind::WrongResult, format!("Job {number} ran {times} times.")));
        }
    }
    Ok(())
}

/// Workers that have nothing left to do may still be ending; none may wait for ever.
fn every_worker_ended(run: &Run<()>) -> Result<(), Mistake> {
    let remaining = run.never_ended();
    let Some(&thread) = remaining.first() else {
        return Ok(());
    };
    let message = format!(
        "{} of the pool's threads never ended after the pool had been dropped.",
        remaining.len()
    );
    Err(wrong(Kind::NotJoined, message)
        .at(run.spawned_at(thread))
        .at(run.lines_that_wait_in(thread)))
}
