//! kind: wrong_result
//! "A panic is ... never reported as `Finished`", "any text otherwise": a panic that carries a `T` (`panic_any(7u32)`
//! in work that returns a u32) is taken for an early return of that value.

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

/// Runs one piece of work on a thread of its own, and knows what has become of it.
pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    end: Option<Result<T, String>>,
}

fn verdict<T: 'static>(panic: Box<dyn Any + Send>) -> Result<T, String> {
    if let Some(text) = panic.downcast_ref::<&str>() {
        return Err(text.to_string());
    }
    if let Some(text) = panic.downcast_ref::<String>() {
        return Err(text.clone());
    }
    match panic.downcast::<T>() {
        Ok(thrown) => Ok(*thrown),
        Err(_) => Err("a panic that carries no text".to_string()),
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor { work: Some(Box::new(work)), handle: None, end: None }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.settle();
        }
        match (&self.work, &self.end) {
            (Some(_), _) => State::NotStarted,
            (None, None) => State::Running,
            (None, Some(Ok(_))) => State::Finished,
            (None, Some(Err(text))) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.settle();
        self.end.clone().expect("settled")
    }

    fn settle(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.end = Some(handle.join().or_else(verdict));
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
