//! kind: wrong_result
//! `wait` takes the result from a channel, `state` looks whether the thread is gone. When the result has come, the
//! thread may still be on its way out: `Running`, after `wait` has returned.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
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
    receiver: Option<Receiver<Result<T, String>>>,
    handle: Option<JoinHandle<()>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            receiver: None,
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (sender, receiver) = mpsc::channel();
            self.receiver = Some(receiver);
            self.handle = Some(thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work));
                let result = result.map_err(|panic| match panic.downcast_ref::<&str>() {
                    Some(text) => text.to_string(),
                    None => match panic.downcast_ref::<String>() {
                        Some(text) => text.to_string(),
                        None => "?".to_string(),
                    },
                });
                sender.send(result).unwrap();
            }));
        }
    }

    pub fn state(&mut self) -> State {
        match &self.handle {
            None => State::NotStarted,
            Some(handle) if !handle.is_finished() => State::Running, //~
            Some(_) => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.result.is_none() {
            self.result = self.receiver.as_ref().unwrap().recv().ok(); //~
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
