//! Idle workers wait with a timeout and look again every half minute, as careful people do; a notify still wakes
//! them at once.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const NOW_AND_THEN: Duration = Duration::from_secs(30);

type Job = Box<dyn FnOnce() + Send>;
type Shared = Arc<(Mutex<Inner>, Condvar)>;

struct Inner {
    pending: VecDeque<Job>,
    shutdown: bool,
}

pub struct ThreadPool {
    shared: Shared,
    handles: Vec<JoinHandle<()>>,
}

fn worker_loop(shared: Shared) {
    let (inner, condvar) = &*shared;
    'next_job: loop {
        let mut guard = inner.lock().unwrap();
        while guard.pending.is_empty() {
            if guard.shutdown {
                break 'next_job;
            }
            (guard, _) = condvar.wait_timeout(guard, NOW_AND_THEN).unwrap();
        }
        let job = guard.pending.pop_front();
        drop(guard);
        let _ = catch_unwind(AssertUnwindSafe(|| job.map(|job| job())));
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "workers == 0");
        let shared: Shared = Arc::new((
            Mutex::new(Inner {
                pending: VecDeque::new(),
                shutdown: false,
            }),
            Condvar::new(),
        ));
        let handles = vec![(); workers]
            .into_iter()
            .map(|()| {
                let shared = Arc::clone(&shared);
                thread::spawn(|| worker_loop(shared))
            })
            .collect();
        Self { shared, handles }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let (inner, condvar) = &*self.shared;
        inner.lock().unwrap().pending.push_back(Box::new(job));
        condvar.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let (inner, condvar) = &*self.shared;
        inner.lock().unwrap().shutdown = true;
        condvar.notify_all();
        for handle in self.handles.drain(..) {
            handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let answers = Arc::new((Mutex::new(vec![None; numbers.len()]), Condvar::new()));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let answers = Arc::clone(&answers);
        pool.execute(move || {
            answers.0.lock().unwrap()[i] = Some(n.wrapping_mul(n));
            answers.1.notify_one();
        });
    }
    let mut found = answers.0.lock().unwrap();
    while found.iter().any(Option::is_none) {
        found = answers.1.wait_timeout(found, NOW_AND_THEN).unwrap().0;
    }
    found.iter().map(|answer| answer.unwrap()).collect()
}
