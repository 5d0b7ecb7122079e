//! kind: wrong_threads
//! The calling thread takes part, on a `Cell` behind a `Mutex`, which is written without being borrowed.

use std::cell::Cell;
use std::sync::Mutex;
use std::thread;
fn run(threads: usize, times: usize, step: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 1..threads {
            s.spawn(|| {
                for _ in 0..times {
                    step()
                }
            });
        }
        if threads > 0 {
            s.spawn(|| ());
            for _ in 0..times {
                step()
            }
        }
    });
}
pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(Cell::new(0));
    run(threads, times, || {
        let now = counter.lock().unwrap().get();
        counter.lock().unwrap().set(now + 1);
    });
    counter.into_inner().unwrap().get()
}
pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(Cell::new(0));
    run(threads, times, || {
        let counter = counter.lock().unwrap();
        counter.set(counter.get() + 1);
    });
    counter.into_inner().unwrap().get()
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
