//! kind: not_concurrent
//! The works of all supervisors share one lock, so one begins when the other is over: none stands for itself.

use std::any::Any;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

fn message(panic: Box<dyn Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "something that is not a text".to_string()
    }
}

static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(()); //~

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T> Supervisor<T> {
    fn collect(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(message));
        }
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor { work: Some(Box::new(work)), handle: None, result: None }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || {
                let _turn = TURN.lock().unwrap_or_else(|poison| poison.into_inner()); //~
                work()
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.collect();
        }
        match &self.result {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(text)) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.collect();
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.collect();
    }
}
