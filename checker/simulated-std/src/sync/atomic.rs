//! `std::sync::atomic`. What a step at an atomic does is the engine's: the loom world's heeds the orderings.

use crate::engine::{self, Place, Slot};
use real_std::fmt;
use real_std::panic::{Location, RefUnwindSafe};
use recorder::trace::Value;

pub use real_std::sync::atomic::Ordering;

/// Refuses orderings that there are not for a load, with std's words.
fn for_a_load(order: Ordering) -> Ordering {
    match order {
        Ordering::Release => panic!("there is no such thing as a release load"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release load"),
        _ => order,
    }
}

fn for_a_store(order: Ordering) -> Ordering {
    match order {
        Ordering::Acquire => panic!("there is no such thing as an acquire store"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release store"),
        _ => order,
    }
}

fn for_a_failure(order: Ordering) -> Ordering {
    match order {
        Ordering::Release => panic!("there is no such thing as a release failure ordering"),
        Ordering::AcqRel => panic!("there is no such thing as an acquire-release failure ordering"),
        _ => order,
    }
}

/// Loads and exchanges until nobody came between.
fn fetch_update<T: engine::Raw>(
    slot: &Slot<T>,
    (set, fetch): (Ordering, Ordering),
    place: Place,
    show: fn(T) -> Value,
    mut change: impl FnMut(T) -> Option<T>,
) -> Result<T, T> {
    let fetch = for_a_load(fetch);
    let mut seen = slot.load(fetch, place, show);
    while let Some(new) = change(seen) {
        match slot.compare_exchange((seen, new), (set, fetch), true, place, show) {
            Ok(old) => return Ok(old),
            Err(old) => seen = old,
        }
    }
    Err(seen)
}

/// What all atomics have. `$raw` is the value's type, `$show` makes it visible in a trace.
macro_rules! atomic {
    ($name:ident $(<$param:ident>)?, $raw:ty, $show:expr) => {
        pub struct $name $(<$param>)? {
            slot: Slot<$raw>,
        }

        // SAFETY: all threads of the program run on one of the operating system's, one at a time.
        unsafe impl $(<$param>)? Send for $name $(<$param>)? {}
        unsafe impl $(<$param>)? Sync for $name $(<$param>)? {}
        impl $(<$param>)? RefUnwindSafe for $name $(<$param>)? {}

        impl $(<$param>)? $name $(<$param>)? {
            #[must_use]
            pub const fn new(value: $raw) -> Self {
                Self { slot: Slot::new(value) }
            }

            pub fn get_mut(&mut self) -> &mut $raw {
                self.slot.own()
            }

            #[must_use]
            pub fn into_inner(mut self) -> $raw {
                *self.slot.own()
            }

            pub fn as_ptr(&self) -> *mut $raw
            where
                for<'here> engine::ThePlaceOfAnAtomic<'here>: engine::Offered,
            {
                self.slot.as_ptr()
            }

            /// # Safety
            /// There is nothing to heed: it can't be called.
            pub const unsafe fn from_ptr<'a>(_: *mut $raw) -> &'a Self
            where
                for<'here> engine::AnAtomicInForeignMemory<'here>: engine::Offered,
            {
                unreachable!()
            }

            #[track_caller]
            pub fn load(&self, order: Ordering) -> $raw {
                self.slot.load(for_a_load(order), Location::caller(), $show)
            }

            #[track_caller]
            pub fn store(&self, value: $raw, order: Ordering) {
                self.slot.store(value, for_a_store(order), Location::caller(), $show);
            }

            #[track_caller]
            pub fn swap(&self, value: $raw, order: Ordering) -> $raw {
                self.slot.swap(value, order, Location::caller(), $show)
            }

            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $raw,
                new: $raw,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$raw, $raw> {
                let orders = (success, for_a_failure(failure));
                self.slot.compare_exchange((current, new), orders, false, Location::caller(), $show)
            }

            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $raw,
                new: $raw,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$raw, $raw> {
                let orders = (success, for_a_failure(failure));
                self.slot.compare_exchange((current, new), orders, true, Location::caller(), $show)
            }

            #[deprecated(note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(&self, current: $raw, new: $raw, order: Ordering) -> $raw {
                let failure = match order {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    _ => order,
                };
                match self.slot.compare_exchange((current, new), (order, failure), false, Location::caller(), $show) {
                    Ok(old) | Err(old) => old,
                }
            }

            #[track_caller]
            pub fn fetch_update<F>(&self, set: Ordering, fetch: Ordering, change: F) -> Result<$raw, $raw>
            where
                F: FnMut($raw) -> Option<$raw>,
            {
                fetch_update(&self.slot, (set, fetch), Location::caller(), $show, change)
            }

            // Stable since Rust 1.95.
            #[track_caller]
            pub fn try_update(
                &self,
                set: Ordering,
                fetch: Ordering,
                change: impl FnMut($raw) -> Option<$raw>,
            ) -> Result<$raw, $raw> {
                fetch_update(&self.slot, (set, fetch), Location::caller(), $show, change)
            }

            #[track_caller]
            pub fn update(&self, set: Ordering, fetch: Ordering, mut change: impl FnMut($raw) -> $raw) -> $raw {
                let change = |old| Some(change(old));
                match fetch_update(&self.slot, (set, fetch), Location::caller(), $show, change) {
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
                shown(&self.slot, $show).fmt(f)
            }
        }
    };
}

/// The value for `Debug`: to show it is a load like any other, while there is anybody who could change it.
fn shown<T: engine::Raw>(slot: &Slot<T>, show: fn(T) -> Value) -> T {
    if engine::is_running() {
        slot.load(Ordering::Relaxed, Location::caller(), show)
    } else {
        slot.latest()
    }
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
            #[track_caller]
            pub fn fetch_add(&self, value: $raw, order: Ordering) -> $raw {
                let sum = |old: $raw| old.wrapping_add(value);
                self.slot.add(value, sum, order, Location::caller(), |value| Value::Int(value as i128))
            }

            #[track_caller]
            pub fn fetch_sub(&self, value: $raw, order: Ordering) -> $raw {
                self.fetch_add(value.wrapping_neg(), order)
            }

            integers!(@updates $raw
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
        pub fn $update(&self, $value: $raw, order: Ordering) -> $raw {
            self.slot.update(order, Location::caller(), |value| Value::Int(value as i128), |$old| $new)
        }
    )*};
}

integers! {
    AtomicU8 u8 AtomicU16 u16 AtomicU32 u32 AtomicU64 u64 AtomicUsize usize
    AtomicI8 i8 AtomicI16 i16 AtomicI32 i32 AtomicI64 i64 AtomicIsize isize
}

atomic!(AtomicBool, bool, Value::Bool);
atomic!(AtomicPtr<T>, *mut T, show_pointer);

impl Default for AtomicBool {
    fn default() -> Self {
        Self::new(false)
    }
}

macro_rules! updates_of_a_flag {
    ($($update:ident |$old:ident $(, $value:ident)?| $new:expr;)*) => {
        impl AtomicBool {$(
            #[track_caller]
            pub fn $update(&self, $($value: bool,)? order: Ordering) -> bool {
                self.slot.update(order, Location::caller(), Value::Bool, |$old| $new)
            }
        )*}
    };
}
updates_of_a_flag! {
    fetch_and |old, value| old & value;
    fetch_nand |old, value| !(old & value);
    fetch_or |old, value| old | value;
    fetch_xor |old, value| old ^ value;
    fetch_not |old| !old;
}

impl<T> Default for AtomicPtr<T> {
    fn default() -> Self {
        Self::new(real_std::ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&shown(&self.slot, show_pointer), f)
    }
}

fn show_pointer<T>(pointer: *mut T) -> Value {
    Value::Text(format!("{pointer:p}"))
}

// Stable since Rust 1.91.
macro_rules! updates_of_a_pointer {
    ($($update:ident |$old:ident, $value:ident| $new:expr;)*) => {
        impl<T> AtomicPtr<T> {$(
            #[track_caller]
            pub fn $update(&self, $value: usize, order: Ordering) -> *mut T {
                self.slot.update(order, Location::caller(), show_pointer, |$old| $new)
            }
        )*}
    };
}
updates_of_a_pointer! {
    fetch_ptr_add |old, value| old.wrapping_add(value);
    fetch_ptr_sub |old, value| old.wrapping_sub(value);
    fetch_byte_add |old, value| old.wrapping_byte_add(value);
    fetch_byte_sub |old, value| old.wrapping_byte_sub(value);
    fetch_or |old, value| old.map_addr(|addr| addr | value);
    fetch_and |old, value| old.map_addr(|addr| addr & value);
    fetch_xor |old, value| old.map_addr(|addr| addr ^ value);
}

#[track_caller]
pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    engine::fence(order, Location::caller());
}

/// The threads of the program run on one of the operating system's: its compiler has nothing to reorder.
pub fn compiler_fence(order: Ordering) {
    assert!(
        order != Ordering::Relaxed,
        "there is no such thing as a relaxed compiler fence"
    );
}

#[deprecated(note = "use hint::spin_loop instead")]
#[track_caller]
pub fn spin_loop_hint() {
    engine::yield_turn(Location::caller());
}

macro_rules! values_of_statics {
    ($($name:ident: $atomic:ident = $value:expr;)*) => {$(
        #[deprecated(note = "the `new` function is now preferred")]
        #[allow(clippy::declare_interior_mutable_const, reason = "as in std")]
        pub const $name: $atomic = $atomic::new($value);
    )*};
}
values_of_statics! {
    ATOMIC_BOOL_INIT: AtomicBool = false;
    ATOMIC_ISIZE_INIT: AtomicIsize = 0;
    ATOMIC_USIZE_INIT: AtomicUsize = 0;
}
