//! 06_thread_lifecycle in the simulated world.

mod dropping;
mod panics;
mod printing;
mod socket;
mod states;
mod work;

use dropping::drop_loses_nothing;
use harness::{Exploration, Kind, Mistake, Run, Verdict, checks, each, explore, mark, wrong};
use panics::{Told, panics_are_reported, waited};
use printing::nothing_is_printed;
use socket::Supervisor;
pub use socket::{ANSWER, Answer, Job, State, Supervises};
use states::{in_order, states};
use std::thread::sleep;
use std::time::{Duration, Instant};
use work::{BEGINS, End, NO_TIME, SECOND, TWO_DAYS, Work, at_fault, told};

checks! {
    2    states_come_in_order              "The states come in their order, in every interleaving";
    2    panics_are_reported               "A panic is reported with its message, and comes out nowhere";
    1    work_runs_once_on_its_own_thread  "The work runs once, on a thread of its own, when asked for";
    1    start_and_state_take_no_time      "Starting and asking for the state take no time";
    1    wait_returns_the_value            "Waiting returns the value of the work, the second time as well";
    1    drop_loses_nothing                "Dropping waits for started work and lets go of the rest";
    0.5  nobody_busy_waits                 "Nobody busy-waits, and nothing is printed";
}

fn states_come_in_order() -> Verdict {
    states(End::Value, in_order).and(states_stay_with_their_own)
}

/// One runs, and nobody has started the other.
fn states_stay_with_their_own() -> Verdict {
    explore(|| {
        let [mut started, mut other] = [SECOND, SECOND].map(|time| Work::new(End::Value, time).supervised());
        started.start();
        mark("main calls state of the other", 0);
        let meanwhile = other.state();
        let _ = started.wait();
        mark("main calls state of the other", 0);
        [meanwhile, other.state()]
    })
    .executions(100)
    .always(|run| {
        let state = run
            .result
            .and_then(|states| states.iter().find(|state| **state != State::NotStarted));
        let Some(state) = state else { return Ok(()) };
        let message = format!(
            "One of two supervisors was started; the state of the other, which nobody has started, is `{state:?}`."
        );
        let mistake = wrong(Kind::WrongResult, message).help("where does each of them keep what is its own?");
        Err(at_fault(
            run,
            mistake.at(run.function("state")).at(run.function("start")),
        ))
    })
    .verdict()
}

/// In what order a supervisor is used.
#[derive(Debug, Clone, Copy)]
enum Use {
    StartTwice,
    WaitOnly,
    StartAfterWait,
    StartAndDrop,
}

impl Use {
    fn said(self) -> &'static str {
        match self {
            Use::StartTwice => "`start` was called twice",
            Use::WaitOnly => "Nobody called `start`",
            Use::StartAfterWait => "`start` was called after `wait` had returned",
            Use::StartAndDrop => "`start` was called",
        }
    }
}

fn work_runs_once_on_its_own_thread() -> Verdict {
    let uses = [Use::StartTwice, Use::WaitOnly, Use::StartAfterWait, Use::StartAndDrop];
    each(uses, |how| {
        explore(move || {
            let mut supervisor = Work::new(End::Value, SECOND).supervised();
            sleep(SECOND);
            mark("asked", 0);
            match how {
                Use::StartTwice => {
                    supervisor.start();
                    supervisor.start();
                    Some((supervisor.state(), supervisor.wait()))
                }
                Use::WaitOnly => {
                    let result = supervisor.wait();
                    Some((supervisor.state(), result))
                }
                Use::StartAfterWait => {
                    let _ = supervisor.wait();
                    supervisor.start();
                    Some((supervisor.state(), supervisor.wait()))
                }
                Use::StartAndDrop => {
                    supervisor.start();
                    None
                }
            }
        })
        .executions(200)
        .always(runs_once)
        .always(move |run| has_become(run, how))
        .verdict()
    })
    .and(threads_of_their_own)
    .and(new_threads)
}

/// A thread has one life, and one work.
fn new_threads() -> Verdict {
    explore(|| {
        for _ in 0..2 {
            let mut supervisor = Work::new(End::Value, NO_TIME).supervised();
            supervisor.start();
            let _ = supervisor.wait();
        }
    })
    .preemptions(0)
    .executions(50)
    .always(|run| {
        let mut begins = run.marks().iter().filter(|mark| mark.label == BEGINS);
        match (begins.next(), begins.next()) {
            (Some(first), Some(second)) if first.thread == second.thread => {
                let message = "Two works were started one after the other, and the second ran on the thread of the first; \
                               each should have a new one.";
                Err(wrong(Kind::WrongThreads, message)
                    .at(run.function("start"))
                    .at(run.spawn_lines()))
            }
            _ => Ok(()),
        }
    })
    .verdict()
}

/// Two works of 10 s, both started, are both over after 10 s. (Looked at a second later: when their threads have ended is open.)
fn threads_of_their_own() -> Verdict {
    explore(|| {
        let works = [End::Value, End::Value].map(|end| Work::new(end, 10 * SECOND));
        let mut supervisors = works.each_ref().map(Work::supervised);
        supervisors.iter_mut().for_each(Supervisor::start);
        sleep(11 * SECOND);
        works.iter().all(Work::has_ended)
    })
    .executions(100)
    .always(|run| match run.result {
        Some(false) => {
            let message = "Two works of 10 s were started at the same time, and after 11 s one of them was not over.";
            let mistake =
                wrong(Kind::NotConcurrent, message).help("what does the one work wait for while the other runs?");
            Err(mistake.at(run.lines_that_wait()).at(run.spawn_lines()))
        }
        _ => Ok(()),
    })
    .verdict()
}

fn runs_once(run: &Run<Option<(State, Told)>>) -> Result<(), Mistake> {
    let asked_for = run.marks().iter().find(|mark| mark.label == "asked");
    let begins: Vec<_> = run.marks().iter().filter(|mark| mark.label == BEGINS).collect();
    let Some(begin) = begins.first() else {
        let message = "The work was started or waited for and never ran.";
        return Err(wrong(Kind::WrongResult, message)
            .at(run.spawn_lines())
            .at(run.function("wait"))
            .at(run.function("start")));
    };
    if asked_for.is_none_or(|asked_for| begin.order < asked_for.order) {
        let message = "The work ran before anybody had called `start` or `wait`.";
        return Err(wrong(Kind::WrongResult, message)
            .at(run.spawn_lines())
            .at(run.function("new")));
    }
    if begin.thread == 0 {
        let message = "The work ran on the calling thread; it should have a thread of its own.";
        let calls = ["start", "wait"].into_iter().flat_map(|name| run.function(name));
        return Err(wrong(Kind::WrongThreads, message).at(calls));
    }
    Ok(())
}

/// However it was started, and however often, it is the same work.
fn has_become(run: &Run<Option<(State, Told)>>, how: Use) -> Result<(), Mistake> {
    let Some(Some((state, result))) = run.result else {
        return Ok(());
    };
    // (How long a call may take is another promise: who waits in it sees the end earlier.)
    let (wanted, is_right) = match how {
        Use::StartTwice | Use::StartAndDrop => (State::Running, matches!(state, State::Running | State::Finished)),
        Use::WaitOnly | Use::StartAfterWait => (State::Finished, *state == State::Finished),
    };
    let told = match (is_right, result) {
        (true, Ok(42)) => return Ok(()),
        (true, _) => format!("and `wait` returns `{result:?}`; the work returned 42."),
        (false, _) => format!("and the state is `{state:?}`; it should be `{wanted:?}`."),
    };
    let help = match how {
        Use::WaitOnly => "what does `wait` keep of the work that it has started itself?",
        _ => "what does `start` do to what the supervisor knows, when the work has been started already?",
    };
    let mistake = wrong(Kind::WrongResult, format!("{}, {told}", how.said())).help(help);
    Err(at_fault(
        run,
        mistake.at(run.function("start")).at(run.function("wait")),
    ))
}

fn start_and_state_take_no_time() -> Verdict {
    each([End::Value, End::Literal], |end| {
        explore(move || {
            let mut supervisor = Work::new(end, 10 * SECOND).supervised();
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
            timed("state", || drop(supervisor.state()));
            sleep(4 * SECOND);
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
            let _ = supervisor.wait();
            timed("state", || drop(supervisor.state()));
            timed("start", || supervisor.start());
        })
        .panics_are_meant()
        .executions(300)
        .always(|run| {
            let marks = run.marks().iter().filter(|mark| CALLS.contains(&mark.label));
            let Some(slow) = marks.into_iter().find(|mark| mark.value > 0) else {
                return Ok(());
            };
            let took = Duration::from_nanos(slow.value);
            let message = match slow.label {
                "start" => format!("`start` took {took:?} of work that takes 10 s; it should return at once."),
                _ => format!("Asking for the state took {took:?} of work that takes 10 s; it should tell at once."),
            };
            Err(wrong(Kind::TooSlow, message)
                .at(run.lines_that_wait())
                .at(run.function(slow.label)))
        })
        .verdict()
    })
}

const CALLS: [&str; 2] = ["start", "state"];

/// Notes how long a call took, in simulated nanoseconds.
fn timed(label: &'static str, call: impl FnOnce()) {
    mark(
        if label == "start" {
            "main calls start"
        } else {
            "main calls state"
        },
        0,
    );
    let before = Instant::now();
    call();
    mark(label, before.elapsed().as_nanos() as u64);
}

fn wait_returns_the_value() -> Verdict {
    each([0, 1, 3], |asks_after| {
        // Work of 2 s; `asks_after` seconds go by before the first `wait`, and if there are any, somebody asks for the state.
        explore(move || {
            let work = Work::new(End::Value, 2 * SECOND);
            let mut supervisor = work.supervised();
            if asks_after > 0 {
                supervisor.start();
                sleep(asks_after * SECOND);
                mark("main calls state", 0);
                supervisor.state();
            }
            let first = waits(&mut supervisor, &work);
            supervisor.state();
            [first, waits(&mut supervisor, &work)]
        })
        .executions(300)
        .always(|run| returned_twice(run, 2 * SECOND))
        .verdict()
    })
    // Who looks now and then does so very often in two days; that may be left at some point.
    .and(|| waited_twice(TWO_DAYS).executions(3).may_take_long().verdict())
    .and(|| waited_twice(NO_TIME).any_timing().executions(1_000).verdict())
    .and(values_stay_with_their_own)
    .and(asked_again_and_again)
}

/// However often somebody waits, the answer is the same.
fn asked_again_and_again() -> Verdict {
    each([End::Value, End::Literal], |end| {
        explore(move || {
            let mut supervisor = Work::new(end, NO_TIME).supervised();
            supervisor.start();
            [(); 4].map(|()| supervisor.wait())
        })
        .panics_are_meant()
        .preemptions(0)
        .executions(20)
        .circumstances("Four times somebody waited for it.")
        .always(move |run| {
            let results = run.result.into_iter().flatten();
            results.into_iter().try_for_each(|result| waited(run, result, end))
        })
        .verdict()
    })
}

/// Work that takes some time is started and waited for, twice.
fn waited_twice(time: Duration) -> Exploration<[Waited; 2]> {
    explore(move || {
        let work = Work::new(End::Value, time);
        let mut supervisor = work.supervised();
        supervisor.start();
        let first = waits(&mut supervisor, &work);
        [first, waits(&mut supervisor, &work)]
    })
    .always(move |run| returned_twice(run, time))
}

fn values_stay_with_their_own() -> Verdict {
    explore(|| {
        let mut supervisors = [1, 2].map(|value| Supervisor::new(move || value));
        supervisors.iter_mut().for_each(|supervisor| supervisor.start());
        supervisors.each_mut().map(|supervisor| supervisor.wait())
    })
    .executions(500)
    .always(|run| match run.result {
        Some([first, second]) if *first != Ok(1) || *second != Ok(2) => {
            let message = format!("The work of two supervisors returned 1 and 2; `wait` returns `{first:?}` of the first and `{second:?}` of the second.");
            let mistake = wrong(Kind::WrongResult, message).help("where does each of them keep what is its own?");
            Err(at_fault(run, mistake.at(run.lines_that_collect()).at(run.function("wait"))))
        }
        _ => Ok(()),
    })
    .verdict()
}

/// What a `wait` returned, how long that took, and whether the work had ended by then.
struct Waited {
    result: Told,
    took: Duration,
    ended: bool,
}

fn waits(supervisor: &mut Supervisor, work: &Work) -> Waited {
    mark("main calls wait", 0);
    let before = Instant::now();
    let result = supervisor.wait();
    mark("wait has returned", 0);
    Waited {
        result,
        took: before.elapsed(),
        ended: work.has_ended(),
    }
}

fn returned_twice(run: &Run<[Waited; 2]>, time: Duration) -> Result<(), Mistake> {
    let Some([first, second]) = run.result else {
        return Ok(());
    };
    let (result, again) = (&first.result, &second.result);
    let message = match (result, again) {
        (Ok(42), Ok(42)) => return Ok(()),
        (Ok(42), _) => format!("The first `wait` returns `{result:?}`, the second one `{again:?}`."),
        _ if !first.ended => {
            let took = told(first.took);
            let takes = match time {
                NO_TIME => String::new(),
                _ => format!(", which takes {},", told(time)),
            };
            let message = format!("`wait` returned `{result:?}` after {took}, and the work{takes} was still running.");
            let mistake = wrong(Kind::WrongResult, message).help("what ends the wait besides the end of the work?");
            return Err(at_fault(
                run,
                mistake.at(run.lines_that_wait()).at(run.function("wait")),
            ));
        }
        _ => format!("The work returned 42, and `wait` returns `{result:?}`."),
    };
    Err(at_fault(
        run,
        wrong(Kind::WrongResult, message)
            .help("where is the value kept, between the end of the work and whoever asks for it next?")
            .at(run.lines_that_collect())
            .at(run.function("wait")),
    ))
}

fn nobody_busy_waits() -> Verdict {
    each([true, false], |waits| {
        explore(move || {
            let mut supervisor = Work::new(End::Value, 2 * SECOND).supervised();
            supervisor.start();
            if waits {
                let _ = supervisor.wait();
            }
        })
        .executions(300)
        .always(|run| run.nobody_spins())
        .verdict()
    })
    .and(nothing_is_printed)
}
