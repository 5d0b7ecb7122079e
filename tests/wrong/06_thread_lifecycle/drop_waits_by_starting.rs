//! kind: wrong_result
//! `drop` does the same as `wait`, and `wait` starts what has not been started. Work that nobody wanted to run is run when
//! its supervisor goes.

use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T: Clone + Send + 'static> {
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
            self.handle = Some(thread::spawn(work)); //~
        }
    }

    pub fn state(&mut self) -> State {
        match (&self.work, &self.handle) {
            (Some(_), _) => State::NotStarted,
            (_, Some(handle)) if !handle.is_finished() => State::Running,
            _ => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(|panic| {
                if panic.is::<String>() {
                    *panic.downcast::<String>().unwrap()
                } else if panic.is::<&str>() {
                    panic.downcast::<&str>().unwrap().to_string()
                } else {
                    "something else".to_string()
                }
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T: Clone + Send + 'static> Drop for Supervisor<T> {
    fn drop(&mut self) {
        let _ = self.wait(); //~
    }
}
