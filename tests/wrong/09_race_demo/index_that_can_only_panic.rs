//! kind: does_not_compile
//! The count is kept in a place of an array that isn't there, which rustc refuses by a lint, and only where it makes code. The check that
//! would fail as well must not speak first.

use std::sync::Mutex;
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    count_with_lock(threads, times)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counters = Mutex::new([0, 0]);
    let last = 2;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    counters.lock().unwrap()[0] += 1;
                }
            });
        }
    });
    let counted = counters.into_inner().unwrap();
    counted[last] //~
}

/// Runs both and reports what each should have counted and what it did.
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
