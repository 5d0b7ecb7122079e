//! `std::sync::atomic`, sequentially consistent whatever the ordering says: the loom world looks at orderings.

use crate::engine::{self, Place};
use real_std::cell::Cell;
use real_std::fmt;
use real_std::panic::Location;
use recorder::trace::{Object, Op, Value};

pub use real_std::sync::atomic::Ordering;

/// A value that every execution finds as it was made, and the object's number.
struct Slot<T> {
    epoch: Cell<u64>,
    object: Cell<Object>,
    init: T,
    value: Cell<T>,
}

impl<T: Copy + PartialEq> Slot<T> {
    const fn new(value: T) -> Slot<T> {
        Slot {
            epoch: Cell::new(0),
            object: Cell::new(0),
            init: value,
            value: Cell::new(value),
        }
    }

    #[inline]
    fn cell(&self) -> &Cell<T> {
        let epoch = engine::epoch();
        if self.epoch.get() != epoch && epoch != 0 {
            self.epoch.set(epoch);
            self.object.set(engine::new_object());
            self.value.set(self.init);
        }
        &self.value
    }

    fn step(&self, place: Place) -> &Cell<T> {
        let cell = self.cell();
        engine::point(place);
        cell
    }

    fn record(&self, place: Place, op: impl FnOnce() -> Op) {
        engine::record(self.object.get(), place, op);
    }

    fn load(&self, place: Place, show: fn(T) -> Value) -> T {
        let value = self.step(place).get();
        self.record(place, || Op::Load(show(value)));
        value
    }

    fn store(&self, new: T, place: Place, show: fn(T) -> Value) {
        let old = self.step(place).replace(new);
        if old != new {
            engine::changed();
        }
        self.record(place, || Op::Store(show(new)));
        engine::fine_point(place);
    }

    fn update(&self, place: Place, show: fn(T) -> Value, change: impl FnOnce(T) -> T) -> T {
        let cell = self.step(place);
        let old = cell.get();
        let new = change(old);
        cell.set(new);
        if old != new {
            engine::changed();
        }
        self.record(place, || Op::Update {
            old: show(old),
            new: show(new),
        });
        engine::fine_point(place);
        old
    }

    fn compare_exchange(&self, current: T, new: T, weak: bool, place: Place, show: fn(T) -> Value) -> Result<T, T> {
        let cell = self.step(place);
        let old = cell.get();
        if old != current || (weak && engine::spuriously()) {
            self.record(place, || Op::CompareFailed(show(old)));
            return Err(old);
        }
        cell.set(new);
        if old != new {
            engine::changed();
        }
        self.record(place, || Op::Update {
            old: show(old),
            new: show(new),
        });
        Ok(old)
    }

    fn fetch_update(&self, place: Place, show: fn(T) -> Value, mut change: impl FnMut(T) -> Option<T>) -> Result<T, T> {
        let mut seen = self.load(place, show);
        while let Some(new) = change(seen) {
            match self.compare_exchange(seen, new, true, place, show) {
                Ok(old) => return Ok(old),
                Err(old) => seen = old,
            }
        }
        Err(seen)
    }
}

/// What all atomics have. `$raw` is the value's type, `$show` makes it visible in a trace.
macro_rules! atomic {
    ($name:ident $(<$param:ident>)?, $raw:ty, $show:expr) => {
        pub struct $name $(<$param>)? {
            slot: Slot<$raw>,
        }

        // SAFETY: all simulated threads run on one thread, one at a time.
        unsafe impl $(<$param>)? Send for $name $(<$param>)? {}
        unsafe impl $(<$param>)? Sync for $name $(<$param>)? {}
        impl $(<$param>)? real_std::panic::UnwindSafe for $name $(<$param>)? {}
        impl $(<$param>)? real_std::panic::RefUnwindSafe for $name $(<$param>)? {}

        impl $(<$param>)? $name $(<$param>)? {
            pub const fn new(value: $raw) -> Self {
                Self { slot: Slot::new(value) }
            }

            pub fn get_mut(&mut self) -> &mut $raw {
                self.slot.cell();
                self.slot.value.get_mut()
            }

            pub fn into_inner(self) -> $raw {
                self.slot.cell().get()
            }

            #[track_caller]
            pub fn load(&self, _: Ordering) -> $raw {
                self.slot.load(Location::caller(), $show)
            }

            #[track_caller]
            pub fn store(&self, value: $raw, _: Ordering) {
                self.slot.store(value, Location::caller(), $show);
            }

            #[track_caller]
            pub fn swap(&self, value: $raw, _: Ordering) -> $raw {
                self.slot.update(Location::caller(), $show, |_| value)
            }

            #[track_caller]
            pub fn compare_exchange(&self, current: $raw, new: $raw, _: Ordering, _: Ordering) -> Result<$raw, $raw> {
                self.slot.compare_exchange(current, new, false, Location::caller(), $show)
            }

            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $raw,
                new: $raw,
                _: Ordering,
                _: Ordering,
            ) -> Result<$raw, $raw> {
                self.slot.compare_exchange(current, new, true, Location::caller(), $show)
            }

            #[deprecated(note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(&self, current: $raw, new: $raw, _: Ordering) -> $raw {
                match self.slot.compare_exchange(current, new, false, Location::caller(), $show) {
                    Ok(old) | Err(old) => old,
                }
            }

            #[track_caller]
            pub fn fetch_update<F>(&self, _: Ordering, _: Ordering, change: F) -> Result<$raw, $raw>
            where
                F: FnMut($raw) -> Option<$raw>,
            {
                self.slot.fetch_update(Location::caller(), $show, change)
            }
        }

        // Stable since Rust 1.95.
        impl $(<$param>)? $name $(<$param>)? {
            #[track_caller]
            pub fn try_update(&self, _: Ordering, _: Ordering, change: impl FnMut($raw) -> Option<$raw>) -> Result<$raw, $raw> {
                self.slot.fetch_update(Location::caller(), $show, change)
            }

            #[track_caller]
            pub fn update(&self, _: Ordering, _: Ordering, mut change: impl FnMut($raw) -> $raw) -> $raw {
                match self.slot.fetch_update(Location::caller(), $show, |old| Some(change(old))) {
                    Ok(old) | Err(old) => old,
                }
            }
        }

        impl $(<$param>)? From<$raw> for $name $(<$param>)? {
            fn from(value: $raw) -> Self {
                Self::new(value)
            }
        }

        impl $(<$param>)? fmt::Debug for $name $(<$param>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.slot.value.get().fmt(f)
            }
        }
    };
}

macro_rules! integers {
    ($($name:ident $raw:ident)*) => {$(
        atomic!($name, $raw, |value| Value::Int(value as i128));

        impl Default for $name {
            fn default() -> Self {
                Self::new(0)
            }
        }

        impl $name {
            integers!(@updates $raw
                fetch_add |old, value| old.wrapping_add(value);
                fetch_sub |old, value| old.wrapping_sub(value);
                fetch_and |old, value| old & value;
                fetch_nand |old, value| !(old & value);
                fetch_or |old, value| old | value;
                fetch_xor |old, value| old ^ value;
                fetch_max |old, value| old.max(value);
                fetch_min |old, value| old.min(value);
            );
        }
    )*};
    (@updates $raw:ident $($update:ident |$old:ident, $value:ident| $new:expr;)*) => {$(
        #[track_caller]
        pub fn $update(&self, $value: $raw, _: Ordering) -> $raw {
            self.slot.update(Location::caller(), |value| Value::Int(value as i128), |$old| $new)
        }
    )*};
}

integers! {
    AtomicU8 u8 AtomicU16 u16 AtomicU32 u32 AtomicU64 u64 AtomicUsize usize
    AtomicI8 i8 AtomicI16 i16 AtomicI32 i32 AtomicI64 i64 AtomicIsize isize
}

atomic!(AtomicBool, bool, Value::Bool);
atomic!(AtomicPtr<T>, *mut T, |pointer| Value::Text(format!("{pointer:p}")));

impl Default for AtomicBool {
    fn default() -> Self {
        Self::new(false)
    }
}

impl<T> Default for AtomicPtr<T> {
    fn default() -> Self {
        Self::new(real_std::ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.slot.value.get().fmt(f)
    }
}

impl AtomicBool {
    #[track_caller]
    pub fn fetch_and(&self, value: bool, _: Ordering) -> bool {
        self.slot.update(Location::caller(), Value::Bool, |old| old & value)
    }

    #[track_caller]
    pub fn fetch_nand(&self, value: bool, _: Ordering) -> bool {
        self.slot.update(Location::caller(), Value::Bool, |old| !(old & value))
    }

    #[track_caller]
    pub fn fetch_or(&self, value: bool, _: Ordering) -> bool {
        self.slot.update(Location::caller(), Value::Bool, |old| old | value)
    }

    #[track_caller]
    pub fn fetch_xor(&self, value: bool, _: Ordering) -> bool {
        self.slot.update(Location::caller(), Value::Bool, |old| old ^ value)
    }

    #[track_caller]
    pub fn fetch_not(&self, _: Ordering) -> bool {
        self.slot.update(Location::caller(), Value::Bool, |old| !old)
    }
}

#[track_caller]
pub fn fence(_: Ordering) {
    engine::point(Location::caller());
}

pub fn compiler_fence(_: Ordering) {}

#[deprecated(note = "use hint::spin_loop instead")]
#[track_caller]
pub fn spin_loop_hint() {
    engine::yield_turn(Location::caller());
}
