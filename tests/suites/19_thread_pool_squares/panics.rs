//! Jobs that panic: nobody else notices, and the pool keeps its strength.

use crate::jobs::{SECOND, each_ran_once, job};
use crate::socket::ThreadPool;
use harness::{Exploration, Kind, Mistake, Run, Verdict, explore, mark, wrong};
use std::panic::panic_any;
use std::thread::sleep;
use std::time::Duration;

const EXECUTES: &str = "main calls execute";
const DROPS: &str = "main drops the pool";

/// So long after some jobs have panicked, others are queued.
const AFTER: Duration = Duration::from_millis(250);

pub fn panics_stay_alone() -> Verdict {
    alone(1)
        .may_panic()
        .executions(20)
        .always(comes_out_nowhere)
        .verdict()
        .and(|| {
            alone(1)
                .executions(800)
                .always(|run| survives(run, each_ran_once(run, 1)))
                .verdict()
        })
        .and(|| {
            alone(10)
                .preemptions(0)
                .executions(20)
                .at_random(10)
                .always(|run| survives(run, each_ran_once(run, 1)))
                .circumstances("Ten jobs that panic had been queued before it, and the pool has one worker.")
                .verdict()
        })
        .and(|| {
            let strong = || {
                let pool = ThreadPool::new(2);
                // What a panic carries need not be a `&str`.
                let reason = String::from("a reason made at run time");
                pool.execute(move || panic!("this job panics: {reason}"));
                pool.execute(|| panic_any(2));
                sleep(AFTER);
                for number in 0..2 {
                    pool.execute(job(number, SECOND));
                }
                sleep(3 * SECOND);
            };
            explore(strong)
                .executions(1_000)
                .always(|run| survives(run, each_ran_once(run, 2)))
                .always(|run| survives(run, both_at_once(run)))
                .verdict()
        })
        .and(nobody_is_added)
}

/// Two workers are two, also when a job has panicked.
fn nobody_is_added() -> Verdict {
    explore(|| {
        let pool = ThreadPool::new(2);
        for _ in 0..3 {
            pool.execute(|| panic!("this job panics"));
        }
        sleep(AFTER);
        for number in 0..4 {
            pool.execute(job(number, SECOND));
        }
    })
    .preemptions(0)
    .executions(20)
    .at_random(5)
    .circumstances("Three jobs had panicked before.")
    .always(|run| match run.spans("start", "end").most_at_once() {
        ..=2 => Ok(()),
        many => {
            let message = format!("{many} jobs ran at the same time on a pool of 2 workers.");
            Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()))
        }
    })
    .verdict()
}

/// A pool of one worker, and all jobs but the last panic.
fn alone(panics: u64) -> Exploration<()> {
    explore(move || {
        let pool = ThreadPool::new(1);
        for number in 0..panics {
            mark(EXECUTES, number);
            pool.execute(|| panic!("this job panics"));
        }
        mark(EXECUTES, panics);
        pool.execute(job(0, Duration::ZERO));
        mark(DROPS, 0);
        drop(pool);
    })
}

/// The worker that a job's panic has ended, if nothing caught it.
fn ended_by_a_job(run: &Run<()>) -> Option<(usize, String)> {
    match run.thread_panic() {
        Some((thread, _, None)) => {
            let name = run.thread(thread).name.as_ref();
            let worker = name.map_or(format!("thread {thread}"), |name| format!("`{name}`"));
            Some((
                thread,
                format!("A job panicked, as a job may, and nothing caught that: it ended {worker}"),
            ))
        }
        _ => None,
    }
}

/// A panic that nothing catches isn't handed on to who uses the pool either. (Of other panics in a call, the harness tells.)
fn comes_out_nowhere(run: &Run<()>) -> Result<(), Mistake> {
    let (None, Some((worker, ended))) = (run.result, ended_by_a_job(run)) else {
        return Ok(());
    };
    let mut calls = run.marks().iter().rev().map(|mark| mark.label);
    let call = match calls.find(|&label| label == EXECUTES || label == DROPS) {
        Some(EXECUTES) => "execute",
        _ => "drop",
    };
    let mut last_steps = run.events().iter().rev().filter(|event| event.thread == 0);
    Err(
        wrong(Kind::Panicked, format!("{ended}, and then `{call}` panicked, too."))
            .at(last_steps.find_map(|event| event.line()))
            .at(run.lines_where(|event| event.thread == worker))
            .at(run.spawned_at(worker))
            .help("what does a panic do to the thread that it happens in, and what does `join` return of that thread?"),
    )
}

fn both_at_once(run: &Run<()>) -> Result<(), Mistake> {
    let spans = run.spans("start", "end");
    if spans.most_at_once() == 2 {
        // A worker that is gone must have been replaced before anybody needs it.
        let Some(late) = spans.0.iter().find(|span| span.from > AFTER) else {
            return Ok(());
        };
        let message = format!(
            "A pool of two workers that had nothing else to do was given two jobs at {AFTER:?}; job {} began only at {:?}.",
            late.value, late.from
        );
        return Err(wrong(Kind::TooSlow, message)
            .at(run.lines_that_wait())
            .at(run.spawned_at(late.thread)));
    }
    let gone = run.threads().filter(|&thread| {
        let ended_at = run.thread(thread).ended_at.map(Duration::from_nanos);
        ended_at.is_some_and(|ended_at| ended_at < AFTER)
    });
    let message = "A pool of two workers ran two jobs one after the other";
    let mistake = match gone.count() {
        0 => wrong(Kind::NotConcurrent, format!("{message}.")),
        gone => {
            let started = run.threads().len();
            let message = format!("{message}: {gone} of its {started} threads had ended before that.");
            wrong(Kind::WrongThreads, message)
        }
    };
    Err(mistake.at(run.spawn_lines()))
}

/// What goes wrong where another job has panicked, goes wrong by that panic.
fn survives(run: &Run<()>, ran: Result<(), Mistake>) -> Result<(), Mistake> {
    ran.map_err(|mistake| {
        if matches!(mistake.kind, Kind::NotJoined | Kind::TooSlow) {
            return mistake;
        }
        match (run.thread_panic(), ended_by_a_job(run)) {
            (Some((worker, ..)), Some((_, ended))) => wrong(Kind::Panicked, format!("{ended}. {}", mistake.message))
                .at(run.spawned_at(worker))
                .at(run.lines_where(|event| event.thread == worker))
                .at(mistake.lines),
            // The harness tells of a panic in the pool itself.
            (Some(_), None) => wrong(Kind::WrongResult, mistake.message),
            (None, _) => after_a_panic(run, mistake),
        }
    })
}

/// The panic was caught, and something went wrong all the same.
fn after_a_panic(run: &Run<()>, mistake: Mistake) -> Mistake {
    let catches = run.lines_saying("catch_unwind(");
    let after = wrong(mistake.kind, format!("After a job had panicked: {}", mistake.message)).certain();
    let after = match catches[..] {
        [] => after,
        _ => after.help("what stands inside of `catch_unwind`, and what does the worker do after it?"),
    };
    after.at(catches).at(mistake.lines).at(run.spawn_lines())
}
