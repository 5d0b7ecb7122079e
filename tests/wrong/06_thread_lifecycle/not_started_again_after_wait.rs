//! kind: wrong_result
//! What `state` has seen last is remembered, but only by `state`. `wait` takes the handle and notes nothing, so that
//! after it the work is `NotStarted` again.

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
    thread: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
    seen: State,
}

fn join<T>(thread: JoinHandle<T>) -> Result<T, String> {
    thread.join().map_err(|panic| {
        if let Some(text) = panic.downcast_ref::<&str>() {
            text.to_string()
        } else if let Some(text) = panic.downcast_ref::<String>() {
            text.clone()
        } else {
            String::from("a panic")
        }
    })
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            thread: None,
            result: None,
            seen: State::NotStarted,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.thread = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        if self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return State::Running;
        }
        if let Some(thread) = self.thread.take() {
            let result = join(thread);
            self.seen = match &result {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message.clone()),
            };
            self.result = Some(result);
        }
        self.seen.clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(thread) = self.thread.take() {
            self.result = Some(join(thread)); //~
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.thread.take().map(join);
    }
}
