//! kind: stale_read
//! Two flags, both `Relaxed`: first "it panicked", then "it is over". Who sees the second set may still read the first as it
//! was, and says `Finished`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Shared<T> {
    over: AtomicBool,
    panicked: AtomicBool,
    result: Mutex<Option<Result<T, String>>>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    shared: Arc<Shared<T>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new(Shared {
                over: AtomicBool::new(false),
                panicked: AtomicBool::new(false),
                result: Mutex::new(None),
            }),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let shared = Arc::clone(&self.shared);
            self.handle = Some(thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast::<&str>() {
                    Ok(text) => text.to_string(),
                    Err(panic) => panic.downcast::<String>().map_or_else(|_| "?".to_string(), |text| *text),
                });
                let panicked = result.is_err();
                *shared.result.lock().unwrap() = Some(result);
                shared.panicked.store(panicked, Ordering::Relaxed); //~
                shared.over.store(true, Ordering::Relaxed); //~
            }));
        }
    }

    fn message(&self) -> String {
        match &*self.shared.result.lock().unwrap() {
            Some(Err(message)) => message.clone(),
            _ => unreachable!(),
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            State::NotStarted
        } else if !self.shared.over.load(Ordering::Relaxed) {
            State::Running
        } else if self.shared.panicked.load(Ordering::Relaxed) {
            State::Panicked(self.message())
        } else {
            State::Finished
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
        self.shared.result.lock().unwrap().clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
