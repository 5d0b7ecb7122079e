//! Stands in for `std` in the loom world.
//!
//! A learner's crate that is compiled with this one as its `std` finds everything it knows: the real std through one glob, and in
//! its place whatever starts threads, lets them wait, shares memory, tells the time or prints. Those run in the
//! [`engine`](__engine), on loom: one execution after the other, and what an atomic's ordering allows a thread to read is
//! a choice like any other.
//!
//! All but the engine is the simulated world's own source: both engines have functions of the same names.

extern crate std as real_std;

mod engine;
#[path = "../../simulated-std/src/fresh.rs"]
mod fresh;
#[macro_use]
#[path = "../../simulated-std/src/macro_rules.rs"]
mod macro_rules;

#[path = "../../simulated-std/src/collections/mod.rs"]
pub mod collections;
#[path = "../../simulated-std/src/hash.rs"]
pub mod hash;
#[path = "../../simulated-std/src/hint.rs"]
pub mod hint;
#[path = "../../simulated-std/src/io/mod.rs"]
pub mod io;
#[path = "../../simulated-std/src/panic.rs"]
pub mod panic;
#[path = "../../simulated-std/src/prelude.rs"]
pub mod prelude;
#[path = "../../simulated-std/src/process.rs"]
pub mod process;
#[path = "../../simulated-std/src/sync/mod.rs"]
pub mod sync;
#[path = "../../simulated-std/src/system.rs"]
mod system;
#[path = "../../simulated-std/src/thread/mod.rs"]
pub mod thread;
#[path = "../../simulated-std/src/time.rs"]
pub mod time;

pub use real_std::*;
pub use system::{backtrace, env, fs, net, os};

// An explicit name goes before a glob's.
pub use real_std::{assert, assert_eq, assert_ne, debug_assert, debug_assert_eq, debug_assert_ne};

/// For the harness. A learner's program that names it is refused before it is compiled.
#[doc(hidden)]
pub mod __engine {
    pub use crate::engine::*;
}
