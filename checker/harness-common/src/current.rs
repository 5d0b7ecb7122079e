//! Which check runs now, which of its explorations, and whether only one interleaving is asked for.

use recorder::{Replay, Schedule};
use std::sync::Mutex;

static CURRENT: Mutex<Current> = Mutex::new(Current {
    check: String::new(),
    explorations: 0,
    replay: None,
});

struct Current {
    check: String,
    /// Explorations that the check has begun so far.
    explorations: u32,
    replay: Option<Replay>,
}

fn with<R>(look: impl FnOnce(&mut Current) -> R) -> R {
    look(&mut CURRENT.lock().expect("nobody panics with it"))
}

/// Says which check runs now.
pub fn now_running(check: &str) {
    with(|current| {
        current.check = check.to_string();
        current.explorations = 0;
    });
}

/// The check that runs now.
pub fn check() -> String {
    with(|current| current.check.clone())
}

/// Says that only one interleaving is to be run.
pub fn only(replay: Replay) {
    with(|current| current.replay = Some(replay));
}

/// What an exploration is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// To look for a mistake.
    Explore,
    /// To run one interleaving again.
    Replay(Schedule),
    /// Nothing: the interleaving that is asked for belongs to another exploration.
    Pass,
}

/// Begins an exploration: its number in its check, and what it is to do.
pub fn begin_exploration() -> (u32, Task) {
    with(|current| {
        current.explorations += 1;
        let task = match &current.replay {
            None => Task::Explore,
            Some(replay) if replay.exploration == current.explorations => Task::Replay(replay.schedule.clone()),
            Some(_) => Task::Pass,
        };
        (current.explorations, task)
    })
}

/// The token of an interleaving of the check that runs now.
pub fn token(exploration: u32, schedule: Schedule) -> String {
    let check = check();
    Replay {
        check,
        exploration,
        schedule,
    }
    .to_string()
}
