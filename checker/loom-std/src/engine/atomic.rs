//! An atomic's value, with the orderings as the memory model has them.

use super::pool::{self, Raw};
use super::{Place, changed, epoch, is_running, new_object};
use recorder::trace::{Object, Op, Value};
use std::cell::Cell;
use std::sync::atomic::Ordering;

/// An atomic of the program: which of loom's stands for it in this execution, and what the last step left in it.
pub struct Slot<T> {
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
    step: pool::Step,
    place: Place,
    show: fn(T) -> Value,
}

impl<T: Raw> Slot<T> {
    pub const fn new(value: T) -> Slot<T> {
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
        if !is_running() {
            return None;
        }
        let epoch = epoch();
        let fresh = self.epoch.replace(epoch) != epoch;
        if fresh {
            self.object.set(new_object());
            self.value.set(self.init);
        }
        let (at, step) = pool::atomic::<T>((!fresh).then(|| self.at.get()), self.object.get(), place);
        self.at.set(at);
        Some(Bound {
            slot: self,
            step,
            place,
            show,
        })
    }

    pub fn load(&self, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        self.bind(place, show)
            .map_or_else(|| self.value.get(), |bound| bound.load(order))
    }

    pub fn store(&self, new: T, order: Ordering, place: Place, show: fn(T) -> Value) {
        match self.bind(place, show) {
            Some(bound) => bound.store(new, order),
            None => self.value.set(new),
        }
    }

    pub fn swap(&self, new: T, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        match self.bind(place, show) {
            Some(bound) => bound.swap(new, order),
            None => self.value.replace(new),
        }
    }

    /// Weak exchanges fail for no reason in the simulated world only.
    pub fn compare_exchange(
        &self,
        (current, new): (T, T),
        (success, failure): (Ordering, Ordering),
        _weak: bool,
        place: Place,
        show: fn(T) -> Value,
    ) -> Result<T, T> {
        match self.bind(place, show) {
            Some(bound) => bound.compare_exchange(current, new, success, failure),
            None if self.value.get() == current => Ok(self.value.replace(new)),
            None => Err(self.value.get()),
        }
    }

    /// Adds `much`; `sum` says what comes of it.
    pub fn add(&self, much: T, sum: impl Fn(T) -> T, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        match self.bind(place, show) {
            Some(bound) => bound.add(much.to_bits(), order),
            None => self.value.replace(sum(self.value.get())),
        }
    }

    /// Changes the value in one step.
    pub fn update(&self, order: Ordering, place: Place, show: fn(T) -> Value, change: impl Fn(T) -> T) -> T {
        match self.bind(place, show) {
            Some(bound) => bound.update(order, change),
            None => self.value.replace(change(self.value.get())),
        }
    }

    /// The last value, for whoever has the atomic for himself. What he leaves in it is a new beginning.
    pub fn own(&mut self) -> &mut T {
        if self.epoch.get() == epoch() {
            self.init = match pool::last::<T>(self.at.get()) {
                Some(raw) => T::from_bits(raw.wrapping_add(self.init.to_bits())),
                None => self.value.get(),
            };
        }
        self.epoch.set(0);
        &mut self.init
    }

    /// The latest value's place. Not offered to programs: see [`ThePlaceOfAnAtomic`](super::ThePlaceOfAnAtomic).
    pub fn as_ptr(&self) -> *mut T {
        self.value.as_ptr()
    }

    /// The latest value without a step.
    pub fn latest(&self) -> T {
        if self.epoch.get() == epoch() {
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
        super::record(self.slot.object.get(), self.place, op);
        super::ordered(order);
    }

    /// Sets the latest value and notes what happened.
    fn changed(&self, order: Ordering, old: T, new: T) {
        self.slot.value.set(new);
        if old != new {
            changed();
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
            super::stale();
            self.record(order, || Op::StaleLoad((self.show)(value)));
        }
        value
    }

    fn store(&self, new: T, order: Ordering) {
        self.step.store(self.raw(new), order, self.place);
        if self.slot.value.replace(new) != new {
            changed();
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
        std::ptr::with_exposed_provenance_mut(bits as usize)
    }
}

/// A fence: no choice, but it decides what later loads may find.
pub fn fence(order: Ordering, _: Place) {
    if is_running() {
        pool::fence(order);
    }
}
