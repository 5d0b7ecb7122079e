//! The conversation between the checker and a suite's process.
//!
//! The checker writes one line to the process's standard input, a [`Plan`] as JSON. The process answers on its standard output:
//! every line is the plan's nonce, a space, and a [`Record`] as JSON. A line without the nonce is not ours and counts for nothing.
//! The learner's code never sees the nonce, so it can't write a record.

use crate::kind::Kind;
use crate::story::Story;
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
    /// Whether to leave out the checks after one that fails: whoever counts no points needn't know.
    pub until_a_failure: bool,
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
    /// Milliseconds of processor time that the check took.
    #[serde(default)]
    pub processor_ms: f64,
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
