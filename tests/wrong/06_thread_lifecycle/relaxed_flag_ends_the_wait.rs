//! kind: stale_read
//! The end is published through a flag of the program's own, with `Relaxed`: who sees it set may still see what was there
//! before the work. So after a drop, what the work did may not be there yet.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Shared<T> {
    ended: AtomicBool,
    result: Mutex<Option<Result<T, String>>>,
    waiting: Mutex<Option<thread::Thread>>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    shared: Arc<Shared<T>>,
}

impl<T> Shared<T> {
    fn wait_for_the_end(&self) {
        if self.ended.load(Ordering::Relaxed) { //~
            return;
        }
        *self.waiting.lock().unwrap() = Some(thread::current());
        while !self.ended.load(Ordering::Relaxed) { //~
            thread::park();
        }
    }

    fn end(&self, result: Result<T, String>) {
        *self.result.lock().unwrap() = Some(result);
        self.ended.store(true, Ordering::Relaxed); //~
        if let Some(thread) = self.waiting.lock().unwrap().take() {
            thread.unpark();
        }
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new(Shared {
                ended: AtomicBool::new(false),
                result: Mutex::new(None),
                waiting: Mutex::new(None),
            }),
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let shared = Arc::clone(&self.shared);
            thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
                    if let Some(text) = panic.downcast_ref::<&str>() {
                        text.to_string()
                    } else if let Some(text) = panic.downcast_ref::<String>() {
                        text.clone()
                    } else {
                        "not a text".to_string()
                    }
                });
                shared.end(result);
            });
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
        self.shared.wait_for_the_end();
        self.shared.result.lock().unwrap().clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.work.is_none() {
            self.shared.wait_for_the_end();
        }
    }
}
