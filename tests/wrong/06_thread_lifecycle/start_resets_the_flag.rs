//! kind: wrong_result
//! A second `start` after the end says `Running` again, because it sets the flag whether there is work or not.

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
        text.to_string()
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
    running: bool,
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
        Supervisor { work: Some(Box::new(work)), handle: None, result: None, running: false }
    }

    pub fn start(&mut self) {
        self.running = true; //~
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || work()));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if let Some(handle) = &self.handle {
            if handle.is_finished() {
                self.reap();
                self.running = false;
            }
        }
        if self.running {
            return State::Running;
        }
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        if self.work.is_some() {
            self.start();
        }
        self.reap();
        self.running = false;
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.reap();
    }
}
