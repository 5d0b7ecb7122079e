//! kind: does_not_compile
//! A module in a file of its own, which a submission does not have.

mod solution;
pub use solution::print_numbers;
