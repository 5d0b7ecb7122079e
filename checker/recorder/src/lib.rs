//! What a run leaves behind. The stand-ins for std write it, the harness in a suite's process judges it, the checker shows it.
//!
//! - [`kind`]: the names of the mistakes, which every report uses.
//! - [`replay`]: a certain interleaving, as a token that a person can paste.
//! - [`story`]: an interleaving as people are told it.
//! - [`trace`]: what a thread did, step by step.
//! - [`wire`]: what the checker tells a suite's process, and what comes back, a JSON object a line.

pub mod kind;
pub mod replay;
pub mod story;
pub mod trace;
pub mod wire;

pub use kind::Kind;
pub use replay::{Replay, Schedule};
pub use story::Story;
