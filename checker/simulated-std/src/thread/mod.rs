//! `std::thread`.

mod builder;
mod handle;
mod local;
mod scope;

pub use builder::{Builder, spawn};
pub use handle::{JoinHandle, Thread, ThreadId, current};
pub use local::{AccessError, LocalKey};
pub use real_std::thread::Result;
pub use scope::{Scope, ScopedJoinHandle, scope};

use crate::engine;
use crate::time::{Instant, deadline_after, timeout_after};
use real_std::num::NonZero;
use real_std::panic::Location;
use real_std::time::Duration;
use recorder::trace::{Blocked, Op, Woken};

/// What `available_parallelism` says, on every machine.
const PARALLELISM: NonZero<usize> = NonZero::new(4).unwrap();

/// # Errors
/// Never here; the real one may.
pub fn available_parallelism() -> real_std::io::Result<NonZero<usize>> {
    Ok(PARALLELISM)
}

#[must_use]
pub fn panicking() -> bool {
    engine::panicking()
}

#[track_caller]
pub fn yield_now() {
    engine::yield_turn(Location::caller());
}

#[track_caller]
pub fn sleep(dur: Duration) {
    sleep_to(deadline_after(dur), dur, Location::caller());
}

#[track_caller]
pub fn sleep_ms(ms: u32) {
    let dur = Duration::from_millis(ms.into());
    sleep_to(deadline_after(dur), dur, Location::caller());
}

#[track_caller]
pub fn sleep_until(deadline: Instant) {
    let dur = Duration::from_nanos(deadline.nanos().saturating_sub(engine::now()));
    sleep_to(deadline.nanos(), dur, Location::caller());
}

fn sleep_to(deadline: u64, dur: Duration, place: engine::Place) {
    engine::record(engine::end_of(engine::current()), place, || Op::Sleep(dur));
    if deadline <= engine::now() {
        engine::sleep_no_time(place);
    } else {
        engine::wait_until(0, Blocked::Sleep, Some(deadline), place, || false);
    }
}

#[track_caller]
pub fn park() {
    park_until(None, Location::caller());
}

#[track_caller]
pub fn park_timeout(dur: Duration) {
    park_until(timeout_after(dur), Location::caller());
}

#[track_caller]
pub fn park_timeout_ms(ms: u32) {
    park_until(timeout_after(Duration::from_millis(ms.into())), Location::caller());
}

fn park_until(deadline: Option<u64>, place: engine::Place) {
    let me = engine::current();
    let parking = engine::parking_of(me);
    engine::pass(parking, place);
    engine::record(parking, place, || Op::Park);
    let token = || engine::with_task(me, |task| task.park_token);
    let woken = if token() {
        Woken::Notified
    } else {
        let wait = |end| engine::wait_until(parking, Blocked::Park, end, place, token);
        engine::wait_or_wake_up(deadline, wait)
    };
    engine::with_task(me, |task| task.park_token = false);
    engine::record(parking, place, || Op::Unparked(woken));
}
