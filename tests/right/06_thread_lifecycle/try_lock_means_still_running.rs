//! Nobody but the ending thread ever holds the lock for long, so a lock that is taken means that the result is just being
//! put there: still running. The value travels through a slot, and the thread is joined wherever somebody waits.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    slot: Arc<Mutex<Option<Result<T, String>>>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            slot: Arc::new(Mutex::new(None)),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        self.handle = self.handle.take().or_else(|| {
            let (work, slot) = (self.work.take()?, Arc::clone(&self.slot));
            Some(thread::spawn(move || {
                let end = panic::catch_unwind(AssertUnwindSafe(work)).map_err(|it| {
                    it.downcast_ref::<&str>()
                        .map(|it| it.to_string())
                        .or_else(|| it.downcast_ref::<String>().cloned())
                        .unwrap_or_else(|| "not a text".to_string())
                });
                slot.lock().unwrap().replace(end);
            }))
        });
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        let Ok(slot) = self.slot.try_lock() else {
            return State::Running;
        };
        slot.as_ref().map_or(State::Running, |end| match end {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        })
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            handle.join().expect("the thread catches the panics of the work");
        }
        self.slot.lock().unwrap().clone().expect("the thread has put it there")
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
