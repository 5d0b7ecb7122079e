//! kind: wrong_result
//! The thread is started when the supervisor is made. `state` says `NotStarted` all the same, while the work is running
//! or has even ended; and it has run although nobody called `start`.

use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    started: bool,
    thread: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            started: false,
            thread: Some(thread::spawn(work)), //~
            result: None,
        }
    }

    pub fn start(&mut self) {
        self.started = true;
    }

    pub fn state(&mut self) -> State {
        if !self.started {
            return State::NotStarted;
        }
        if self.thread.as_ref().is_some_and(|thread| thread.is_finished()) {
            let _ = self.wait();
        }
        match &self.result {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.started = true;
        if let Some(thread) = self.thread.take() {
            self.result = Some(thread.join().map_err(|panic| match panic.downcast::<String>() {
                Ok(text) => *text,
                Err(panic) => match panic.downcast::<&str>() {
                    Ok(text) => text.to_string(),
                    Err(_) => String::from("?"),
                },
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
