//! kind: wrong_result
//! There is one place for messages in the whole program. After the first panic, every other supervisor believes that its
//! own work has panicked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

static MESSAGE: Mutex<Option<String>> = Mutex::new(None);

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<Option<T>>>,
    value: Option<T>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            value: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || match catch_unwind(AssertUnwindSafe(work)) {
                Ok(value) => Some(value),
                Err(panic) => {
                    let text = match panic.downcast_ref::<&str>() {
                        Some(text) => text.to_string(),
                        None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
                    };
                    *MESSAGE.lock().unwrap() = Some(text); //~
                    None
                }
            }));
        }
    }

    pub fn state(&mut self) -> State {
        match &self.handle {
            None if self.work.is_some() => State::NotStarted,
            Some(handle) if !handle.is_finished() => State::Running,
            _ => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.value = handle.join().unwrap();
        }
        match MESSAGE.lock().unwrap().clone() { //~
            Some(message) => Err(message),
            None => Ok(self.value.clone().unwrap()),
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
