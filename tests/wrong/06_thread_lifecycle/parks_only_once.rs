//! kind: panicked
//! The end unparks who waits. But `park` may return for no reason, and then there is nothing to take yet.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Shared<T> {
    result: Option<Result<T, String>>,
    waiter: Option<Thread>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    shared: Arc<Mutex<Shared<T>>>,
}

fn wait_for_the_end<T>(shared: &Mutex<Shared<T>>) {
    {
        let mut shared = shared.lock().unwrap();
        if shared.result.is_some() {
            return;
        }
        shared.waiter = Some(thread::current());
    }
    thread::park(); //~
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new(Mutex::new(Shared {
                result: None,
                waiter: None,
            })),
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        let shared = Arc::clone(&self.shared);
        thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast_ref::<&str>() {
                Some(text) => text.to_string(),
                None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
            });
            let mut shared = shared.lock().unwrap();
            shared.result = Some(result);
            if let Some(waiter) = shared.waiter.take() {
                waiter.unpark();
            }
        });
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        match &self.shared.lock().unwrap().result {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        wait_for_the_end(&self.shared);
        let result = self.shared.lock().unwrap().result.clone();
        result.expect("the work has ended") //~
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.work.is_none() {
            wait_for_the_end(&self.shared);
        }
    }
}
