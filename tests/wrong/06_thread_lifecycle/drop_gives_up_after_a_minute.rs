//! kind: not_joined
//! `drop` waits for a minute at most. Work that takes longer is still running when it returns.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

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
    result: Option<Result<T, String>>,
}

fn text_of(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => match panic.downcast::<&'static str>() {
            Ok(text) => text.to_string(),
            Err(panic) => {
                std::mem::forget(panic);
                "no text".to_string()
            }
        },
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            receiver: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (sender, receiver) = mpsc::channel();
            self.receiver = Some(receiver);
            thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(text_of);
                let _ = sender.send(result);
            });
        }
    }

    pub fn state(&mut self) -> State {
        let Some(receiver) = &self.receiver else {
            return State::NotStarted;
        };
        if self.result.is_none() {
            match receiver.try_recv() {
                Ok(result) => self.result = Some(result),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return State::Running,
            }
        }
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(text) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.result.is_none() {
            self.result = Some(self.receiver.as_ref().unwrap().recv().unwrap());
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let (Some(receiver), None) = (&self.receiver, &self.result) {
            let _ = receiver.recv_timeout(std::time::Duration::from_secs(60)); //~
        }
    }
}
