//! kind: wrong_threads
//! When nobody has started the work, `wait` runs it on the spot, "because it would only wait anyway": on the caller's
//! thread and not on one of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
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
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| !handle.is_finished()) {
            return State::Running;
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        let outcome = if let Some(work) = self.work.take() {
            Some(catch_unwind(AssertUnwindSafe(work))) //~
        } else {
            self.handle.take().map(|handle| handle.join())
        };
        if let Some(outcome) = outcome {
            self.result = Some(outcome.map_err(|panic| {
                let string = panic.downcast_ref::<String>().cloned();
                string.unwrap_or_else(|| panic.downcast_ref::<&str>().map_or("?", |text| text).to_string())
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
