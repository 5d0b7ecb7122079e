//! `std::panic`: the real one, with the count of panics kept for each simulated thread.

use crate::engine;
use real_std::any::Any;

pub use real_std::panic::*;

/// # Errors
/// The panic of the closure.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> real_std::thread::Result<R> {
    let result = real_std::panic::catch_unwind(f);
    if result.is_err() {
        engine::caught();
    }
    result
}

pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    engine::resume(payload)
}

/// Panics are part of the report here, whatever hook is set.
pub fn set_hook(_: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {}

#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    Box::new(|_| {})
}
