//! No queue: an endless chain of jobs, along which every worker walks by itself and runs what nobody has claimed
//! before.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Link {
    /// `None` in the very first link and in the very last one.
    job: Option<LazyLock<(), Job>>,
    claimed: AtomicBool,
    next: Mutex<Option<Arc<Link>>>,
    hung_on: Condvar,
}

impl Link {
    fn new(job: Option<Job>) -> Arc<Link> {
        Arc::new(Link {
            job: job.map(|job| LazyLock::new(job)),
            claimed: AtomicBool::new(false),
            next: Mutex::new(None),
            hung_on: Condvar::new(),
        })
    }

    fn hang_on(&self, next: Arc<Link>) {
        *self.next.lock().unwrap() = Some(next);
        self.hung_on.notify_all();
    }

    fn successor(&self) -> Arc<Link> {
        let next = self.next.lock().unwrap();
        let next = self.hung_on.wait_while(next, |next| next.is_none()).unwrap();
        Arc::clone(next.as_ref().unwrap())
    }
}

fn walk(mut here: Arc<Link>) {
    loop {
        let next = here.successor();
        here = next;
        let Some(job) = &here.job else { return };
        // Only who claims it comes first matters; what the link holds was published by the mutex.
        if !here.claimed.swap(true, Relaxed) {
            let _ = catch_unwind(AssertUnwindSafe(|| {
                LazyLock::force(job);
            }));
        }
    }
}

pub struct ThreadPool {
    end: Mutex<Arc<Link>>,
    walkers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        if workers == 0 {
            panic!("a chain that nobody walks along");
        }
        let start = Link::new(None);
        let walkers = std::iter::repeat_with(|| Arc::clone(&start))
            .take(workers)
            .map(|start| thread::spawn(move || walk(start)))
            .collect();
        ThreadPool { end: Mutex::new(start), walkers }
    }

    fn append(&self, job: Option<Job>) {
        let link = Link::new(job);
        let mut end = self.end.lock().unwrap();
        end.hang_on(Arc::clone(&link));
        *end = link;
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.append(Some(Box::new(job)));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.append(None);
        while let Some(walker) = self.walkers.pop() {
            let _ = walker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results: Arc<[AtomicU64]> = numbers.iter().map(|_| AtomicU64::new(0)).collect();
    {
        let pool = ThreadPool::new(workers);
        for (index, &number) in numbers.iter().enumerate() {
            let results = Arc::clone(&results);
            pool.execute(move || results[index].store(number.wrapping_mul(number), Relaxed));
        }
    }
    // The pool has joined everybody: Relaxed is enough.
    results.iter().map(|result| result.load(Relaxed)).collect()
}
