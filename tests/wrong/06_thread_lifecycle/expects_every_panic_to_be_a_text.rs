//! kind: panicked
//! A panic that carries neither a `&str` nor a `String` is "impossible", says the code. It is not, and who asks or waits panics
//! as well.

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

fn message(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<&'static str>() {
        Ok(text) => text.to_string(),
        Err(panic) => *panic.downcast::<String>().expect("a panic carries a text"), //~
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
        match &self.handle {
            None if self.work.is_some() => State::NotStarted,
            Some(handle) if !handle.is_finished() => State::Running,
            _ => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(message));
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
