//! Nothing is caught: a guard on the thread's stack says on its way out whether the thread was panicking, and the
//! message is fetched with a join.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

/// Raises the flag when its thread leaves, one way or the other.
struct Leaving {
    flag: Arc<AtomicBool>,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.flag.store(true, Ordering::Release);
    }
}

pub struct Supervisor<T> {
    job: Option<Box<dyn FnOnce() -> T + Send>>,
    left: Arc<AtomicBool>,
    thread: Option<JoinHandle<T>>,
    ending: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            job: Some(Box::new(work)),
            left: Arc::new(AtomicBool::new(false)),
            thread: None,
            ending: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(job) = self.job.take() {
            let leaving = Leaving {
                flag: Arc::clone(&self.left),
            };
            self.thread = Some(thread::spawn(move || {
                let _leaving = leaving;
                job()
            }));
        }
    }

    fn ending(&mut self) -> &Result<T, String> {
        if let Some(thread) = self.thread.take() {
            self.ending = Some(match thread.join() {
                Ok(value) => Ok(value),
                Err(panic) if panic.is::<&str>() => Err(panic.downcast_ref::<&str>().unwrap().to_string()),
                Err(panic) if panic.is::<String>() => Err(panic.downcast_ref::<String>().unwrap().clone()),
                Err(_) => Err(String::from("unknown")),
            });
        }
        self.ending.as_ref().expect("started")
    }

    pub fn state(&mut self) -> State {
        if self.job.is_some() {
            return State::NotStarted;
        }
        if !self.left.load(Ordering::Acquire) {
            return State::Running;
        }
        match self.ending() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.ending().clone()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}
