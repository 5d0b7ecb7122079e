//! loom's atomics, made by the main thread before any other is there.
//!
//! loom takes the making of an atomic for a write that every use must have seen; so one that is made when it is first used
//! couldn't be used by a thread that hasn't synchronised with its maker. Hence each execution begins with as many atomics as earlier ones
//! needed, all 0. An atomic of the program gets one when it is first used, by whomever, and what it holds is the one's
//! value plus what it was made with.

use super::kernel::{Control, Learned, die_if_dying, in_loom};
use super::model::{beat, restart};
use super::task::Stance;
use super::threads::more_atomics;
use super::wait::give_way_when_polling;
use super::{Place, is_running, kernel};
use loom::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64};
use recorder::trace::Object;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;

/// More atomics of a width than this are not made: each of them costs every execution time.
pub(super) const MOST: usize = 512;

/// A value that an atomic holds, as bits.
pub trait Raw: Copy + PartialEq {
    /// The binary logarithm of its bytes.
    const WIDTH: usize;
    fn to_bits(self) -> u64;
    fn from_bits(bits: u64) -> Self;
}

#[derive(Default)]
pub(super) struct Pools {
    bytes: Vec<AtomicU8>,
    pairs: Vec<AtomicU16>,
    quads: Vec<AtomicU32>,
    words: Vec<AtomicU64>,
    /// How many of each have been given out.
    used: [usize; 4],
    /// For each one, whether somebody has read and written it in one step.
    updated: [Vec<bool>; 4],
}

impl Pools {
    pub fn new(sizes: [usize; 4]) -> Pools {
        Pools {
            bytes: (0..sizes[0]).map(|_| AtomicU8::new(0)).collect(),
            pairs: (0..sizes[1]).map(|_| AtomicU16::new(0)).collect(),
            quads: (0..sizes[2]).map(|_| AtomicU32::new(0)).collect(),
            words: (0..sizes[3]).map(|_| AtomicU64::new(0)).collect(),
            used: [0; 4],
            updated: sizes.map(|size| vec![false; size]),
        }
    }

    /// Learns how many to make for the next execution: as many as one has used so far, and two more where it used any.
    pub fn teach(&self, learned: &mut Learned) {
        // Nothing was used, or nothing has run since it was found out that more are needed.
        if self.used == [0; 4] {
            return;
        }
        for (needed, used) in learned.needed.iter_mut().zip(self.used) {
            *needed = used.max(*needed);
        }
        learned.atomics = learned.needed.map(|needed| if needed == 0 { 0 } else { needed + 2 });
    }

    /// How many of a width have been given out.
    pub fn used(&self, width: usize) -> usize {
        self.used[width]
    }
}

/// Gives out an atomic, whose raw value is 0.
pub(super) fn take(width: usize) -> usize {
    let kernel = kernel();
    let at = kernel.pools.used[width];
    if at >= kernel.learned.atomics[width] {
        more_atomics(width);
    }
    kernel.pools.used[width] += 1;
    at
}

/// A step at an atomic of the program.
pub struct Step {
    width: usize,
    at: usize,
}

/// Gives an atomic out if `at` is `None`, and makes ready for a step at it: a thread that polls gives way.
pub fn atomic<T: Raw>(at: Option<usize>, object: Object, place: Place) -> (usize, Step) {
    beat(place);
    die_if_dying();
    let at = at.unwrap_or_else(|| take(T::WIDTH));
    give_way_when_polling(object, place);
    die_if_dying();
    (at, Step { width: T::WIDTH, at })
}

/// The raw value that comes last in an atomic's modification order, which need not be the one that was stored last in the order of
/// execution. `None` if the running thread can't be known to have seen all that happened to the atomic: what passes
/// between threads by the count of an `Arc` is hidden from loom.
pub fn last<T: Raw>(at: usize) -> Option<u64> {
    if !is_running() {
        return None;
    }
    let step = Step { width: T::WIDTH, at };
    step.has_seen_all().then(|| step.load(Ordering::Relaxed))
}

/// loom takes `SeqCst` for `AcqRel`; fences make such steps at least sequentially consistent among themselves.
fn fenced<R>(fence: bool, call: impl FnOnce() -> R) -> R {
    let result = in_loom(Stance::Ready, || {
        if fence {
            loom::sync::atomic::fence(Ordering::SeqCst);
        }
        let result = call();
        if fence {
            loom::sync::atomic::fence(Ordering::SeqCst);
        }
        result
    });
    die_if_dying();
    result
}

/// Does something with the atomic, whatever its width.
macro_rules! on_width {
    ($step:expr, $pools:expr, |$atomic:ident| $call:expr) => {
        on_width!(@ $step, $atomic, $call, $pools, 0 bytes, 1 pairs, 2 quads, _ words)
    };
    (@ $step:expr, $atomic:ident, $call:expr, $pools:expr, $($width:tt $pool:ident),*) => {
        match $step.width {
            $($width => {
                let $atomic = &$pools.$pool[$step.at];
                $call
            })*
        }
    };
}

/// Calls a method of the atomic as a step.
macro_rules! on_atomic {
    ($step:expr, $fence:expr, |$atomic:ident| $call:expr) => {{
        let pools: *const Pools = &raw const kernel().pools;
        // SAFETY: the pools stay as they are until the next execution begins.
        let pools = unsafe { &*pools };
        fenced($fence, || on_width!($step, pools, |$atomic| $call))
    }};
}

// What doesn't fit is cut off, as wrapping arithmetic wants it.
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
impl Step {
    /// Whether all stores have happened before.
    fn has_seen_all(&self) -> bool {
        let kernel = kernel();
        let pools = &kernel.pools;
        // SAFETY: nobody writes to it meanwhile, as there is no switch to another thread here.
        let look = AssertUnwindSafe(|| on_width!(self, pools, |atomic| unsafe { atomic.unsync_load() } as u64));
        kernel.control = Control::InLoom;
        // It is a question to loom, which panics where the answer is no.
        let seen = catch_unwind(look).is_ok();
        super::kernel().control = Control::InProgram;
        seen
    }

    pub fn load(&self, order: Ordering) -> u64 {
        on_atomic!(self, order == Ordering::SeqCst, |atomic| atomic.load(order) as u64)
    }

    /// A store after a swap comes after it in the modification order: the swap came right behind what it read, and that was there before.
    /// loom knows no order between the two if they are of different threads, and would let a later swap find the earlier one's value
    /// although the store has happened before it. So there the store is a swap as well. (What is lost: orders in which a store is
    /// overwritten at once by an earlier one.)
    ///
    /// Whether another thread's swap comes before the store is only known when the store has been made. If one did, the model begins again,
    /// with a swap for what is stored at this place.
    pub fn store(&self, raw: u64, order: Ordering, place: Place) {
        if *self.updated() || kernel().learned.stores_among_updates.contains(&place) {
            self.swap(raw, order);
            return;
        }
        on_atomic!(self, order == Ordering::SeqCst, |atomic| atomic.store(raw as _, order));
        if *self.updated() {
            let mut learned = kernel().learned.clone();
            learned.stores_among_updates.push(place);
            restart(learned);
        }
    }

    pub fn swap(&self, raw: u64, order: Ordering) -> u64 {
        let old = on_atomic!(self, order == Ordering::SeqCst, |atomic| atomic.swap(raw as _, order)
            as u64);
        *self.updated() = true;
        old
    }

    pub fn add(&self, raw: u64, order: Ordering) -> u64 {
        let old = on_atomic!(
            self,
            order == Ordering::SeqCst,
            |atomic| atomic.fetch_add(raw as _, order) as u64
        );
        *self.updated() = true;
        old
    }

    fn updated(&self) -> &'static mut bool {
        &mut kernel().pools.updated[self.width][self.at]
    }

    pub fn compare_exchange(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64> {
        let fence = success == Ordering::SeqCst || failure == Ordering::SeqCst;
        let result = on_atomic!(self, fence, |atomic| {
            match atomic.compare_exchange(current as _, new as _, success, failure) {
                Ok(old) => Ok(old as u64),
                Err(old) => Err(old as u64),
            }
        });
        if result.is_ok() {
            *self.updated() = true;
        }
        result
    }
}

/// A fence: no choice, but it decides what later loads may find.
pub fn fence(order: Ordering) {
    in_loom(Stance::Ready, || loom::sync::atomic::fence(order));
}
