//! Which states the search has been in: two interleavings that differ only in the order of steps that have nothing to do with each
//! other lead to the same state, and what comes after it need be run only once.
//!
//! The happens-before graph of what has been done so far identifies the state, for a program whose only other input is the schedule.
//! It is hashed as it grows: a step of thread `t` at object `o` gives both a new history, made from their two old ones, so that
//! steps at different objects can change places without a trace and steps at the same object can't. This is the happens-before
//! caching of Musuvathi and Qadeer, "Partial-order reduction for context-bounded state exploration", MSR-TR-2007-12. It is sound
//! together with the preemption bound because the search runs cheap executions first: whoever comes to a known state now has
//! no more preemptions left than who came first.
//!
//! Every step counts as a change of its object. Prints, marks, the return of the scenario, and steps that don't name their object
//! are steps at object 0, of which the order is therefore always kept. What passes between threads without any step is
//! the count of an `Arc`: programs that ask for it are searched without this reduction.

use super::execution::Engine;
use super::{FUEL, Place};
use recorder::trace::Object;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The states that a search has been in, each with the number of the execution that came there first.
#[derive(Debug, Default)]
pub struct Visited {
    states: HashMap<u64, u64, BuildHasherDefault<Hashed>>,
}

impl Visited {
    /// Notes a state. False if an earlier execution has been there.
    pub(super) fn is_new(&mut self, state: u64, execution: u64) -> bool {
        *self.states.entry(state).or_insert(execution) == execution
    }
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("the keys are u64");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Mixes two numbers into one, by the two halves of a product (as in wyhash). The order of the two matters.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03);
    (product as u64) ^ ((product >> 64) as u64).rotate_left(23)
}

/// What happened before the next step at each object.
#[derive(Debug, Default)]
pub(super) struct Histories {
    counted_up: Vec<u64>,
    /// The threads' ends and tokens have numbers from the top down.
    counted_down: Vec<u64>,
}

impl Histories {
    #[inline]
    fn of(&mut self, object: Object) -> &mut u64 {
        let (list, at) = if object <= Object::MAX / 2 {
            (&mut self.counted_up, object as usize)
        } else {
            (&mut self.counted_down, (Object::MAX - object) as usize)
        };
        if list.len() <= at {
            list.resize(at + 1, 0);
        }
        &mut list[at]
    }
}

impl Engine {
    /// The running thread makes a step at an object: the thread and the object have the same history from here on.
    #[inline]
    pub(super) fn happens(&mut self, object: Object, place: Place) {
        let task = &mut self.tasks[self.current];
        task.owes_step = false;
        let step = mix(std::ptr::from_ref(place).addr() as u64, self.now);
        let theirs = self.histories.of(object);
        *theirs = mix(mix(task.history, *theirs), step);
        task.history = *theirs;
    }

    /// The running thread learns something that decides what it does from here on: the time, which waiter was picked.
    #[inline]
    pub(super) fn learns(&mut self, what: u64) {
        let task = &mut self.tasks[self.current];
        task.history = mix(task.history, what);
    }

    /// The running thread comes to where others may go first. What it did since the last such place and did not name is settled now.
    #[inline]
    pub(super) fn arrives(&mut self, place: Place) {
        if self.tasks[self.current].owes_step {
            self.happens(0, place);
        }
        self.tasks[self.current].at = std::ptr::from_ref(place).addr();
    }

    /// A number for the state before a choice among so many alternatives.
    pub(super) fn state(&self, free: u8, all: u8) -> u64 {
        let threads = self.tasks.iter().enumerate().map(|(thread, task)| {
            // A thread that has long looked in vain is about to be passed over; one that looked a few times is as if it had not.
            let idle = if task.idle > FUEL / 2 { u64::from(task.idle) } else { 0 };
            let waits = u64::from(task.waiting.is_some()) | u64::from(task.slow) << 1 | idle << 2;
            mix(mix(task.history, task.at as u64), mix(thread as u64, waits))
        });
        let together = threads.fold(0, u64::wrapping_add);
        let counts =
            u64::from(self.spurious) | u64::from(self.ran_ahead) << 16 | u64::from(free) << 48 | u64::from(all) << 56;
        mix(mix(together, self.now), mix(self.current as u64, counts))
    }
}
