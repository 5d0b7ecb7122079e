//! What becomes of a work that panics.

use crate::socket::{State, Supervisor};
use crate::states::{panic_reported, states};
use crate::work::{End, NO_TIME, PANICS, SECOND, Work, at_fault};
use harness::{Exploration, Kind, Mistake, Run, Verdict, each, explore, wrong};

pub fn panics_are_reported() -> Verdict {
    each(PANICS, |end| states(end, panic_reported))
        .and(|| each(PANICS, |end| waits_and_asks(end).executions(500).verdict()))
        .and(|| {
            each([End::Silent, End::Lines, End::LiteralLines], |end| {
                waits_and_asks(end).preemptions(0).executions(20).verdict()
            })
        })
        .and(dropped_with_a_panic)
        .and(panics_stay_with_their_own)
        .and(messages_stay_with_their_own)
}

/// What a `wait` returned.
pub type Told = Result<u64, String>;

/// Who waits is told of the panic, and so is who asks or waits after that.
fn waits_and_asks(end: End) -> Exploration<(Told, State, Told)> {
    explore(move || {
        let mut supervisor = Work::new(end, NO_TIME).supervised();
        supervisor.start();
        (supervisor.wait(), supervisor.state(), supervisor.wait())
    })
    .panics_are_meant()
    .always(move |run| {
        let Some((first, state, second)) = run.result else {
            return Ok(());
        };
        waited(run, first, end)?;
        waited(run, second, end)?;
        if end.is(state) {
            return Ok(());
        }
        let message = format!(
            "`wait` has returned `{first:?}`, and the state is `{state:?}`, although {}.",
            end.said()
        );
        let mistake = wrong(Kind::WrongResult, message).help("by what does `state` tell a panic from a value?");
        Err(at_fault(
            run,
            mistake
                .at(run.lines_saying("State::Finished"))
                .at(run.function("state")),
        ))
    })
}

/// Nobody asks and nobody waits: the panic comes out nowhere.
fn dropped_with_a_panic() -> Verdict {
    each([NO_TIME, SECOND], |time| {
        explore(move || {
            let mut supervisor = Work::new(End::Literal, time).supervised();
            supervisor.start();
            drop(supervisor);
        })
        .panics_are_meant()
        .executions(300)
        .verdict()
    })
}

/// What `wait` returned is the value, or the message of the panic.
pub fn waited<R>(run: &Run<R>, result: &Told, end: End) -> Result<(), Mistake> {
    let right = match result {
        Ok(value) => end == End::Value && *value == 42,
        Err(message) => end.is(&State::Panicked(message.clone())),
    };
    if right {
        return Ok(());
    }
    let message = format!("`wait` returns `{result:?}`, although {}.", end.said());
    let mut lines = run.lines_that_collect();
    if result.is_err() && end != End::Value {
        lines.extend(run.lines_saying("downcast"));
    }
    lines.extend(run.function("wait"));
    Err(at_fault(run, wrong(Kind::WrongResult, message).at(lines)))
}

fn panics_stay_with_their_own() -> Verdict {
    explore(|| {
        let [mut bad, mut good] = [End::Literal, End::Value].map(|end| Work::new(end, NO_TIME).supervised());
        bad.start();
        good.start();
        (bad.wait(), good.wait(), good.state())
    })
    .panics_are_meant()
    .executions(500)
    .always(|run| {
        let Some((bad, good, state)) = run.result else { return Ok(()) };
        waited(run, bad, End::Literal)?;
        if *good == Ok(42) && !matches!(state, State::Panicked(_)) {
            return Ok(());
        }
        let message = format!("The work of one supervisor panicked; of another, which did not, `wait` returns `{good:?}` and the state is `{state:?}`.");
        Err(at_fault(run, wrong(Kind::WrongResult, message).at(run.lines_that_collect())))
    })
    .verdict()
}

/// Two works panic, each with its message, and both are asked for twice.
fn messages_stay_with_their_own() -> Verdict {
    each(
        [[End::Literal, End::Formatted], [End::Formatted, End::Literal]],
        |ends| {
            explore(move || {
                let mut supervisors = ends.map(|end| Work::new(end, NO_TIME).supervised());
                supervisors.iter_mut().for_each(Supervisor::start);
                let firsts = supervisors.each_mut().map(Supervisor::wait);
                let states = supervisors.each_mut().map(Supervisor::state);
                (firsts, states, supervisors.each_mut().map(Supervisor::wait))
            })
            .panics_are_meant()
            .preemptions(1)
            .executions(100)
            .always(move |run| {
                let Some((firsts, states, seconds)) = run.result else {
                    return Ok(());
                };
                for (place, end) in ends.into_iter().enumerate() {
                    waited(run, &firsts[place], end)?;
                    waited(run, &seconds[place], end)?;
                    if !end.is(&states[place]) {
                        let message = format!(
                            "The works of two supervisors panicked; of one the state is `{:?}`, although {}.",
                            states[place],
                            end.said()
                        );
                        let mistake =
                            wrong(Kind::WrongResult, message).help("where does each of them keep what is its own?");
                        return Err(at_fault(run, mistake.at(run.function("state"))));
                    }
                }
                Ok(())
            })
            .verdict()
        },
    )
}
