//! An atomic's value: sequentially consistent whatever the ordering says, for the loom world looks at orderings.

use super::{Place, changed, epoch, fine_point, looks_at, new_object, point, spuriously};
use recorder::trace::{Object, Op, Value};
use std::cell::Cell;
use std::sync::atomic::Ordering;

/// A value that an atomic holds.
pub trait Raw: Copy + PartialEq {}

impl<T: Copy + PartialEq> Raw for T {}

impl super::Offered for super::ThePlaceOfAnAtomic<'_> {}

/// A value that every execution finds as it was made, and the object's number.
pub struct Slot<T> {
    epoch: Cell<u64>,
    object: Cell<Object>,
    init: T,
    value: Cell<T>,
}

impl<T: Raw> Slot<T> {
    pub const fn new(value: T) -> Slot<T> {
        Slot {
            epoch: Cell::new(0),
            object: Cell::new(0),
            init: value,
            value: Cell::new(value),
        }
    }

    #[inline]
    fn cell(&self) -> &Cell<T> {
        let epoch = epoch();
        if self.epoch.get() != epoch && epoch != 0 {
            self.epoch.set(epoch);
            self.object.set(new_object());
            self.value.set(self.init);
        }
        &self.value
    }

    fn step(&self, place: Place) -> &Cell<T> {
        let cell = self.cell();
        looks_at(self.object.get());
        point(place);
        cell
    }

    fn record(&self, place: Place, op: impl FnOnce() -> Op) {
        super::record(self.object.get(), place, op);
    }

    pub fn load(&self, _: Ordering, place: Place, show: fn(T) -> Value) -> T {
        let value = self.step(place).get();
        self.record(place, || Op::Load(show(value)));
        value
    }

    pub fn store(&self, new: T, _: Ordering, place: Place, show: fn(T) -> Value) {
        let old = self.step(place).replace(new);
        if old != new {
            changed();
        }
        self.record(place, || Op::Store(show(new)));
        fine_point(place);
    }

    pub fn swap(&self, new: T, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        self.update(order, place, show, |_| new)
    }

    /// Adds `much`; `sum` says what comes of it.
    pub fn add(&self, _much: T, sum: impl Fn(T) -> T, order: Ordering, place: Place, show: fn(T) -> Value) -> T {
        self.update(order, place, show, sum)
    }

    /// Changes the value in one step.
    pub fn update(&self, _: Ordering, place: Place, show: fn(T) -> Value, change: impl Fn(T) -> T) -> T {
        let cell = self.step(place);
        let old = cell.get();
        let new = change(old);
        cell.set(new);
        if old != new {
            changed();
        }
        self.record(place, || Op::Update {
            old: show(old),
            new: show(new),
        });
        fine_point(place);
        old
    }

    /// A weak exchange may fail for no reason.
    pub fn compare_exchange(
        &self,
        (current, new): (T, T),
        _: (Ordering, Ordering),
        weak: bool,
        place: Place,
        show: fn(T) -> Value,
    ) -> Result<T, T> {
        let cell = self.step(place);
        let old = cell.get();
        if old != current || (weak && spuriously()) {
            self.record(place, || Op::CompareFailed(show(old)));
            return Err(old);
        }
        cell.set(new);
        if old != new {
            changed();
        }
        self.record(place, || Op::Update {
            old: show(old),
            new: show(new),
        });
        Ok(old)
    }

    /// The value, for whoever has the atomic for himself.
    pub fn own(&mut self) -> &mut T {
        self.cell();
        self.value.get_mut()
    }

    /// The value without a step: for whoever has the atomic for himself, or outside of any execution.
    pub fn latest(&self) -> T {
        self.cell().get()
    }

    pub fn as_ptr(&self) -> *mut T {
        self.cell().as_ptr()
    }
}

/// A fence: no more than a step.
pub fn fence(_: Ordering, place: Place) {
    point(place);
}
