//! Stands in for `std` in the simulated world.
//!
//! A learner's crate that is compiled with this one as its `std` finds everything it knows: the real std through one glob, and in
//! its place whatever starts threads, lets them wait, tells the time or prints. Those run in the [`engine`](__engine): one
//! interleaving after the other, in simulated time.

extern crate std as real_std;

mod engine;
mod fresh;
#[macro_use]
mod macro_rules;

pub mod collections;
pub mod hash;
pub mod hint;
pub mod io;
pub mod panic;
pub mod prelude;
pub mod process;
pub mod sync;
mod system;
pub mod thread;
pub mod time;

pub use real_std::*;
pub use system::{backtrace, env, fs, net, os};

// An explicit name goes before a glob's.
pub use real_std::{assert, assert_eq, assert_ne, debug_assert, debug_assert_eq, debug_assert_ne};

/// For the harness. A learner's program that names it is refused before it is compiled.
#[doc(hidden)]
pub mod __engine {
    pub use crate::engine::search::{Alternative, Choice, Limits, Next, Offer, Search};
    pub use crate::engine::*;
}
