//! `std::hash`: the real one, with a `RandomState` that is the same in every execution.
//!
//! The order in which a hash map gives its entries follows from its hasher. Were that random, a program whose threads do something
//! for each entry would take another way in every execution, and no interleaving could be run a second time.

pub use real_std::hash::*;

/// The state of a hash map's hasher.
#[derive(Clone)]
pub struct RandomState {
    /// Nobody but `new` and `default` makes one, as in std.
    _private: (),
}

impl RandomState {
    #[inline]
    #[must_use]
    pub fn new() -> RandomState {
        RandomState { _private: () }
    }
}

impl Default for RandomState {
    #[inline]
    fn default() -> RandomState {
        RandomState::new()
    }
}

impl real_std::fmt::Debug for RandomState {
    fn fmt(&self, f: &mut real_std::fmt::Formatter<'_>) -> real_std::fmt::Result {
        f.debug_struct("RandomState").finish_non_exhaustive()
    }
}

impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;

    /// `DefaultHasher::new` begins from constants.
    #[inline]
    fn build_hasher(&self) -> DefaultHasher {
        DefaultHasher::new()
    }
}
