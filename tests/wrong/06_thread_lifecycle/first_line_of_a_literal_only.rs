//! kind: wrong_result
//! Only the first line of a message is kept, and a message may have several.

use std::any::Any;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

/// The message of a panic, if it has one.
fn message_of(panic: &dyn Any) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.lines().next().unwrap_or_default().to_string() //~
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.to_string()
    } else {
        "the thread panicked".to_string()
    }
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T> Supervisor<T> {
    fn reap(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.result = Some(match handle.join() {
                Ok(value) => Ok(value),
                Err(panic) => Err(message_of(&*panic)),
            });
        }
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor { work: Some(Box::new(work)), handle: None, result: None }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || work()));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if let Some(handle) = &self.handle {
            if !handle.is_finished() {
                return State::Running;
            }
        }
        self.reap();
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.reap();
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.reap();
    }
}
