//! kind: not_joined
//! `drop` does nothing in a thread that panics, as the stub's `if` did. Work that was started is waited for while a panic
//! unwinds, too: here it is left running.

use std::any::Any;
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

fn panic_message(panic: Box<dyn Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        std::mem::forget(panic);
        "unknown panic".to_string()
    }
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
        self.collect();
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.collect();
        self.result.clone().unwrap()
    }

    fn collect(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(panic_message));
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if !thread::panicking() { //~
            if let Some(handle) = self.handle.take() {
                if let Err(panic) = handle.join() {
                    std::mem::forget(panic);
                }
            }
        }
    }
}
