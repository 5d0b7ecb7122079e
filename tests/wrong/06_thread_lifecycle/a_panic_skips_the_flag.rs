//! kind: wrong_result
//! The thread reports its end in a flag after the work. A panic jumps over that line, so work that panicked is `Running`
//! for ever, even when `wait` has returned its message.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    over: Arc<AtomicBool>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            over: Arc::default(),
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let over = Arc::clone(&self.over);
            self.handle = Some(thread::spawn(move || {
                let value = work();
                over.store(true, Ordering::SeqCst); //~
                value
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if !self.over.load(Ordering::SeqCst) { //~
            return State::Running;
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(|panic| match panic.downcast::<&str>() {
                Ok(text) => text.to_string(),
                Err(panic) => panic.downcast::<String>().map(|text| *text).unwrap_or_default(),
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.handle.take().map(|handle| handle.join());
    }
}
