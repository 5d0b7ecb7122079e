//! Results come through a mailbox that holds one, which the caller empties: jobs wait there for it, side by side.
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;
#[derive(Default)]
struct Queue {
    jobs: Mutex<(VecDeque<Job>, bool)>,
    more: Condvar,
}
pub struct ThreadPool {
    queue: Arc<Queue>,
    workers: Vec<JoinHandle<()>>,
}
impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let queue = Arc::new(Queue::default());
        let workers = (0..workers)
            .map(|_| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || {
                    loop {
                        let mut jobs = queue
                            .more
                            .wait_while(queue.jobs.lock().unwrap(), |(jobs, over)| jobs.is_empty() && !*over)
                            .unwrap();
                        let Some(job) = jobs.0.pop_front() else { return };
                        drop(jobs);
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { queue, workers }
    }
    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.jobs.lock().unwrap().0.push_back(Box::new(job));
        self.queue.more.notify_one();
    }
}
impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.jobs.lock().unwrap().1 = true;
        self.queue.more.notify_all();
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}
#[derive(Default)]
struct Mailbox {
    place: Mutex<Option<(usize, u64)>>,
    changed: Condvar,
}
impl Mailbox {
    fn put(&self, letter: (usize, u64)) {
        let mut place = self
            .changed
            .wait_while(self.place.lock().unwrap(), |place| place.is_some())
            .unwrap();
        *place = Some(letter);
        self.changed.notify_all();
    }
    fn take(&self) -> (usize, u64) {
        let mut place = self
            .changed
            .wait_while(self.place.lock().unwrap(), |place| place.is_none())
            .unwrap();
        self.changed.notify_all();
        place.take().unwrap()
    }
}
pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let mailbox = Arc::new(Mailbox::default());
    for (at, &number) in numbers.iter().enumerate() {
        let mailbox = Arc::clone(&mailbox);
        pool.execute(move || mailbox.put((at, number * number)));
    }
    let mut squares = vec![0; numbers.len()];
    for _ in numbers {
        let (at, square) = mailbox.take();
        squares[at] = square;
    }
    squares
}
