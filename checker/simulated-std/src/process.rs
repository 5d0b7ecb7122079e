//! `std::process`: the real one, but ending the process ends the execution.

use crate::engine::{self, Ending};
use real_std::panic::Location;
use recorder::trace::Op;

pub use real_std::process::*;

#[track_caller]
pub fn exit(code: i32) -> ! {
    engine::record(0, Location::caller(), || Op::Exit(code));
    engine::end(Ending::Exited(code))
}

pub fn abort() -> ! {
    engine::end(Ending::Aborted)
}
