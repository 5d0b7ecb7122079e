//! `std::sync`.

pub mod atomic;
mod barrier;
mod condvar;
pub mod mpsc;
mod mutex;
mod once;
mod rwlock;

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use mutex::{Mutex, MutexGuard};
pub use once::{LazyLock, Once, OnceLock, OnceState};
pub use real_std::sync::{Arc, LockResult, PoisonError, TryLockError, TryLockResult, Weak};
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The static's value before `Once::new` was `const`.
#[allow(clippy::declare_interior_mutable_const)] // As in std.
#[deprecated(note = "the `Once::new()` function is now preferred")]
pub const ONCE_INIT: Once = Once::new();
