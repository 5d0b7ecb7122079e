//! kind: panicked
//! The caller waits on a `Condvar`, but looks only once whether it has to. A wake-up for no reason finds no result yet,
//! and the `unwrap` panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Shared<T> {
    result: Mutex<Option<Result<T, String>>>,
    ended: Condvar,
}

pub struct Supervisor<T> {
    shared: Arc<Shared<T>>,
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            shared: Arc::new(Shared {
                result: Mutex::new(None),
                ended: Condvar::new(),
            }),
            work: Some(Box::new(work)),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let shared = Arc::clone(&self.shared);
            self.handle = Some(thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
                    if let Some(text) = panic.downcast_ref::<&str>() {
                        text.to_string()
                    } else {
                        panic.downcast_ref::<String>().cloned().unwrap_or_default()
                    }
                });
                *shared.result.lock().unwrap() = Some(result);
                shared.ended.notify_all();
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        match &*self.shared.result.lock().unwrap() {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let mut result = self.shared.result.lock().unwrap();
        if result.is_none() {
            result = self.shared.ended.wait(result).unwrap(); //~
        }
        result.clone().unwrap() //~
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
