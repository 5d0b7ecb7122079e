//! `std::hint`: the real one, but spinning gives way.

use crate::engine;
use real_std::panic::Location;

pub use real_std::hint::*;

#[track_caller]
pub fn spin_loop() {
    engine::yield_turn(Location::caller());
}
