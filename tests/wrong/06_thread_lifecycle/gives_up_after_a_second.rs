//! kind: wrong_result
//! `wait` waits for a second at most and then reports an error, although the work is neither over nor has it panicked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
            let (sender, receiver) = mpsc::sync_channel(1);
            self.receiver = Some(receiver);
            self.handle = Some(thread::spawn(move || {
                let _ = sender.send(catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
                    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
                        (Some(text), _) => text.to_string(),
                        (_, Some(text)) => text.clone(),
                        _ => String::new(),
                    }
                }));
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.result.is_none() {
            self.result = self.receiver.as_ref().and_then(|receiver| receiver.try_recv().ok());
        }
        match &self.result {
            None if self.receiver.is_none() => State::NotStarted,
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.result.is_none() {
            let receiver = self.receiver.as_ref().unwrap();
            match receiver.recv_timeout(Duration::from_secs(1)) { //~
                Ok(result) => self.result = Some(result),
                Err(error) => return Err(error.to_string()), //~
            }
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
