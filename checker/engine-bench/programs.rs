//! The programs of the benchmark, the same source for every engine. Who includes this file has a module `api` beside it that says
//! whose `thread` and `sync` are meant.
//!
//! They keep to what all engines have: loom has no scopes, and its receivers no iterators.

use super::api::sync::{Condvar, Mutex, mpsc};
use super::api::thread;
use std::collections::VecDeque;
use std::sync::Arc;

/// By name, in the order of the report.
pub const PROGRAMS: [(&str, fn()); 4] = [
    ("mutex_counter", mutex_counter),
    ("mpsc_pipeline", mpsc_pipeline),
    ("philosophers", philosophers),
    ("pool", pool),
];

/// Three threads add 1 twice.
fn mutex_counter() {
    let count = Arc::new(Mutex::new(0));
    let add = |count: Arc<Mutex<usize>>| {
        move || {
            for _ in 0..2 {
                *count.lock().unwrap() += 1;
            }
        }
    };
    let threads: Vec<_> = (0..3).map(|_| thread::spawn(add(Arc::clone(&count)))).collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*count.lock().unwrap(), 6);
}

/// Two producers, a stage that doubles, a consumer. Each learns that it is over from the hang-up of those before it.
fn mpsc_pipeline() {
    let (produce, stage) = mpsc::channel();
    let (double, consume) = mpsc::channel();
    for number in 1..=2 {
        let produce = produce.clone();
        thread::spawn(move || produce.send(number).unwrap());
    }
    drop(produce);
    thread::spawn(move || {
        while let Ok(number) = stage.recv() {
            double.send(2 * number).unwrap();
        }
    });
    let mut sum = 0;
    while let Ok(number) = consume.recv() {
        sum += number;
    }
    assert_eq!(sum, 6);
}

/// Three philosophers eat once. Each takes the fork with the smaller number first, so nobody starves.
fn philosophers() {
    let forks = Arc::new([Mutex::new(0), Mutex::new(0), Mutex::new(0)]);
    let philosophers: Vec<_> = [(0, 1), (1, 2), (0, 2)]
        .into_iter()
        .map(|(first, second)| {
            let forks = Arc::clone(&forks);
            thread::spawn(move || {
                let mut first = forks[first].lock().unwrap();
                let mut second = forks[second].lock().unwrap();
                *first += 1;
                *second += 1;
            })
        })
        .collect();
    for philosopher in philosophers {
        philosopher.join().unwrap();
    }
    let used: i32 = forks.iter().map(|fork| *fork.lock().unwrap()).sum();
    assert_eq!(used, 6);
}

struct Queue {
    jobs: VecDeque<usize>,
    closed: bool,
}

/// Two workers take four jobs from a queue until it is closed.
fn pool() {
    let queue = Queue {
        jobs: VecDeque::new(),
        closed: false,
    };
    let shared = Arc::new((Mutex::new(queue), Condvar::new()));
    let workers: Vec<_> = (0..2)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || work(&shared.0, &shared.1))
        })
        .collect();
    let (queue, changed) = &*shared;
    for job in 1..=4 {
        queue.lock().unwrap().jobs.push_back(job);
        changed.notify_one();
    }
    queue.lock().unwrap().closed = true;
    changed.notify_all();
    let done: usize = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
    assert_eq!(done, 10);
}

fn work(queue: &Mutex<Queue>, changed: &Condvar) -> usize {
    let mut done = 0;
    loop {
        let mut queue = queue.lock().unwrap();
        while queue.jobs.is_empty() && !queue.closed {
            queue = changed.wait(queue).unwrap();
        }
        match queue.jobs.pop_front() {
            Some(job) => done += job,
            None => return done,
        }
    }
}
