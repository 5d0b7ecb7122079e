//! kind: forbidden
//! The same, behind a condition that always holds.

#[cfg_attr(all(), path = "../../../../../../solutions/03_threaded_print/src/lib.rs")]
mod solution;
pub use solution::print_numbers;
