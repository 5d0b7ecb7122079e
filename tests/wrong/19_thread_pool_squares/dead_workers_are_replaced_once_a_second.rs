//! kind: too_slow
//! a worker that a panic has ended is replaced only when the supervisor looks, once a second, and the next job waits for that
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;
type Inbox = Arc<Mutex<Receiver<Job>>>;

fn next(inbox: &Inbox) -> Option<Job> {
    inbox.lock().unwrap().recv().ok()
}

fn hire(inbox: &Inbox) -> JoinHandle<()> {
    let inbox = Arc::clone(inbox);
    thread::spawn(move || {
        while let Some(job) = next(&inbox) {
            job();
        }
    })
}

fn supervise(inbox: Inbox, mut workers: Vec<JoinHandle<()>>, end: Receiver<()>) {
    while let Err(RecvTimeoutError::Timeout) = end.recv_timeout(Duration::from_secs(1)) { //~
        for worker in &mut workers {
            if worker.is_finished() { //~
                let dead = std::mem::replace(worker, hire(&inbox));
                let _ = dead.join();
            }
        }
    }
    // whoever panicked meanwhile is replaced, until all have gone home in peace
    while let Some(worker) = workers.pop() {
        if worker.join().is_err() {
            workers.push(hire(&inbox));
        }
    }
}

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    end: Option<Sender<()>>,
    supervisor: Option<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (sender, receiver) = channel();
        let (end, ended) = channel();
        let inbox = Arc::new(Mutex::new(receiver));
        let workers = (0..workers).map(|_| hire(&inbox)).collect();
        let supervisor = thread::spawn(move || supervise(inbox, workers, ended));
        ThreadPool { sender: Some(sender), end: Some(end), supervisor: Some(supervisor) }
    }
    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        self.end = None;
        let _ = self.supervisor.take().unwrap().join();
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap()[i] = n.wrapping_mul(n));
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}
