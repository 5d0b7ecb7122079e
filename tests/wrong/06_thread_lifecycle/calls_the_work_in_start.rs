//! kind: wrong_threads
//! `start` calls the work instead of giving it to `spawn`, as with `Thread(target=work())` in Python: no thread is ever
//! started, and the caller does it all itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let result = catch_unwind(AssertUnwindSafe(work)); //~
            self.result = Some(result.map_err(|panic| {
                if let Some(text) = panic.downcast_ref::<&str>() {
                    text.to_string()
                } else if let Some(text) = panic.downcast_ref::<String>() {
                    text.clone()
                } else {
                    "no message".to_string()
                }
            }));
        }
    }

    pub fn state(&mut self) -> State {
        match &self.result {
            None => State::NotStarted,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.result.clone().unwrap()
    }
}
