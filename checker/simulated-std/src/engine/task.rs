//! A thread of the program under test.

use super::giving_way::LookedAt;
use super::{FUEL, Place};
use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, Yielder};
use recorder::trace::{Blocked, Object};
use std::any::Any;
use std::rc::Rc;

/// A lock that a thread holds.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub object: Object,
    pub shared: bool,
    pub place: Place,
}

/// What a thread waits for.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    pub what: Blocked,
    pub object: Object,
    pub place: Place,
}

/// A value of a `thread_local!`, found by the address of its key.
pub struct Local {
    pub key: usize,
    /// `None` once it has been destroyed.
    pub value: Option<Rc<dyn Any>>,
    /// Whether the value has a destructor. One that has none can be used to the very end of its thread.
    pub needs_drop: bool,
}

pub struct Task {
    /// `None` once the thread's stack has been given back.
    pub(super) coroutine: Option<Coroutine<(), (), (), DefaultStack>>,
    pub(super) yielder: *const Yielder<(), ()>,
    pub name: Option<String>,
    /// Where it was spawned.
    pub place: Place,
    pub finished: bool,
    /// Its closure is over, and its result is where it belongs; destructors of its locals may still run. A scope waits for no more.
    pub closure_over: bool,
    /// The condition that a blocked thread waits for. It points into the thread's own stack, which stays while it is blocked.
    pub(super) until: Option<*const dyn Fn() -> bool>,
    /// Simulated nanoseconds at which it goes on in any case.
    pub(super) deadline: Option<u64>,
    pub(super) waiting: Option<Waiting>,
    /// Chosen to run, and nothing that others could see done yet: no use in choosing again.
    pub(super) fresh: bool,
    /// Slow: others or the clock have gone on without it, and may do so again.
    pub(super) slow: bool,
    /// A hash of everything that has happened before its next step.
    pub(super) history: u64,
    /// Where it is, as the address of the place: the next step, or the one it waits in.
    pub(super) at: usize,
    /// It has gone past a point and has not said yet what it did there.
    pub(super) owes_step: bool,
    /// Steps since [`Self::seen_changes`] last moved, but for those at objects that it has not been at since.
    pub(super) idle: u32,
    /// At which objects it has been since then.
    pub(super) looked_at: LookedAt,
    /// Its next step is at an object that is not among those.
    pub(super) looks_further: bool,
    /// The count of changes when this thread last looked.
    pub(super) seen_changes: u64,
    /// How often it used up its fuel: the turns of a busy-waiting thread.
    pub(super) spun: u32,
    /// How often of these it was going round in a loop.
    pub(super) rounds: u32,
    /// The places of its last steps, in a ring.
    pub(super) recent: [usize; FUEL as usize],
    /// How many steps it has made.
    pub(super) steps: usize,
    /// Where it used up its fuel last.
    pub(super) spun_at: Option<Place>,
    /// Yields after which nothing had changed.
    pub(super) vain_yields: u32,
    /// Steps since it last gave way.
    pub(super) slice: u32,
    /// Panics that are unwinding in it now.
    pub(super) unwinding: u32,
    /// The message and place of the panic that ended it or that was last caught.
    pub panic: Option<(String, Option<(String, u32)>)>,
    pub ended_by_panic: bool,
    pub held: Vec<Held>,
    pub locals: Vec<Local>,
    /// The token of `park`.
    pub park_token: bool,
    pub ended_at: Option<u64>,
}

impl Task {
    pub(super) fn new(name: Option<String>, place: Place) -> Task {
        Task {
            coroutine: None,
            yielder: std::ptr::null(),
            name,
            place,
            finished: false,
            closure_over: false,
            until: None,
            deadline: None,
            waiting: None,
            fresh: true,
            slow: false,
            history: 0,
            at: 0,
            owes_step: false,
            idle: 0,
            looked_at: LookedAt::nothing(),
            looks_further: false,
            seen_changes: 0,
            spun: 0,
            rounds: 0,
            recent: [0; FUEL as usize],
            steps: 0,
            spun_at: None,
            vain_yields: 0,
            slice: 0,
            unwinding: 0,
            panic: None,
            ended_by_panic: false,
            held: Vec::new(),
            locals: Vec::new(),
            park_token: false,
            ended_at: None,
        }
    }

    /// Whether it could go on if it were chosen now.
    pub(super) fn can_run(&self, now: u64) -> bool {
        if self.finished {
            return false;
        }
        match self.until {
            None => true,
            // SAFETY: the closure lives in the frame of `block`, which doesn't return before the condition is taken back.
            Some(until) => self.deadline.is_some_and(|deadline| deadline <= now) || unsafe { (*until)() },
        }
    }
}
