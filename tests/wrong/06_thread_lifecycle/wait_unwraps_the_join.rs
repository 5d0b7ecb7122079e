//! kind: panicked
//! `wait` unwraps what `join` returns, as one does everywhere else: the panic of the work goes on in who waits for it.

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
    state: State,
    value: Option<T>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            state: State::NotStarted,
            value: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
            self.state = State::Running;
        }
    }

    pub fn state(&mut self) -> State {
        if let Some(handle) = self.handle.take_if(|handle| handle.is_finished()) {
            match handle.join() {
                Ok(value) => {
                    self.value = Some(value);
                    self.state = State::Finished;
                }
                Err(panic) => {
                    let message = match panic.downcast_ref::<&str>() {
                        Some(text) => text.to_string(),
                        None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
                    };
                    self.state = State::Panicked(message);
                }
            }
        }
        self.state.clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.value = Some(handle.join().unwrap()); //~
            self.state = State::Finished;
        }
        match &self.state {
            State::Panicked(message) => Err(message.clone()),
            _ => Ok(self.value.clone().unwrap()),
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
