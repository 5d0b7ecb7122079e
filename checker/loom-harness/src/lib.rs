//! What a suite is written with, and what runs it, in the loom world.
//!
//! A suite is written as in the simulated world: a check explores a scenario ([`explore`]) and states what must be so
//! [`always`](Exploration::always). Here the executions are loom's, under the weak memory model, and each is recorded step by step: loom is
//! the slow part. What breaks a rule is diagnosed and told from that record.

// The other world asks more of these, and clippy looks at them there.
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/context.rs"]
mod context;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/diagnose.rs"]
mod diagnose;
mod endings;
mod explore;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/links.rs"]
mod links;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/lost_update.rs"]
mod lost_update;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/names.rs"]
mod names;
mod run;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/story.rs"]
mod story;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/stuck.rs"]
mod stuck;
mod unordered;
#[allow(dead_code, clippy::all)]
#[path = "../../simulated-harness/src/words.rs"]
mod words;

pub use explore::{Exploration, explore};
pub use harness_common::{Check, Mistake, Verdict, checks, each, wrong};
pub use recorder::Kind;
pub use run::{Line, Run, Seen, mark, threads_started};

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
