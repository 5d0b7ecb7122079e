//! What a supervisor waits for when it is dropped, and what it lets go of.

use crate::socket::Supervisor;
use crate::work::{End, GOES, NO_TIME, Owned, SECOND, TWO_DAYS, Work, told};
use harness::{Exploration, Kind, Mistake, Run, Verdict, each, explore, mark, wrong};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const DROPPED: &str = "the supervisor is dropped";

pub fn drop_loses_nothing() -> Verdict {
    each([NO_TIME, 2 * SECOND], |time| {
        started(Owner::Drops, time).executions(1_000).verdict()
    })
    // Who looks now and then does so very often in two days; that may be left at some point.
    .and(|| started(Owner::Drops, TWO_DAYS).executions(3).may_take_long().verdict())
    .and(|| started(Owner::Panics, 10 * SECOND).executions(300).verdict())
    .and(never_started)
}

/// What the supervisor's owner does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Owner {
    Drops,
    /// The supervisor is dropped while that panic unwinds.
    Panics,
}

/// What could be seen when the supervisor was gone.
struct Afterwards {
    took: Duration,
    ended: bool,
}

/// Work that was started has ended by the time the supervisor is gone.
fn started(owner: Owner, time: Duration) -> Exploration<Afterwards> {
    explore(move || {
        let work = Work::new(End::Value, time);
        let mut supervisor = work.supervised();
        supervisor.start();
        let before = Instant::now();
        match owner {
            Owner::Drops => drop(supervisor),
            Owner::Panics => {
                let panics = || {
                    let _its_own = supervisor;
                    mark("main panics", 0);
                    panic!("the owner of the supervisor panics");
                };
                let _: Result<(), _> = catch_unwind(AssertUnwindSafe(panics));
            }
        }
        mark(DROPPED, 0);
        Afterwards {
            took: before.elapsed(),
            ended: work.has_ended(),
        }
    })
    .panics_are_meant()
    .always(move |run| outlived(run, owner, time))
}

fn outlived(run: &Run<Afterwards>, owner: Owner, time: Duration) -> Result<(), Mistake> {
    let Some(&Afterwards { took, ended: false }) = run.result else {
        return Ok(());
    };
    let time = told(time);
    let mistake = |message, help| wrong(Kind::NotJoined, message).help(help);
    Err(match owner {
        Owner::Panics => mistake(
            format!(
                "The owner of a supervisor panicked. The unwinding dropped the supervisor, and the work of {time} that it had started was still running."
            ),
            "what does `drop` do in a thread that panics?",
        )
        .at(run.function("drop"))
        .at(run.spawn_lines()),
        Owner::Drops if took > NO_TIME => mistake(
            format!(
                "Dropping the supervisor took {}, and then the work that it had started, which takes {time}, was still running.",
                told(took)
            ),
            "what ends the wait besides the end of the work?",
        )
        .at(run.lines_that_wait())
        .at(run.spawn_lines()),
        Owner::Drops => wrong(
            Kind::NotJoined,
            "The supervisor was dropped, and the work that it had started was still running.",
        )
        .at(run.spawn_lines()),
    })
}

/// Work that was not started is dropped without being run.
fn never_started() -> Verdict {
    each([false, true], |asks| {
        explore(move || {
            let (ran, owned) = (Arc::new(AtomicBool::new(false)), Owned);
            let runs = Arc::clone(&ran);
            let mut supervisor = Supervisor::new(move || {
                runs.store(true, Ordering::SeqCst);
                drop(owned);
                0
            });
            if asks {
                supervisor.state();
            }
            drop(supervisor);
            mark(DROPPED, 0);
            ran.load(Ordering::SeqCst)
        })
        .executions(300)
        .always(let_go)
        .verdict()
    })
}

fn let_go(run: &Run<bool>) -> Result<(), Mistake> {
    if run.result == Some(&true) {
        let message = "Nobody had started the work, and dropping its supervisor ran it.";
        let mistake = wrong(Kind::WrongResult, message).help("what does `drop` call, and what does that do first?");
        return Err(mistake.at(run.spawn_lines()).at(run.function("drop")));
    }
    // A thread that has it may let go of it a moment later.
    if run.marks().iter().any(|mark| mark.label == GOES) {
        return Ok(());
    }
    let kept = run.never_ended();
    let mistake = if kept.is_empty() {
        // Nobody who could still let go of it.
        wrong(
            Kind::WrongResult,
            "The supervisor of work that nobody had started was dropped, and the work never was: what it owns is still there, and no thread has it.",
        )
        .help("where does the work go when nobody starts it?")
        .certain()
    } else {
        wrong(
            Kind::NotJoined,
            "The supervisor of work that nobody had started was dropped, and the work never was: what it owns is still there.",
        )
        .help("who lets go of the work if nobody ever starts it?")
    };
    let waits = kept.into_iter().flat_map(|thread| run.lines_that_wait_in(thread));
    Err(mistake.at(run.spawn_lines()).at(waits).at(run.function("drop")))
}
