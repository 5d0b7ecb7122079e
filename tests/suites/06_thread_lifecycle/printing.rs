//! Nothing is printed: that is up to the work.

use crate::work::{End, NO_TIME, SECOND, Work};
use harness::{Mistake, Run, Verdict, each, explore, mark};

/// Whatever is called, and how often: the work prints nothing, and nobody else does.
pub fn nothing_is_printed() -> Verdict {
    each([End::Value, End::Literal], |end| {
        explore(move || {
            let mut unstarted = Work::new(End::Value, NO_TIME).supervised();
            let mut supervisor = Work::new(end, SECOND).supervised();
            mark("main calls state", 0);
            supervisor.state();
            for call in ["main calls start", "main calls start again"] {
                mark(call, 0);
                supervisor.start();
                mark("main calls state", 0);
                supervisor.state();
            }
            for call in ["main calls wait", "main calls wait again"] {
                mark(call, 0);
                let _ = supervisor.wait();
                mark("main calls state after that", 0);
                supervisor.state();
            }
            mark("main calls start when all is over", 0);
            supervisor.start();
            mark("main drops the supervisor", 0);
            drop(supervisor);
            mark("main calls state of another, never started", 0);
            unstarted.state();
            mark("main drops the other", 0);
        })
        .panics_are_meant()
        .preemptions(0)
        .executions(20)
        .at_random(10)
        .always(prints_nothing)
        .verdict()
    })
}

fn prints_nothing(run: &Run<()>) -> Result<(), Mistake> {
    run.prints_nothing().map_err(|mistake| {
        let printed = run.lines().first().map_or(0, |line| line.order);
        let before = run.marks().iter().rev().find(|mark| mark.order < printed);
        let last = before.map_or("the supervisors are made", |mark| mark.label);
        let message = format!("{} The last thing before that: {last}.", mistake.message);
        Mistake { message, ..mistake }
    })
}
