//! Each object's own loom mutex: what orders the steps at it, tells loom what depends on what, and carries what happened before.
//!
//! A `Mutex` of the program holds it from `lock` to `unlock`. Giving it back is no choice then, which saves loom half the work, and
//! nobody can tell, unless locks are tried somewhere: between two steps at the same object loom would never let a third
//! thread find the lock taken (tokio-rs/loom#376). So as soon as a program tries a lock, its model begins again and every lock
//! is a flag that is set and cleared while the object's mutex is passed.

use super::kernel::{die_if_dying, in_loom};
use super::model::{beat, restart};
use super::task::{Stance, Waiting};
use super::wait::{end_if_deadlocked, give_way_when_polling, wait, wake_all};
use super::{Place, is_running, kernel, record};
use recorder::trace::{Blocked, Object, Op};
use std::sync::OnceLock;

/// What the mutex holds is of no use but for its address, see [`clear_poison`].
type LoomMutex = loom::sync::Mutex<u8>;

/// An object's mutex.
#[derive(Default)]
pub(super) struct Lock {
    // Declared before the mutex that it points into.
    guard: Option<loom::sync::MutexGuard<'static, u8>>,
    mutex: Option<Box<LoomMutex>>,
    /// Whether a `Mutex` of the program is locked.
    taken: bool,
}

impl Lock {
    pub fn is_taken(&self) -> bool {
        self.taken
    }
}

/// The object's mutex. loom lets any thread make one, at any time.
fn mutex(object: Object) -> *const LoomMutex {
    let locks = &mut kernel().locks;
    let at = object as usize;
    if locks.len() <= at {
        locks.resize_with(at + 1, Lock::default);
    }
    &raw const **locks[at].mutex.get_or_insert_with(|| Box::new(LoomMutex::new(0)))
}

/// A step at an object: others may go first, and then this thread has seen what was done to it before.
pub fn pass(object: Object, place: Place) {
    if !is_running() {
        return;
    }
    beat(place);
    die_if_dying();
    give_way_when_polling(object, place);
    let mutex = mutex(object);
    // SAFETY: the box stays where it is until the next execution begins.
    in_loom(Stance::Ready, || drop(unsafe { &*mutex }.lock()));
    die_if_dying();
}

/// As [`pass`], for an object that is settled and won't change any more, once a thread.
pub fn pass_once(object: Object, place: Place) {
    if is_running() && !seen(object) {
        pass(object, place);
        note_seen(object);
    }
}

/// Notes that the running thread has passed an object that is settled.
pub fn note_seen(object: Object) {
    let kernel = kernel();
    kernel.tasks[kernel.current].seen.push(object);
}

/// Whether the running thread has passed an object that was settled.
pub fn seen(object: Object) -> bool {
    let kernel = kernel();
    kernel.tasks[kernel.current].seen.contains(&object)
}

/// Takes the lock of an object.
pub fn lock(object: Object, place: Place) {
    if !is_running() {
        return;
    }
    if kernel().learned.locks_are_tried {
        loop {
            pass(object, place);
            if !is_locked(object) {
                break;
            }
            wait(object, Blocked::Lock, None, place);
        }
        kernel().locks[object as usize].taken = true;
        return;
    }
    beat(place);
    die_if_dying();
    give_way_when_polling(object, place);
    let mutex = mutex(object);
    let stance = if is_locked(object) {
        record(object, place, || Op::Blocked(Blocked::Lock));
        Stance::Away
    } else {
        Stance::Ready
    };
    let me = kernel().current;
    // Also if it is free now, somebody else may take it before this thread does.
    kernel().tasks[me].waiting = Some(Waiting {
        what: Blocked::Lock,
        object,
        place,
    });
    kernel().tasks[me].pending = object;
    end_if_deadlocked();
    // SAFETY: the box stays where it is until the next execution begins, and the guard is dropped before it.
    let guard = in_loom(stance, || unsafe { &*mutex }.lock());
    let task = &mut kernel().tasks[me];
    task.pending = 0;
    task.waiting = None;
    let lock = &mut kernel().locks[object as usize];
    lock.guard = guard.ok();
    lock.taken = true;
    if kernel().phase >= super::Phase::Dying && me != 0 {
        release(object as usize);
        die_if_dying();
    }
}

/// Gives the lock of an object back.
pub fn unlock(object: Object, place: Place) {
    if !is_running() {
        return;
    }
    if kernel().learned.locks_are_tried {
        pass(object, place);
        kernel().locks[object as usize].taken = false;
        wake_all(object, |what| what == Blocked::Lock);
    } else {
        release(object as usize);
    }
}

/// Whether a lock is taken. [`pass`] the object first, unless it is only for show.
pub fn is_locked(object: Object) -> bool {
    is_running() && kernel().locks.get(object as usize).is_some_and(|lock| lock.taken)
}

/// Takes a lock that was tried and found free.
pub fn take_tried(object: Object) {
    if is_running() {
        kernel().locks[object as usize].taken = true;
    }
}

/// To be called before a lock is tried.
pub fn locks_can_be_tried() {
    if is_running() && !kernel().learned.locks_are_tried {
        let learned = super::kernel::Learned {
            locks_are_tried: true,
            ..kernel().learned.clone()
        };
        restart(learned);
    }
}

/// Lets loom's guard of an object go, whoever's it is.
pub(super) fn release(object: usize) {
    let lock = &mut kernel().locks[object];
    lock.taken = false;
    let Some(guard) = lock.guard.take() else { return };
    let data = &raw const *guard;
    in_loom(Stance::Ready, || drop(guard));
    if std::thread::panicking() {
        let lock = &kernel().locks[object];
        clear_poison(lock.mutex.as_deref().expect("it was locked"), data);
    }
}

/// Undoes the poisoning of the real mutex inside loom's.
///
/// loom locks it whenever its own is taken, and unwraps. The real one is poisoned when a guard is dropped while the operating system's
/// thread unwinds, be it only that another thread of the program does. Poisoning is kept by our own `Mutex`.
fn clear_poison(mutex: &LoomMutex, data: *const u8) {
    /// How far the data of a real mutex lies from its beginning.
    static OFFSET: OnceLock<usize> = OnceLock::new();
    let offset = *OFFSET.get_or_init(|| {
        let real = std::sync::Mutex::new(0_u8);
        let data = real.lock().map_or(std::ptr::null(), |guard| &raw const *guard);
        data.addr() - (&raw const real).addr()
    });
    let start = std::ptr::from_ref(mutex);
    // SAFETY: the data lies in a `std::sync::Mutex<u8>` inside loom's mutex, whatever loom's layout is, and all values of one type
    // have theirs at the same distance. It is borrowed shared, as loom does itself.
    let real = unsafe {
        let inside = data.addr() - start.addr() - offset;
        &*start.cast::<u8>().add(inside).cast::<std::sync::Mutex<u8>>()
    };
    real.clear_poison();
}
