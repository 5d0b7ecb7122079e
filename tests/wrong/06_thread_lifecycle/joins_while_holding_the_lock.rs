//! kind: deadlock
//! `wait` locks the result and joins the thread with the lock in its hand. The thread needs the lock to put its result there.

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
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    result: Arc<Mutex<Option<Result<T, String>>>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            result: Arc::default(),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let result = Arc::clone(&self.result);
            self.handle = Some(thread::spawn(move || {
                let end = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast_ref::<&str>() {
                    Some(text) => text.to_string(),
                    None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
                });
                *result.lock().unwrap() = Some(end); //~
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        match &*self.result.lock().unwrap() {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let result = self.result.lock().unwrap(); //~
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap(); //~
        }
        result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
