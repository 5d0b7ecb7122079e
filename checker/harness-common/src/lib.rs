//! What the harnesses of both stand-in worlds share: a suite and its checks, what a check found, and who watches over it.

pub mod current;
pub mod mistake;
pub mod suite;
pub mod verdict;
mod watch;

pub use mistake::{Mistake, wrong};
pub use suite::{Check, World, check};
pub use verdict::{Verdict, each};
