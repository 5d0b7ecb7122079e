//! The learner's supervisor, plugged into the suite of the simulated world.

use std::fmt::Debug;
use thread_lifecycle::{State, Supervisor};
use thread_lifecycle_suite::{ANSWER, Answer, Supervises};

struct Theirs(Supervisor<u64>);

impl Supervises for Theirs {
    fn start(&mut self) {
        self.0.start();
    }

    fn state(&mut self) -> thread_lifecycle_suite::State {
        match self.0.state() {
            State::NotStarted => thread_lifecycle_suite::State::NotStarted,
            State::Running => thread_lifecycle_suite::State::Running,
            State::Finished => thread_lifecycle_suite::State::Finished,
            State::Panicked(message) => thread_lifecycle_suite::State::Panicked(message),
        }
    }

    fn wait(&mut self) -> Result<u64, String> {
        self.0.wait()
    }
}

/// What callers may do with a state.
fn is_a_state<S: Debug + Clone + Eq>() {}

const _: fn() = is_a_state::<State>;

fn main() {
    ANSWER.plug(Answer {
        supervisor: |work| Box::new(Theirs(Supervisor::new(work))),
    });
    thread_lifecycle_suite::main();
}
