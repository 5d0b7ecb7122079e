//! kind: wrong_result
//! The value comes over a channel and `wait` hands it out without keeping it. The second `wait` finds the channel empty
//! and hung up, and takes that for a panic.

use std::panic::{self, AssertUnwindSafe};
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
    answer: Option<Receiver<Result<T, String>>>,
    state: State,
    kept: Option<Result<T, String>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            answer: None,
            state: State::NotStarted,
            kept: None,
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (sender, receiver) = mpsc::channel();
            self.state = State::Running;
            self.answer = Some(receiver);
            self.handle = Some(thread::spawn(move || {
                let result = panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
                    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
                    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
                });
                let _ = sender.send(result);
            }));
        }
    }

    fn note(&mut self, result: &Result<T, String>) {
        self.state = match result {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        };
    }

    pub fn state(&mut self) -> State {
        if let Some(Ok(result)) = self.answer.as_ref().map(|answer| answer.try_recv()) {
            self.note(&result);
            self.kept = Some(result);
        }
        self.state.clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(result) = self.kept.take() { //~
            return result;
        }
        let result = match self.answer.as_ref().unwrap().recv() { //~
            Ok(result) => result,
            Err(_) => return Err("the thread is gone".to_string()),
        };
        self.note(&result);
        result
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
