//! What a thread did, step by step. Both stand-ins write these; the harness turns them into a [`Story`](crate::story::Story).

use std::panic::Location;

/// The number of a thread in its execution. 0 is the one that runs the scenario, `main`; the others count up as they are spawned.
pub type Thread = usize;

/// The number of a lock, atomic, channel … in its execution, counted from 1 in the order of first use. The
/// output, the end of a thread and its token for `park` have numbers too.
pub type Object = u32;

/// A value small enough to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Bool(bool),
    Int(i128),
    Text(String),
    /// Whether a `OnceLock` or its like holds something.
    IsSet(bool),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Bool(value) => write!(f, "{value}"),
            Value::Int(value) => write!(f, "{value}"),
            Value::Text(value) => write!(f, "{value:?}"),
            Value::IsSet(true) => write!(f, "set"),
            Value::IsSet(false) => write!(f, "not set"),
        }
    }
}

/// What a thread did.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    Spawn(Thread),
    /// The thread's closure is over.
    End,
    Join(Thread),
    /// A lock was taken; `shared` for a reader.
    Lock {
        shared: bool,
    },
    TryLockFailed,
    Unlock,
    /// The value behind a guard was looked at.
    Read(Option<Value>),
    /// The value behind a guard was borrowed for writing; what was written shows at the unlock.
    Borrow(Option<Value>),
    /// The guard was given back with a new value inside.
    Written(Option<Value>),
    /// The guard was given back after the value had been borrowed for writing. Its own bytes are what they were; what it points to
    /// may have changed.
    MaybeWritten,
    /// A pipe was made: what is sent and received there are bytes.
    Pipe,
    /// A `Once`, `OnceLock` or `LazyLock` was initialised.
    Initialised,
    Wait,
    Woken(Woken),
    /// A notify, and how many waited for it.
    Notify {
        all: bool,
        waiting: usize,
    },
    Load(Value),
    /// A load that the memory model allows, of a value that is not the latest.
    StaleLoad(Value),
    Store(Value),
    /// A read-modify-write in one step.
    Update {
        old: Value,
        new: Value,
    },
    CompareFailed(Value),
    Send,
    Receive,
    /// Nothing to receive, and it did not wait; or its time ran out.
    ReceiveNothing,
    /// The other side of the channel is gone.
    HungUp,
    Park,
    Unparked(Woken),
    Unpark(Thread),
    Sleep(std::time::Duration),
    Yield,
    Print(String),
    /// Came to a barrier.
    Barrier,
    /// Began to wait for something that was not there yet: the lock's holder, a message, the end of a thread.
    Blocked(Blocked),
    /// The scenario's function returned.
    Return,
    Panic(String),
    Exit(i32),
    /// Looked at or changed what others can see of an object, beside its value: whether a lock is poisoned, how many senders a channel has.
    Touched,
    /// A mark that the suite set.
    Mark(&'static str, u64),
}

/// How a wait came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    Notified,
    /// For no reason, as std allows.
    Spuriously,
    TimedOut,
}

/// What a thread waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    Lock,
    ReadLock,
    WriteLock,
    /// The lock of the standard output.
    Output,
    Condvar,
    Receive,
    /// A full bounded channel.
    Send,
    Join(Thread),
    /// The end of a `thread::scope`.
    Scope,
    Park,
    Barrier,
    /// Another thread initialises a `Once`, `OnceLock` or `LazyLock`.
    Once,
    Sleep,
    /// The end of the scenario, in the harness.
    Drain,
}

/// One step of one thread.
#[derive(Debug, Clone)]
pub struct Event {
    pub thread: Thread,
    /// Simulated nanoseconds since the start.
    pub at_ns: u64,
    pub op: Op,
    /// What it was done to; 0 where there is nothing.
    pub object: Object,
    pub place: &'static Location<'static>,
    /// The locks that the thread held for itself alone, before the step.
    pub held: Vec<Object>,
}

impl Event {
    /// Whether a wait ended here for no reason.
    pub fn is_spurious(&self) -> bool {
        matches!(self.op, Op::Woken(Woken::Spuriously) | Op::Unparked(Woken::Spuriously))
    }

    /// The line of the learner's file, if the step is one of the learner's own.
    pub fn line(&self) -> Option<u32> {
        learner_line(self.place)
    }
}

/// The line, if the place is in the learner's file (which is always compiled as `src/lib.rs`).
pub fn learner_line(place: &Location<'_>) -> Option<u32> {
    let file = place.file();
    (file == "src/lib.rs" || file == "src\\lib.rs").then(|| place.line())
}
