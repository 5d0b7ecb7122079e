//! All pools share one static register; a pool is only a number in it.
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Entry {
    jobs: VecDeque<Job>,
    open: bool,
}

struct Register {
    last: u64,
    pools: BTreeMap<u64, Entry>,
}

static REGISTER: Mutex<Register> = Mutex::new(Register { last: 0, pools: BTreeMap::new() });
static CHANGED: Condvar = Condvar::new();

fn register() -> MutexGuard<'static, Register> {
    REGISTER.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn next_job(id: u64) -> Option<Job> {
    let mut register = register();
    loop {
        let entry = register.pools.get_mut(&id)?;
        if let Some(job) = entry.jobs.pop_front() {
            return Some(job);
        }
        if !entry.open {
            return None;
        }
        register = CHANGED.wait(register).unwrap_or_else(|poisoned| poisoned.into_inner());
    }
}

pub struct ThreadPool {
    id: u64,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let id = {
            let mut register = register();
            register.last += 1;
            let id = register.last;
            register.pools.insert(id, Entry { jobs: VecDeque::new(), open: true });
            id
        };
        let work = move || {
            while let Some(job) = next_job(id) {
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
        };
        ThreadPool { id, workers: (0..workers).map(|_| thread::spawn(work)).collect() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let job = Box::new(job);
        register().pools.get_mut(&self.id).unwrap().jobs.push_back(job);
        CHANGED.notify_all();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        register().pools.get_mut(&self.id).unwrap().open = false;
        CHANGED.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
        register().pools.remove(&self.id);
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (sender, receiver) = std::sync::mpsc::channel();
    {
        let pool = ThreadPool::new(workers);
        for pair in numbers.iter().copied().enumerate() {
            let sender = sender.clone();
            pool.execute(move || sender.send((pair.0, pair.1 * pair.1)).unwrap());
        }
    }
    drop(sender);
    receiver.into_iter().collect::<BTreeMap<usize, u64>>().into_values().collect()
}
