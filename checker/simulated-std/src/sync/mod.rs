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
#[deprecated(note = "the `Once::new()` function is now preferred")]
#[allow(clippy::declare_interior_mutable_const, reason = "as in std")]
pub const ONCE_INIT: Once = Once::new();
