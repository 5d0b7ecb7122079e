//! Placeholder.
pub use ::std::*;
