//! kind: lost_wakeup
//! The end is noted in an atomic flag, not under the lock that the waiting uses. Flag and notify can fall between the
//! waiter's look and its wait, and then nobody wakes it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    lock: Mutex<()>,
    condvar: Condvar,
}

/// Rings the bell when it is dropped, so that a panic rings it too.
struct RingAtTheEnd(Arc<Bell>);

impl Drop for RingAtTheEnd {
    fn drop(&mut self) {
        self.0.rung.store(true, Ordering::SeqCst);
        self.0.condvar.notify_all();
    }
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    bell: Arc<Bell>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            bell: Arc::default(),
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let bell = RingAtTheEnd(Arc::clone(&self.bell));
            self.handle = Some(thread::spawn(move || {
                let _bell = bell;
                work()
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if !self.bell.rung.load(Ordering::SeqCst) {
            return State::Running;
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let mut guard = self.bell.lock.lock().unwrap();
        while !self.bell.rung.load(Ordering::SeqCst) {
            guard = self.bell.condvar.wait(guard).unwrap(); //~
        }
        drop(guard);
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(|panic| {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?").to_string()
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
