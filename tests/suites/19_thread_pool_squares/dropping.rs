//! What happens to jobs and workers when the pool is dropped.

use crate::jobs::{SECOND, each_ran_once, every_worker_ended, job, ran_on_workers};
use crate::pools::pools_stand_for_themselves;
use crate::socket::ThreadPool;
use harness::{Mistake, Verdict, each, explore, mark};
use std::panic::catch_unwind;
use std::thread::sleep;
use std::time::Duration;

pub fn drop_runs_every_job() -> Verdict {
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
    .and(dropped_by_a_panic)
    .and(pools_stand_for_themselves)
}

/// A panic of its owner drops the pool, as a return would have.
fn dropped_by_a_panic() -> Verdict {
    explore(|| {
        let panics = || {
            let pool = ThreadPool::new(2);
            for number in 0..3 {
                pool.execute(job(number, SECOND));
            }
            mark("main panics", 0);
            panic!("the owner of the pool panics");
        };
        let _: Result<(), _> = catch_unwind(panics);
    })
    .executions(300)
    .always(|run| each_ran_once(run, 3).map_err(while_unwinding))
    .always(|run| every_worker_ended(run).map_err(while_unwinding))
    .verdict()
}

fn while_unwinding(mistake: Mistake) -> Mistake {
    let message = format!("A panic of its owner dropped the pool. {}", mistake.message);
    Mistake { message, ..mistake }.help("what does `drop` do in a thread that panics?")
}
