//! The conversation between the checker and a suite's process.
//!
//! The checker writes one line to the process's standard input, a [`Plan`] as JSON. The process answers on its standard output:
//! every line is the plan's nonce, a space, and a [`Record`] as JSON. A line without the nonce is not ours and counts for nothing.
//! The learner's code never sees the nonce, so it can't write a record.

use crate::kind::Kind;
use serde::{Deserialize, Serialize};

/// What a suite's process is asked to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// Stands before every record. Random, new for every process.
    pub nonce: String,
    /// The ids of the checks to run, in this order.
    pub checks: Vec<String>,
    /// The token of the only interleaving to run, see [`crate::replay`]. `None`: all that the checks explore.
    pub replay: Option<String>,
    /// The learner's file, for naming things in a story by the learner's own names.
    pub source: String,
}

/// One line from a suite's process.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A check has begun. If the process dies before the check has finished, this one did it.
    Started { check: String },
    /// A check has come to its end.
    Finished(Box<Finished>),
    /// Every check asked for has been run.
    Done,
}

/// What one check found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finished {
    pub check: String,
    /// How many interleavings were run.
    pub interleavings: u64,
    /// Of a failure: the preemptions it takes. Of a pass: up to how many preemptions every interleaving was run.
    pub preemptions: u32,
    /// Whether the search ran out of interleavings (`true`), or of its budget (`false`).
    pub exhausted: bool,
    /// Milliseconds of simulated time that the program took, where the check is about time.
    pub simulated_ms: Option<f64>,
    /// `None`: the check passed.
    pub mistake: Option<Mistake>,
    /// Of an interleaving that was run again and has nothing wrong with it: what happened in it.
    pub story: Option<Story>,
    /// What else a reader should know: a limit of the engine that was met, say.
    pub note: Option<String>,
}

/// Why a check failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mistake {
    pub kind: Kind,
    /// One sentence, true of the learner's program.
    pub message: String,
    /// Lines of the learner's file, the decisive ones first.
    pub lines: Vec<u32>,
    /// What to think about next. Never the answer.
    pub help: Option<String>,
    /// The interleaving that went wrong.
    pub story: Option<Story>,
}

/// An interleaving as a table: a column a thread, a row a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The columns' headings: `main`, `thread 1`, or the names that the learner gave.
    pub threads: Vec<String>,
    pub steps: Vec<Step>,
    /// Steps that were left out because they do not matter here.
    pub left_out: usize,
    /// The interleaving's number in the search, counted from 1.
    pub found_in: u64,
    /// The token that runs it again, see [`crate::replay`].
    pub replay: String,
    pub preemptions: u32,
    /// Whether the simulated clock moved, so that times are worth showing.
    pub timed: bool,
}

/// One step of one thread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The index of the thread in [`Story::threads`].
    pub thread: usize,
    /// The line of the learner's file, where there is one.
    pub line: Option<u32>,
    /// What the thread did: `lock counter, read 0`.
    pub text: String,
    /// Simulated nanoseconds since the start.
    pub at_ns: u64,
    /// What to notice here: `thread 2's update is lost here`.
    pub remark: Option<String>,
}
