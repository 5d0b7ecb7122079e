//! kind: wrong_result
//! when 1000 jobs wait, the next is thrown away
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Runnable = Box<dyn FnOnce() + Send>;

trait RejectedExecutionHandler: Send + Sync {
    fn rejected(&self, runnable: Runnable);
}

struct CallerRunsPolicy;

impl RejectedExecutionHandler for CallerRunsPolicy {
    fn rejected(&self, runnable: Runnable) {
        drop(runnable); //~
    }
}

struct ArrayBlockingQueue {
    capacity: usize,
    state: Mutex<(VecDeque<Runnable>, bool)>,
    not_empty: Condvar,
}

impl ArrayBlockingQueue {
    fn offer(&self, runnable: Runnable) -> Result<(), Runnable> {
        let mut state = self.state.lock().unwrap();
        if state.0.len() >= self.capacity {
            return Err(runnable);
        }
        state.0.push_back(runnable);
        self.not_empty.notify_one();
        Ok(())
    }
    fn take(&self) -> Option<Runnable> {
        let mut state = self.state.lock().unwrap();
        while state.0.is_empty() && !state.1 {
            state = self.not_empty.wait(state).unwrap();
        }
        state.0.pop_front()
    }
}

pub struct ThreadPool {
    queue: Arc<ArrayBlockingQueue>,
    handler: Box<dyn RejectedExecutionHandler>,
    threads: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "corePoolSize");
        let queue = Arc::new(ArrayBlockingQueue {
            capacity: 1000,
            state: Mutex::new((VecDeque::new(), false)),
            not_empty: Condvar::new(),
        });
        let mut threads = Vec::new();
        for _ in 0..workers {
            let queue = Arc::clone(&queue);
            threads.push(thread::spawn(move || {
                while let Some(runnable) = queue.take() {
                    let _ = catch_unwind(AssertUnwindSafe(runnable));
                }
            }));
        }
        ThreadPool { queue, handler: Box::new(CallerRunsPolicy), threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        if let Err(job) = self.queue.offer(Box::new(job)) {
            self.handler.rejected(job); //~
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.state.lock().unwrap().1 = true;
        self.queue.not_empty.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || {
            let square = number.pow(2);
            results.lock().unwrap()[i] = square;
        });
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}
