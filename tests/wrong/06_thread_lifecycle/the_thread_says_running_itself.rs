//! kind: wrong_result
//! The state is changed to `Running` by the new thread, when it gets its first turn. Until then `state` says
//! `NotStarted`, although `start` has returned.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    state: Arc<Mutex<State>>,
    value: Arc<Mutex<Option<T>>>,
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            state: Arc::new(Mutex::new(State::NotStarted)),
            value: Arc::new(Mutex::new(None)),
            work: Some(Box::new(work)),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let state = self.state.clone();
            let value = self.value.clone();
            self.handle = Some(thread::spawn(move || {
                *state.lock().unwrap() = State::Running; //~
                match catch_unwind(AssertUnwindSafe(work)) {
                    Ok(result) => {
                        *value.lock().unwrap() = Some(result);
                        *state.lock().unwrap() = State::Finished;
                    }
                    Err(panic) => {
                        let message = panic
                            .downcast_ref::<&str>()
                            .map(|text| text.to_string())
                            .or(panic.downcast_ref::<String>().cloned());
                        *state.lock().unwrap() = State::Panicked(message.unwrap_or_default());
                    }
                }
            }));
        }
    }

    pub fn state(&mut self) -> State {
        self.state.lock().unwrap().clone() //~
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
        match self.state() {
            State::Panicked(message) => Err(message),
            _ => Ok(self.value.lock().unwrap().clone().unwrap()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
