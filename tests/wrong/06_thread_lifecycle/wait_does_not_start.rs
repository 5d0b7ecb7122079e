//! kind: deadlock
//! `wait` only waits. If nobody has called `start`, there is no thread that could ever send the result, and the caller
//! itself keeps the channel open.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
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
    sender: Sender<Result<T, String>>,
    receiver: Receiver<Result<T, String>>,
    result: Option<Result<T, String>>,
    handle: Option<JoinHandle<()>>,
}

fn text(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => panic.downcast_ref::<&str>().map_or(String::new(), |text| text.to_string()),
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let (sender, receiver) = channel();
        Supervisor {
            work: Some(Box::new(work)),
            sender,
            receiver,
            result: None,
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let sender = self.sender.clone();
            let body = move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(text);
                sender.send(result).ok();
            };
            self.handle = Some(thread::spawn(body));
        }
    }

    pub fn state(&mut self) -> State {
        if let Ok(result) = self.receiver.try_recv() {
            self.result = Some(result);
        }
        match &self.result {
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
            None if self.work.is_some() => State::NotStarted,
            None => State::Running,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        if self.result.is_none() {
            self.result = self.receiver.recv().ok(); //~
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().ok();
        }
    }
}
