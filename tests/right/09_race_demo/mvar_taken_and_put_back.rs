//! As in Haskell: an IORef without the lock; with it an MVar, which is taken and put back; and an MVar for each thread
//! that says that it is done.

use std::sync::{Arc, Condvar, Mutex, RwLock};
use std::thread;

/// Immutable values, a mutable reference to them.
struct IORef<T>(RwLock<Arc<T>>);

impl<T> IORef<T> {
    fn new(value: T) -> Self {
        IORef(RwLock::new(Arc::new(value)))
    }

    fn read(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap())
    }

    fn write(&self, value: T) {
        *self.0.write().unwrap() = Arc::new(value);
    }
}

struct MVar<T> {
    slot: Mutex<Option<T>>,
    filled: Condvar,
}

impl<T> MVar<T> {
    fn empty() -> Self {
        MVar { slot: Mutex::new(None), filled: Condvar::new() }
    }

    fn new(value: T) -> Self {
        MVar { slot: Mutex::new(Some(value)), filled: Condvar::new() }
    }

    fn take(&self) -> T {
        let mut slot = self.filled.wait_while(self.slot.lock().unwrap(), |slot| slot.is_none()).unwrap();
        slot.take().unwrap()
    }

    /// Only ever called on an empty one here.
    fn put(&self, value: T) {
        *self.slot.lock().unwrap() = Some(value);
        self.filled.notify_one();
    }

    fn modify(&self, change: impl FnOnce(T) -> T) {
        let value = self.take();
        self.put(change(value));
    }
}

fn fork(action: impl FnOnce() + Send + 'static) -> Arc<MVar<()>> {
    let done = Arc::new(MVar::empty());
    let tell = Arc::clone(&done);
    thread::spawn(move || {
        action();
        tell.put(());
    });
    done
}

fn replicate_concurrently<S: Send + Sync + 'static>(threads: usize, times: usize, state: &Arc<S>, action: fn(&S)) {
    let done: Vec<Arc<MVar<()>>> = (0..threads).fold(Vec::new(), |mut done, _| {
        let state = Arc::clone(state);
        done.push(fork(move || (0..times).for_each(|_| action(&state))));
        done
    });
    done.iter().for_each(|done| done.take());
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(IORef::new(0_usize));
    replicate_concurrently(threads, times, &counter, |counter| {
        let n = counter.read();
        counter.write(*n + 1);
    });
    *counter.read()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(MVar::new(0_usize));
    replicate_concurrently(threads, times, &counter, |counter| counter.modify(|n| n + 1));
    counter.take()
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
        without_lock: count_without_lock(threads, times),
        with_lock: count_with_lock(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}
