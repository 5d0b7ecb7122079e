//! `std::time`.

use super::{Item, pins, traits};
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::time::{Duration, Instant, SystemTime, SystemTimeError, TryFromFloatSecsError, UNIX_EPOCH};

#[rustfmt::skip] // A line an item.
pub fn list(list: &mut Vec<Item>) {
    pins! { list;
        type "time::Instant", Instant;
        fn "time::Instant::now", fn() -> Instant = Instant::now;
        fn "time::Instant::duration_since", fn(&Instant, Instant) -> Duration = Instant::duration_since;
        fn "time::Instant::checked_duration_since", fn(&Instant, Instant) -> Option<Duration> = Instant::checked_duration_since;
        fn "time::Instant::saturating_duration_since", fn(&Instant, Instant) -> Duration = Instant::saturating_duration_since;
        fn "time::Instant::elapsed", fn(&Instant) -> Duration = Instant::elapsed;
        fn "time::Instant::checked_add", fn(&Instant, Duration) -> Option<Instant> = Instant::checked_add;
        fn "time::Instant::checked_sub", fn(&Instant, Duration) -> Option<Instant> = Instant::checked_sub;
        impls "time::Instant", Instant: Add<Duration, Output = Instant> as "Add<Duration>", AddAssign<Duration> as "AddAssign<Duration>";
        impls "time::Instant", Instant: Sub<Duration, Output = Instant> as "Sub<Duration>", SubAssign<Duration> as "SubAssign<Duration>", Sub<Output = Duration> as "Sub";
        impls "time::Instant", Instant: Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, !Default, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        type "time::SystemTime", SystemTime;
        const "time::UNIX_EPOCH", SystemTime = UNIX_EPOCH;
        const "time::SystemTime::UNIX_EPOCH", SystemTime = SystemTime::UNIX_EPOCH;
        fn "time::SystemTime::now", fn() -> SystemTime = SystemTime::now;
        fn "time::SystemTime::duration_since", fn(&SystemTime, SystemTime) -> Result<Duration, SystemTimeError> = SystemTime::duration_since;
        fn "time::SystemTime::elapsed", fn(&SystemTime) -> Result<Duration, SystemTimeError> = SystemTime::elapsed;
        fn "time::SystemTime::checked_add", fn(&SystemTime, Duration) -> Option<SystemTime> = SystemTime::checked_add;
        fn "time::SystemTime::checked_sub", fn(&SystemTime, Duration) -> Option<SystemTime> = SystemTime::checked_sub;
        impls "time::SystemTime", SystemTime: Add<Duration, Output = SystemTime> as "Add<Duration>", AddAssign<Duration> as "AddAssign<Duration>";
        impls "time::SystemTime", SystemTime: Sub<Duration, Output = SystemTime> as "Sub<Duration>", SubAssign<Duration> as "SubAssign<Duration>";
        impls "time::SystemTime", SystemTime: Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, !Default, Send, Sync, Unpin, UnwindSafe, RefUnwindSafe;
    }
    pins! { list;
        real "time::Duration", Duration;
        real "time::SystemTimeError", SystemTimeError;
        real "time::TryFromFloatSecsError", TryFromFloatSecsError;
    }
}
