//! kind: not_joined
//! The thread is there from the beginning and parks until it is told to start. A supervisor that is dropped before that
//! tells it nothing: the thread stays parked for ever, and the work with all that it owns is never dropped.

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
    go: Arc<AtomicBool>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let go = Arc::new(AtomicBool::new(false));
        let may_go = Arc::clone(&go);
        let handle = thread::spawn(move || { //~
            while !may_go.load(Ordering::SeqCst) {
                thread::park(); //~
            }
            work()
        });
        Supervisor {
            go,
            handle: Some(handle),
            result: None,
        }
    }

    pub fn start(&mut self) {
        self.go.store(true, Ordering::SeqCst);
        if let Some(handle) = &self.handle {
            handle.thread().unpark();
        }
    }

    pub fn state(&mut self) -> State {
        if !self.go.load(Ordering::SeqCst) {
            return State::NotStarted;
        }
        match &self.handle {
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
            self.result = Some(handle.join().map_err(|panic| match panic.downcast_ref::<&str>() {
                Some(text) => text.to_string(),
                None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.go.load(Ordering::SeqCst) {
            if let Some(handle) = self.handle.take() {
                let _ = handle.join();
            }
        }
    }
}
