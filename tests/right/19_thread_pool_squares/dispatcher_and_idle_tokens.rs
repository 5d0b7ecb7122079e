//! Every worker has a channel of its own; a dispatcher thread, which runs no job, waits for an idle worker's token
//! and hands the next job to it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    inbox: Option<Sender<Job>>,
    dispatcher: Option<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert_ne!(workers, 0, "a pool of nobody");
        let (inbox, jobs) = channel::<Job>();
        let dispatcher = thread::spawn(move || dispatch(jobs, workers));
        ThreadPool {
            inbox: Some(inbox),
            dispatcher: Some(dispatcher),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.inbox.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.inbox.take());
        if let Some(dispatcher) = self.dispatcher.take() {
            dispatcher.join().unwrap();
        }
    }
}

fn dispatch(jobs: Receiver<Job>, workers: usize) {
    let (idle, idlers) = channel::<usize>();
    let mut desks = Vec::new();
    let mut handles = Vec::new();
    for id in 0..workers {
        let (desk, orders) = channel::<Job>();
        let idle = idle.clone();
        desks.push(desk);
        handles.push(thread::spawn(move || {
            // The token is the worker's number. Nobody may be listening any more when the last jobs end.
            let _ = idle.send(id);
            for job in orders {
                let _ = panic::catch_unwind(AssertUnwindSafe(job));
                let _ = idle.send(id);
            }
        }));
    }
    for job in jobs {
        let id = idlers.recv().unwrap();
        desks[id].send(job).unwrap();
    }
    drop(desks);
    for handle in handles {
        handle.join().unwrap();
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (report, reports) = channel();
    {
        let pool = ThreadPool::new(workers);
        for (place, &number) in numbers.iter().enumerate() {
            let report = report.clone();
            pool.execute(move || {
                let _ = report.send((place, number.wrapping_mul(number)));
            });
        }
    }
    drop(report);
    let mut all: Vec<(usize, u64)> = reports.into_iter().collect();
    all.sort();
    all.into_iter().map(|(_, square)| square).collect()
}
