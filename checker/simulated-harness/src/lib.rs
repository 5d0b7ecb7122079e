//! What a suite is written with, and what runs it, in the simulated world.
//!
//! A suite is a program: `main` hands its checks to [`suite`]. It calls the answer through a [`Socket`], so that it is compiled without
//! one. A check explores a scenario, which is a closure that calls the learner's code, in every interleaving ([`explore`]), and states
//! what must be so [`always`](Exploration::always) and what must be possible [`sometimes`](Exploration::sometimes). The first rule that
//! is broken ends the check; the execution is then run again with every step recorded, [`endings`] looks for what caused it, and
//! [`story`] tells it.

mod between;
mod calls;
mod choices;
mod context;
mod diagnose;
mod endings;
mod explore;
mod links;
mod lost_update;
mod lost_wakeup;
mod names;
mod output;
mod run;
mod shared;
mod shrink;
mod spans;
mod story;
mod stuck;
mod words;

pub use calls::{Call, call};
pub use explore::{Exploration, explore};
pub use harness_common::{Check, Mistake, Socket, Verdict, checks, each, wrong};
pub use names::lines_that_say;
pub use recorder::Kind;
pub use run::{Line, Run, Seen, Span, mark, threads_started};
pub use spans::Spans;

use harness_common::mistake;

/// Runs the checks that the plan on standard input asks for.
///
/// # Panics
/// If the plan is none: suites are run by the checker.
// It takes the checks as suites have them at hand.
#[allow(clippy::needless_pass_by_value)]
pub fn suite(checks: Vec<Check>) {
    use engine::__engine::{beats, last_place};
    let world = harness_common::World {
        set_source: names::set_source,
        beats,
        last_place,
    };
    harness_common::suite::suite(&checks, world);
}
