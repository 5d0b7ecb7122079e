//! A thread of the program under test.

use super::Place;
use corosensei::Yielder;
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
    /// 0 where it is nothing that has a name.
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

/// A thread's place in somebody's queue, from [`register`](super::register) to its waking.
#[derive(Clone, Copy)]
pub(super) struct Registered {
    pub object: Object,
    pub what: Blocked,
    /// Simulated nanoseconds at which it goes on in any case.
    pub deadline: Option<u64>,
    /// Who came first is woken first.
    pub ticket: u64,
    pub woken: bool,
    /// Whether it has come to sleep. Before that it may have a lock to give back, for which others wait.
    pub asleep: bool,
}

/// What a thread does inside loom.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stance {
    /// It could go on: if another thread runs now, this one was preempted.
    Ready,
    /// It gave way by itself.
    Away,
}

pub struct Task {
    /// What loom needs to wake it.
    pub(super) loom: Option<loom::thread::Thread>,
    /// Leads from the thread's own stack back to loom's, for a thread that must die.
    pub(super) yielder: *const Yielder<(), ()>,
    pub name: Option<String>,
    /// Where it was spawned.
    pub place: Place,
    pub finished: bool,
    /// What the others pass to see that it has ended.
    pub(super) end: Object,
    /// The object that `park` and `unpark` pass.
    pub(super) parking: Object,
    pub(super) registered: Option<Registered>,
    /// The lock that it is about to take. It can't go on while somebody holds it.
    pub(super) pending: Object,
    pub(super) waiting: Option<Waiting>,
    pub(super) stance: Stance,
    /// How often it came to a place with the same object since it last changed anything.
    pub(super) visits: Vec<(usize, Object, u32)>,
    /// Looks at the clock since it last changed anything.
    pub(super) looks: u32,
    /// How often it gave way since anybody changed anything, and the count of changes then.
    pub(super) yields: (u32, u64),
    /// Objects that are settled, and whose settling it has seen: passing them again would tell it nothing.
    pub(super) seen: Vec<Object>,
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
            loom: None,
            yielder: std::ptr::null(),
            name,
            place,
            finished: false,
            end: 0,
            parking: 0,
            registered: None,
            pending: 0,
            waiting: None,
            stance: Stance::Ready,
            visits: Vec::new(),
            looks: 0,
            yields: (0, 0),
            seen: Vec::new(),
            unwinding: 0,
            panic: None,
            ended_by_panic: false,
            held: Vec::new(),
            locals: Vec::new(),
            park_token: false,
            ended_at: None,
        }
    }

    /// It changed something: what it does next is no polling.
    pub(super) fn progressed(&mut self) {
        self.visits.clear();
        self.looks = 0;
        self.yields = (0, 0);
    }
}
