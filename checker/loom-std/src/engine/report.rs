//! What happened in an execution. The types have the simulated world's names and fields where both worlds have them.

use super::{Held, Place, Waiting};
use recorder::trace::{Event, Thread};
use std::sync::atomic::Ordering;

/// How an execution ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    Returned,
    /// The scenario itself panicked.
    Panicked,
    /// Nobody can go on, and the scenario hasn't returned.
    Deadlock,
    /// More output than anybody would read.
    Flood,
    Exited(i32),
    Aborted,
    /// More threads than loom can follow. Nothing is known about the program.
    TooManyThreads,
    /// More steps than loom can follow: a loop that waits for others without waiting, as a rule. Nothing is known about the program.
    TooManySteps,
    /// More atomics than are sensible here. Nothing is known about the program.
    TooManyAtomics,
    /// loom gave up, with this message. Nothing is known about the program.
    EngineFailed(String),
}

impl Ending {
    /// Why the execution says nothing about the program, if that is so.
    pub fn inconclusive(&self) -> Option<String> {
        match self {
            Ending::TooManyThreads => {
                Some("the program starts more than 4 threads, which is more than loom follows".to_string())
            }
            Ending::TooManySteps => Some("an execution takes more steps than loom follows".to_string()),
            Ending::TooManyAtomics => Some("the program makes more atomics than loom follows here".to_string()),
            Ending::EngineFailed(message) => Some(format!("loom could not go on: {message}")),
            Ending::Returned
            | Ending::Panicked
            | Ending::Deadlock
            | Ending::Flood
            | Ending::Exited(_)
            | Ending::Aborted => None,
        }
    }
}

/// A piece of output.
#[derive(Debug, Clone)]
pub struct Printed {
    pub thread: Thread,
    pub at_ns: u64,
    pub text: String,
    pub place: Place,
    /// Its place among prints, marks and the scenario's return.
    pub order: u64,
}

/// A mark that a suite set.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub thread: Thread,
    pub at_ns: u64,
    pub label: &'static str,
    pub value: u64,
    pub order: u64,
}

/// The ordering that an atomic operation asked for; of a recorded execution.
#[derive(Debug, Clone, Copy)]
pub struct OrderingUsed {
    /// The index of the operation among the events.
    pub event: usize,
    pub ordering: Ordering,
}

/// What became of a thread.
#[derive(Debug, Clone)]
pub struct TaskReport {
    pub name: Option<String>,
    pub place: Place,
    pub finished: bool,
    /// The panic that ended it.
    pub panic: Option<(String, Option<(String, u32)>)>,
    /// What it waits for, if it never ended.
    pub waiting: Option<Waiting>,
    pub held: Vec<Held>,
    pub ended_at: Option<u64>,
}

/// A thread that was still there when the scenario returned.
#[derive(Debug, Clone, Copy)]
pub struct Leftover {
    pub thread: Thread,
    pub waiting: Option<Waiting>,
}

/// What happened in an execution.
#[derive(Debug, Clone)]
pub struct Report {
    pub ending: Ending,
    /// Its number in the model, counted from 1.
    pub execution: u64,
    /// The last panic of the scenario's own thread.
    pub panic: Option<(String, Option<(String, u32)>)>,
    pub preemptions: u32,
    pub printed: Vec<Printed>,
    pub marks: Vec<Mark>,
    pub tasks: Vec<TaskReport>,
    pub events: Vec<Event>,
    pub orderings: Vec<OrderingUsed>,
    /// When the scenario returned: simulated nanoseconds, and the place among prints and marks.
    pub returned: Option<(u64, u64)>,
    /// The clock at the end.
    pub ended_at: u64,
    pub leftovers: Vec<Leftover>,
    /// How many steps had been recorded when the scenario returned.
    pub events_at_return: usize,
    /// Loads of a value that was not the latest.
    pub stale_loads: u32,
}
