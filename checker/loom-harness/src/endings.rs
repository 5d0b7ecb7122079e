//! Why an execution ended as it did, and what lies behind a broken rule: pure, over one recorded execution.

use crate::diagnose::{last_line, panicked, thread_panicked};
use crate::mistake::{Mistake, wrong};
use crate::run::Seen;
use crate::stuck::stuck;
use crate::unordered;
use engine::__engine::Ending;
use recorder::Kind;
use recorder::trace::Op;

/// Why an execution that should have returned did not.
pub fn ending(run: &Seen) -> Mistake {
    match run.ending() {
        Ending::Returned => wrong(Kind::WrongResult, "The program returned where it should not have."),
        Ending::Panicked => for_an_old_value(panicked(run), run),
        Ending::Deadlock => stuck(run),
        Ending::Flood => wrong(
            Kind::DidNotFinish,
            "The program printed more than a megabyte and was stopped.",
        )
        .at(run.lines_where(|event| matches!(event.op, Op::Print(_)))),
        Ending::Exited(code) => wrong(
            Kind::ExitedEarly,
            format!("The program ended the whole process with `exit({code})` before its work was done."),
        )
        .at(last_line(run)),
        Ending::Aborted => {
            wrong(Kind::ExitedEarly, "The program ended the whole process with `abort()`.").at(last_line(run))
        }
        Ending::TooManyThreads | Ending::TooManySteps | Ending::TooManyAtomics | Ending::EngineFailed(_) => {
            unreachable!("an execution that says nothing about the program is no failure")
        }
    }
}

/// A panic to which an old value has led that the same thread had read, if a stronger ordering would have kept it from reading it.
fn for_an_old_value(panic: Mistake, run: &Seen) -> Mistake {
    // The scenario's own panic may only pass on what a thread has panicked with.
    let panicking = run.thread_panic().map_or(0, |(thread, ..)| thread);
    match unordered::explained_to(run, panicking) {
        Some(why) => Mistake {
            kind: Kind::StaleRead,
            message: format!("{} {why}", panic.message),
            ..panic
        }
        .at(run.relaxed_lines()),
        None => panic,
    }
}

/// A mistake whose cause may lie deeper than the rule that it broke.
pub fn refined(mistake: Mistake, run: &Seen) -> Mistake {
    let by_panic = matches!(
        mistake.kind,
        Kind::WrongResult | Kind::WrongOutput | Kind::Deadlock | Kind::NotJoined | Kind::StaleRead
    );
    if mistake.certain {
        return mistake;
    }
    if let (true, Some((thread, message, line))) = (by_panic, run.thread_panic()) {
        return thread_panicked(run, thread, message, line);
    }
    if mistake.kind == Kind::StaleRead && run.stale_loads() == 0 {
        // The suites of this world look for old values; what goes wrong without any is none of its business.
        let message = "Here too the result is wrong, and not for the memory model: no thread read an old value. \
                       The other checks say what it is.";
        return wrong(Kind::WrongResult, message);
    }
    if mistake.kind == Kind::StaleRead {
        let why = unordered::explained(run).map(|why| format!("{} {why}", mistake.message));
        return Mistake {
            message: why.unwrap_or(mistake.message),
            ..mistake
        };
    }
    mistake
}
