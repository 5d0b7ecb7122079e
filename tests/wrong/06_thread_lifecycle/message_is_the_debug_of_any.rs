//! kind: wrong_result
//! What a panic carries is a `Box<dyn Any>`, and `Any` has a `Debug` of its own: the message is always "Any { .. }".

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
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<()>>,
    result: Arc<Mutex<Option<Result<T, String>>>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            result: Arc::new(Mutex::new(None)),
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let result = Arc::clone(&self.result);
            self.handle = Some(thread::spawn(move || {
                let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
                *result.lock().unwrap() = Some(end.map_err(|panic| format!("{panic:?}"))); //~
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            State::NotStarted
        } else {
            match &*self.result.lock().unwrap() {
                None => State::Running,
                Some(Ok(_)) => State::Finished,
                Some(Err(message)) => State::Panicked(message.clone()),
            }
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
        self.result.lock().unwrap().clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
