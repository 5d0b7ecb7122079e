//! A Cell in a Mutex; nobody is joined: the last sender that is dropped ends the wait. All start together at a barrier.

use std::cell::Cell;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Barrier, LazyLock, Mutex};
use std::thread;

type Shared = Arc<Mutex<Cell<usize>>>;

fn crew(threads: usize, times: usize, step: fn(&Mutex<Cell<usize>>)) -> usize {
    let shared: Shared = Shared::default();
    let gate: Arc<LazyLock<Barrier, Box<dyn FnOnce() -> Barrier + Send>>> =
        Arc::new(LazyLock::new(Box::new(move || Barrier::new(threads))));
    let (alive, all_gone) = channel::<()>();
    for number in 0..threads {
        let (shared, gate, alive): (_, _, Sender<()>) = (shared.clone(), gate.clone(), alive.clone());
        thread::Builder::new()
            .name(format!("adder {number}"))
            .spawn(move || {
                gate.wait();
                for _ in 0..times {
                    step(&shared);
                }
                drop(alive);
            })
            .expect("a thread");
    }
    drop(alive);
    assert!(all_gone.recv().is_err(), "nothing is ever sent");
    shared.lock().unwrap().get()
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    crew(threads, times, |shared| {
        let sum = shared.lock().unwrap().get() + 1;
        shared.lock().unwrap().set(sum);
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    crew(threads, times, |shared| {
        let cell = shared.lock().unwrap();
        cell.set(cell.get() + 1);
    })
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
