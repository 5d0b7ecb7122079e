//! `std::collections`: the real one, with hash maps and sets whose order is the same in every execution.

pub mod hash_map;
pub mod hash_set;

pub use hash_map::HashMap;
pub use hash_set::HashSet;
pub use real_std::collections::*;
