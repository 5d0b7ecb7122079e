//! `std::sync::atomic`, with the orderings as the memory model has them.

use crate::engine::{self, Place, Raw};
use real_std::cell::Cell;
use real_std::fmt;
use real_std::panic::Location;
use recorder::trace::{Object, Op, Value};

pub use real_std::sync::atomic::Ordering;

/// An atomic of the program: which of loom's stands for it in this execution, and what the last step left in it.
struct Slot<T> {
    epoch: Cell<u64>,
    object: Cell<Object>,
    /// The index of loom's atomic. Its value is this one's less `init`.
    at: Cell<usize>,
    init: T,
    /// The latest value, in the order of execution. Other threads may still read older ones.
    value: Cell<T>,
}

/// loom's atomic and what it needs to understand it.
struct Bound<'a, T> {
    slot: &'a Slot<T>,
    step: engine::Step,
    place: Place,
    show: fn(T) -> Value,
}

impl<T: Raw> Slot<T> {
    const fn new(value: T) -> Slot<T> {
        Slot {
            epoch: Cell::new(0),
            object: Cell::new(0),
            at: Cell::new(0),
            init: value,
            value: Cell::new(value),
        }
    }

    /// `None` outside of any execution: then there is nobody to share it with.
    fn bind(&self, place: Place, show: fn(T) -> Value) -> Option<Bound<'_, T>> {
        if !engine::is_running() {
            return None;
        }
        let epoch = engine::epoch();
        let fresh = self.epoch.replace(epoch) != epoch;
        if fresh {
            self.object.set(engine::new_object());
            self.value.set(self.init);
        }
        let (at, step) = engine::atomic::<T>((!fresh).then(|| self.at.get()), self.object.get(), place);
        self.at.set(at);
        Some(Bound {
            slot: self,
            step,
            place,
            show,
        })
    }

    fn load(&self, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        assert!(
            !matches!(order, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as a release load"
        );
        self.bind(place, show)
            .map_or_else(|| self.value.get(), |bound| bound.load(order))
    }

    fn store(&self, new: T, order: Ordering, place: Place, show: fn(T) -> Value) {
        assert!(
            !matches!(order, Ordering::Acquire | Ordering::AcqRel),
            "there is no such thing as an acquire store"
        );
        match self.bind(place, show) {
            Some(bound) => bound.store(new, order),
            None => self.value.set(new),
        }
    }

    fn swap(&self, new: T, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        match self.bind(place, show) {
            Some(bound) => bound.swap(new, order),
            None => self.value.replace(new),
        }
    }

    fn compare_exchange(
        &self,
        current: T,
        new: T,
        (success, failure): (Ordering, Ordering),
        place: Place,
        show: fn(T) -> Value,
    ) -> Result<T, T> {
        assert!(
            !matches!(failure, Ordering::Release | Ordering::AcqRel),
            "there is no such thing as a release failure ordering"
        );
        match self.bind(place, show) {
            Some(bound) => bound.compare_exchange(current, new, success, failure),
            None if self.value.get() == current => Ok(self.value.replace(new)),
            None => Err(self.value.get()),
        }
    }

    /// Changes the value in one step.
    fn update(&self, order: Ordering, place: Place, show: fn(T) -> Value, change: impl Fn(T) -> T) -> T {
        match self.bind(place, show) {
            Some(bound) => bound.update(order, change),
            None => self.value.replace(change(self.value.get())),
        }
    }

    fn fetch_update(
        &self,
        (set, fetch): (Ordering, Ordering),
        place: Place,
        show: fn(T) -> Value,
        mut change: impl FnMut(T) -> Option<T>,
    ) -> Result<T, T> {
        let mut seen = self.load(fetch, place, show);
        while let Some(new) = change(seen) {
            match self.compare_exchange(seen, new, (set, fetch), place, show) {
                Ok(old) => return Ok(old),
                Err(old) => seen = old,
            }
        }
        Err(seen)
    }

    /// The latest value, for whoever has the atomic for himself. What he leaves in it is a new beginning.
    fn own(&mut self) -> &mut T {
        if self.epoch.get() == engine::epoch() {
            self.init = self.value.get();
        }
        self.epoch.set(0);
        &mut self.init
    }

    fn latest(&self) -> T {
        if self.epoch.get() == engine::epoch() {
            self.value.get()
        } else {
            self.init
        }
    }
}

impl<T: Raw> Bound<'_, T> {
    fn raw(&self, value: T) -> u64 {
        value.to_bits().wrapping_sub(self.slot.init.to_bits())
    }

    fn value(&self, raw: u64) -> T {
        T::from_bits(raw.wrapping_add(self.slot.init.to_bits()))
    }

    fn record(&self, order: Ordering, op: impl FnOnce() -> Op) {
        engine::record(self.slot.object.get(), self.place, op);
        engine::ordered(order);
    }

    /// Sets the latest value and notes what happened.
    fn changed(&self, order: Ordering, old: T, new: T) {
        self.slot.value.set(new);
        if old != new {
            engine::changed();
        }
        self.record(order, || Op::Update {
            old: (self.show)(old),
            new: (self.show)(new),
        });
    }

    fn load(&self, order: Ordering) -> T {
        let value = self.value(self.step.load(order));
        if value == self.slot.value.get() {
            self.record(order, || Op::Load((self.show)(value)));
        } else {
            engine::stale();
            self.record(order, || Op::StaleLoad((self.show)(value)));
        }
        value
    }

    fn store(&self, new: T, order: Ordering) {
        self.step.store(self.raw(new), order);
        if self.slot.value.replace(new) != new {
            engine::changed();
        }
        self.record(order, || Op::Store((self.show)(new)));
    }

    fn swap(&self, new: T, order: Ordering) -> T {
        let old = self.value(self.step.swap(self.raw(new), order));
        self.changed(order, old, new);
        old
    }

    fn add(&self, much: u64, order: Ordering) -> T {
        let raw = self.step.add(much, order);
        let old = self.value(raw);
        self.changed(order, old, self.value(raw.wrapping_add(much)));
        old
    }

    fn compare_exchange(&self, current: T, new: T, success: Ordering, failure: Ordering) -> Result<T, T> {
        match self
            .step
            .compare_exchange(self.raw(current), self.raw(new), success, failure)
        {
            Ok(_) => {
                self.changed(success, current, new);
                Ok(current)
            }
            Err(raw) => {
                let old = self.value(raw);
                self.record(failure, || Op::CompareFailed((self.show)(old)));
                Err(old)
            }
        }
    }

    /// loom can do few updates by itself, and those only if the values are its own. But the latest value is nearly always the one that it will
    /// find; and where it isn't, the exchange fails and says so.
    fn update(&self, order: Ordering, change: impl Fn(T) -> T) -> T {
        let mut guess = self.slot.value.get();
        loop {
            let new = change(guess);
            match self
                .step
                .compare_exchange(self.raw(guess), self.raw(new), order, Ordering::Relaxed)
            {
                Ok(_) => {
                    self.changed(order, guess, new);
                    return guess;
                }
                Err(raw) => guess = self.value(raw),
            }
        }
    }
}

macro_rules! raw {
    ($($name:ident $width:literal)*) => {$(
        // What doesn't fit is cut off, as wrapping arithmetic wants it.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap)]
        impl Raw for $name {
            const WIDTH: usize = $width;
            fn to_bits(self) -> u64 {
                self as u64
            }
            fn from_bits(bits: u64) -> $name {
                bits as $name
            }
        }
    )*};
}
raw!(u8 0 i8 0 u16 1 i16 1 u32 2 i32 2 u64 3 i64 3 usize 3 isize 3);

impl Raw for bool {
    const WIDTH: usize = 0;
    fn to_bits(self) -> u64 {
        u64::from(self)
    }
    fn from_bits(bits: u64) -> bool {
        bits & 0xff != 0
    }
}

impl<T> Raw for *mut T {
    const WIDTH: usize = 3;
    fn to_bits(self) -> u64 {
        self.expose_provenance() as u64
    }
    fn from_bits(bits: u64) -> *mut T {
        real_std::ptr::with_exposed_provenance_mut(bits as usize)
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
                self.slot.own()
            }

            pub fn into_inner(self) -> $raw {
                self.slot.latest()
            }

            #[track_caller]
            pub fn load(&self, order: Ordering) -> $raw {
                self.slot.load(order, Location::caller(), $show)
            }

            #[track_caller]
            pub fn store(&self, value: $raw, order: Ordering) {
                self.slot.store(value, order, Location::caller(), $show);
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
                self.slot.compare_exchange(current, new, (success, failure), Location::caller(), $show)
            }

            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $raw,
                new: $raw,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$raw, $raw> {
                self.slot.compare_exchange(current, new, (success, failure), Location::caller(), $show)
            }

            #[deprecated(note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(&self, current: $raw, new: $raw, order: Ordering) -> $raw {
                let failure = match order {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    order => order,
                };
                match self.slot.compare_exchange(current, new, (order, failure), Location::caller(), $show) {
                    Ok(old) | Err(old) => old,
                }
            }

            #[track_caller]
            pub fn fetch_update<F>(&self, set: Ordering, fetch: Ordering, change: F) -> Result<$raw, $raw>
            where
                F: FnMut($raw) -> Option<$raw>,
            {
                self.slot.fetch_update((set, fetch), Location::caller(), $show, change)
            }
        }

        // Stable since Rust 1.95.
        impl $(<$param>)? $name $(<$param>)? {
            #[track_caller]
            pub fn try_update(
                &self,
                set: Ordering,
                fetch: Ordering,
                change: impl FnMut($raw) -> Option<$raw>,
            ) -> Result<$raw, $raw> {
                self.slot.fetch_update((set, fetch), Location::caller(), $show, change)
            }

            #[track_caller]
            pub fn update(&self, set: Ordering, fetch: Ordering, mut change: impl FnMut($raw) -> $raw) -> $raw {
                let change = |old| Some(change(old));
                match self.slot.fetch_update((set, fetch), Location::caller(), $show, change) {
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
                self.slot.latest().fmt(f)
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
            #[track_caller]
            pub fn fetch_add(&self, value: $raw, order: Ordering) -> $raw {
                let place = Location::caller();
                match self.slot.bind(place, |value| Value::Int(value as i128)) {
                    Some(bound) => bound.add(value.to_bits(), order),
                    None => self.slot.value.replace(self.slot.value.get().wrapping_add(value)),
                }
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
        self.slot.latest().fmt(f)
    }
}

impl AtomicBool {
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.slot
            .update(order, Location::caller(), Value::Bool, |old| old & value)
    }

    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.slot
            .update(order, Location::caller(), Value::Bool, |old| !(old & value))
    }

    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.slot
            .update(order, Location::caller(), Value::Bool, |old| old | value)
    }

    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.slot
            .update(order, Location::caller(), Value::Bool, |old| old ^ value)
    }

    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.slot.update(order, Location::caller(), Value::Bool, |old| !old)
    }
}

pub fn fence(order: Ordering) {
    assert!(order != Ordering::Relaxed, "there is no such thing as a relaxed fence");
    if engine::is_running() {
        engine::fence(order);
    }
}

pub fn compiler_fence(_: Ordering) {}

#[deprecated(note = "use hint::spin_loop instead")]
#[track_caller]
pub fn spin_loop_hint() {
    engine::yield_turn(Location::caller());
}
