//! The caller waits by `wait_while` at the lock that the count is behind.
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct State {
    count: usize,
    running: usize,
}

struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

fn run(threads: usize, times: usize, step: fn(&Shared)) -> usize {
    let state = State { count: 0, running: threads };
    let shared = Arc::new(Shared { state: Mutex::new(state), ended: Condvar::new() });
    for _ in 0..threads {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            for _ in 0..times {
                step(&shared);
            }
            shared.state.lock().unwrap().running -= 1;
            shared.ended.notify_one();
        });
    }
    let state = shared.ended.wait_while(shared.state.lock().unwrap(), |s| s.running > 0).unwrap();
    state.count
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    run(threads, times, |shared| {
        let seen = shared.state.lock().unwrap().count;
        shared.state.lock().unwrap().count = seen + 1;
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    run(threads, times, |shared| shared.state.lock().unwrap().count += 1)
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
