//! kind: wrong_result
//! An empty message stands for no error: a panic with an empty text is reported as `Finished`.

use std::any::Any;
use std::thread::{self, JoinHandle};

/// What has become of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    /// The work panicked, with this message.
    Panicked(String),
}

fn message_of(panic: Box<dyn Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "unknown panic".to_string()
    }
}

/// Runs one piece of work on a thread of its own, and knows what has become of it.
pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    value: Option<T>,
    error: String,
    over: bool,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            value: None,
            error: String::new(),
            over: false,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
        }
    }

    fn collect(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.over = true;
            match handle.join() {
                Ok(value) => self.value = Some(value),
                Err(panic) => self.error = message_of(panic),
            }
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.collect();
        }
        if !self.over {
            State::Running
        } else if self.error.is_empty() { //~
            State::Finished //~
        } else {
            State::Panicked(self.error.clone())
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.collect();
        self.value.clone().ok_or_else(|| self.error.clone())
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
