//! kind: busy_wait
//! `wait` asks for the state again and again until the work has ended. It gives way each time, but keeps a processor
//! busy with asking for as long as the work takes.

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
        if let Some(handle) = self.handle.take() {
            if !handle.is_finished() { //~
                self.handle = Some(handle);
                return State::Running;
            }
            self.result = Some(handle.join().map_err(|panic| {
                if let Some(text) = panic.downcast_ref::<&str>() {
                    text.to_string()
                } else if let Some(text) = panic.downcast_ref::<String>() {
                    text.clone()
                } else {
                    "no text".to_string()
                }
            }));
        }
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        while self.state() == State::Running {
            thread::yield_now(); //~
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
