//! Each worker has a supervisor thread that runs no job: it joins its worker, and starts another when a job's panic
//! has ended it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Queue {
    /// The jobs, and whether the pool is still open.
    waiting: Mutex<(VecDeque<Box<dyn FnOnce() + Send>>, bool)>,
    bell: Condvar,
}

impl Queue {
    fn take(&self) -> Option<Box<dyn FnOnce() + Send>> {
        let waiting = self.waiting.lock().unwrap();
        let mut waiting = self
            .bell
            .wait_while(waiting, |(jobs, open)| jobs.is_empty() && *open)
            .unwrap();
        waiting.0.pop_front()
    }
}

fn work(queue: &Queue) {
    while let Some(job) = queue.take() {
        job();
    }
}

fn supervise(queue: Arc<Queue>) {
    loop {
        let for_worker = Arc::clone(&queue);
        let worker = thread::spawn(move || work(&for_worker));
        if worker.join().is_ok() {
            return;
        }
    }
}

pub struct ThreadPool {
    queue: Arc<Queue>,
    supervisors: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "at least one worker, please");
        let queue = Arc::new(Queue {
            waiting: Mutex::new((VecDeque::new(), true)),
            bell: Condvar::new(),
        });
        let supervisors = std::iter::repeat_with(|| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || supervise(queue))
        })
        .take(workers)
        .collect();
        ThreadPool { queue, supervisors }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut waiting = self.queue.waiting.lock().unwrap();
        waiting.0.push_back(Box::new(job));
        self.queue.bell.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        {
            let mut waiting = self.queue.waiting.lock().unwrap();
            waiting.1 = false;
            self.queue.bell.notify_all();
        }
        while let Some(supervisor) = self.supervisors.pop() {
            supervisor.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let found = Arc::new(Mutex::new(Vec::new()));
    let pool = ThreadPool::new(workers);
    for (position, &number) in numbers.iter().enumerate() {
        let found = Arc::clone(&found);
        pool.execute(move || found.lock().unwrap().push((position, number.wrapping_mul(number))));
    }
    drop(pool);
    let mut found = std::mem::take(&mut *found.lock().unwrap());
    found.sort_by_key(|&(position, _)| position);
    found.into_iter().map(|(_, square)| square).collect()
}
