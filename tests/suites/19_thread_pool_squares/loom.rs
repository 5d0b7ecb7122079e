//! 19_thread_pool_squares under the weak memory model.

use harness::{Kind, Verdict, checks, explore, wrong};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use thread_pool_squares::{ThreadPool, squares};

checks! {
    1  weak_memory_keeps_the_squares  "Under the weak memory model too, the squares are right";
}

fn weak_memory_keeps_the_squares() -> Verdict {
    explore(|| squares(&[3, 1], 2))
        .always(|run| match run.result {
            Some(result) if *result != [9, 1] => {
                let message = format!(
                    "`squares(&[3, 1], 2)` returns {result:?}: what one thread wrote was not yet visible to the one that read it."
                );
                Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
            }
            _ => Ok(()),
        })
        .verdict()
        .and(dropping_brings_what_jobs_have_written)
}

/// When dropping the pool has returned, its jobs are over, with all that they have done.
fn dropping_brings_what_jobs_have_written() -> Verdict {
    explore(|| {
        let written = Arc::new(AtomicUsize::new(0));
        let theirs = Arc::clone(&written);
        let pool = ThreadPool::new(1);
        pool.execute(move || theirs.store(1, Relaxed));
        drop(pool);
        written.load(Relaxed)
    })
    .executions(500)
    .always(|run| match run.result {
        Some(0) => {
            let message = "What a job had written was not yet visible when dropping its pool had returned.";
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        }
        _ => Ok(()),
    })
    .verdict()
}
