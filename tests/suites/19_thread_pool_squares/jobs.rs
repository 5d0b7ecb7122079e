//! The jobs that the suite queues, and what must be so of all of them.

use harness::{Kind, Mistake, Run, mark, wrong};
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;

pub const SECOND: Duration = Duration::from_secs(1);

/// A job that takes some simulated time and leaves marks.
pub fn job(number: u64, time: Duration) -> impl FnOnce() + Send + 'static {
    move || {
        mark("start", number);
        if time > Duration::ZERO {
            sleep(time);
        }
        mark("end", number);
    }
}

/// No job runs on the calling thread.
pub fn ran_on_workers(run: &Run<()>) -> Result<(), Mistake> {
    if run.spans("start", "end").0.iter().any(|span| span.thread == 0) {
        let message = "A job ran on the calling thread; only the workers should run jobs.";
        return Err(wrong(Kind::WrongThreads, message).at(run.lines_where(|event| event.thread == 0)));
    }
    Ok(())
}

/// Never more jobs at a time, nor more threads that run jobs, than there are workers.
pub fn at_most(run: &Run<()>, workers: usize) -> Result<(), Mistake> {
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
pub fn each_ran_once(run: &Run<()>, jobs: u64) -> Result<(), Mistake> {
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
    let mut times = BTreeMap::<u64, usize>::new();
    for span in spans.0.iter().filter(|span| span.to.is_some()) {
        *times.entry(span.value).or_default() += 1;
    }
    for number in 0..jobs {
        let times = times.get(&number).copied().unwrap_or(0);
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
pub fn every_worker_ended(run: &Run<()>) -> Result<(), Mistake> {
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
