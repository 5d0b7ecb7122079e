//! kind: wrong_result
//! A thread that has ended counts as `Finished`, however it ended: a panic is swallowed by `state`, and only `wait` tells
//! of it.

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
        if let Some(Err(message)) = &self.result {
            return State::Panicked(message.clone());
        }
        match &self.handle {
            None if self.work.is_some() => State::NotStarted,
            None => State::Finished,
            Some(handle) if handle.is_finished() => State::Finished, //~
            Some(_) => State::Running,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            let result = handle.join().map_err(|panic| {
                if let Some(text) = panic.downcast_ref::<&str>() {
                    text.to_string()
                } else if let Some(text) = panic.downcast_ref::<String>() {
                    text.to_string()
                } else {
                    "?".to_string()
                }
            });
            self.result = Some(result);
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
