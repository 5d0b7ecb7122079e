//! kind: too_slow
//! `state` gives the work 10 ms to send its result before it says `Running`. Asking is not to wait at all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, channel};
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
    thread: Option<(Receiver<Result<T, String>>, JoinHandle<()>)>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            thread: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (sender, receiver) = channel();
            let handle = thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast_ref::<&str>() {
                    Some(text) => text.to_string(),
                    None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
                });
                let _ = sender.send(result);
            });
            self.thread = Some((receiver, handle));
        }
    }

    pub fn state(&mut self) -> State {
        let Some((receiver, _)) = &self.thread else {
            return State::NotStarted;
        };
        if self.result.is_none() {
            self.result = receiver.recv_timeout(Duration::from_millis(10)).ok(); //~
        }
        match &self.result {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        while self.result.is_none() {
            self.result = self.thread.as_ref().and_then(|(receiver, _)| receiver.recv().ok());
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some((_, handle)) = self.thread.take() {
            let _ = handle.join();
        }
    }
}
