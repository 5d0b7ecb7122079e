//! kind: deadlock
//! `execute` queues the job and wakes nobody. Workers that already sleep sleep on, and `squares` waits for results
//! while the pool is alive, so the `notify_all` in `drop` never comes.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Channel {
    state: Mutex<(VecDeque<Job>, bool)>,
    condvar: Condvar,
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let state = self.0.state.lock().unwrap();
        let mut state = self
            .0
            .condvar
            .wait_while(state, |(jobs, closed)| jobs.is_empty() && !*closed)
            .unwrap();
        state.0.pop_front()
    }
}

struct Jobs(Arc<Channel>);

pub struct ThreadPool {
    channel: Arc<Channel>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "ThreadPool::new needs workers");
        let channel = Arc::new(Channel::default());
        let workers = (0..workers)
            .map(|_| Jobs(Arc::clone(&channel)))
            .map(|jobs| {
                thread::spawn(move || {
                    jobs.for_each(|job| {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    })
                })
            })
            .collect();
        ThreadPool { channel, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.channel.state.lock().unwrap().0.push_back(Box::new(job)); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.channel.state.lock().unwrap().1 = true;
        self.channel.condvar.notify_all();
        self.workers.drain(..).for_each(|worker| worker.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = mpsc::channel();
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((i, n.wrapping_mul(n))).unwrap());
    }
    drop(tx);
    let mut pairs = rx.into_iter().collect::<Vec<_>>();
    pairs.sort_by_key(|&(i, _)| i);
    pairs.into_iter().map(|(_, square)| square).collect()
}
