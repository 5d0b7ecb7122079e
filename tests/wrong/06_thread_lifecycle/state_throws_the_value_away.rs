//! kind: wrong_result
//! To tell `Finished` from `Panicked`, `state` joins the ended thread and forgets the value that it gets. Who waits
//! afterwards is told that there is none.

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
    value: Option<T>,
    state: State,
}

fn text<'a>(panic: &'a (dyn std::any::Any + Send)) -> &'a str {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text
    } else {
        "panic"
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            value: None,
            state: State::NotStarted,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.state = State::Running;
            self.handle = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        if self.handle.as_ref().is_some_and(JoinHandle::is_finished) {
            self.state = match self.handle.take().unwrap().join() { //~
                Ok(_) => State::Finished,
                Err(panic) => State::Panicked(text(&*panic).to_string()),
            };
        }
        self.state.clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            match handle.join() {
                Ok(value) => {
                    self.value = Some(value);
                    self.state = State::Finished;
                }
                Err(panic) => self.state = State::Panicked(text(&*panic).to_string()),
            }
        }
        match &self.state {
            State::Panicked(message) => Err(message.clone()),
            _ => self.value.clone().ok_or("there is no value any more".to_string()), //~
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
