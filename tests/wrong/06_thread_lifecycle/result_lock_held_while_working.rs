//! kind: too_slow
//! The thread takes the lock on the result first and works under it. `state` wants the same lock, and so waits until the
//! work is over.

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

fn run<T>(work: Box<dyn FnOnce() -> T + Send>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        None.or(panic.downcast_ref::<&str>().map(|text| text.to_string()))
            .or(panic.downcast_ref::<String>().map(|text| text.to_string()))
            .unwrap_or("odd panic".to_string())
    })
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            result: Arc::new(Mutex::new(None)),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let result = Arc::clone(&self.result);
            self.handle = Some(thread::spawn(move || {
                let mut result = result.lock().unwrap(); //~
                *result = Some(run(work)); //~
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        match &*self.result.lock().unwrap() { //~
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
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
