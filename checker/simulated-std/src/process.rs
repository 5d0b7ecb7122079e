//! `std::process`: ending the process ends the execution, and no other process can be started.

use crate::engine::{self, Ending};
use real_std::panic::Location;
use recorder::trace::Op;

pub use real_std::process::{ExitCode, Termination, id};

#[track_caller]
pub fn exit(code: i32) -> ! {
    engine::record(0, Location::caller(), || Op::Exit(code));
    engine::end(Ending::Exited(code))
}

pub fn abort() -> ! {
    engine::end(Ending::Aborted)
}
