//! One helper repeats any closure on many scoped threads; the two counts differ in the closure they pass.

use std::sync::Mutex;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

fn repeat_on_threads<F>(threads: usize, times: usize, step: F)
where
    F: Fn() + Sync,
{
    let step = &step;
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(move || (0..times).for_each(|_| step()));
        }
    });
}

fn read(counter: &Mutex<usize>) -> usize {
    *counter.lock().unwrap()
}

fn write(counter: &Mutex<usize>, value: usize) {
    *counter.lock().unwrap() = value;
}

fn update(counter: &Mutex<usize>, change: impl FnOnce(usize) -> usize) {
    let mut guard = counter.lock().unwrap();
    *guard = change(*guard);
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    repeat_on_threads(threads, times, || write(&counter, read(&counter) + 1));
    read(&counter)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    repeat_on_threads(threads, times, || update(&counter, |value| value + 1));
    read(&counter)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
        without_lock: count_without_lock(threads, times),
        with_lock: count_with_lock(threads, times),
    }
}
