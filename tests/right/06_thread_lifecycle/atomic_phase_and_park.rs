//! The phase is a number in an atomic, published with `Release` after the result is in its place. Who waits leaves its
//! thread's handle, parks, and looks again after every wake-up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

const NOT_STARTED: u8 = 0;
const RUNNING: u8 = 1;
const FINISHED: u8 = 2;
const PANICKED: u8 = 3;

struct Shared<T> {
    phase: AtomicU8,
    value: Mutex<Option<T>>,
    message: Mutex<String>,
    waiter: Mutex<Option<Thread>>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    shared: Arc<Shared<T>>,
}

impl<T> Shared<T> {
    fn run(&self, work: Box<dyn FnOnce() -> T + Send>) {
        let phase = match catch_unwind(AssertUnwindSafe(work)) {
            Ok(value) => {
                *self.value.lock().unwrap() = Some(value);
                FINISHED
            }
            Err(panic) => {
                if let Some(text) = panic.downcast_ref::<&str>() {
                    self.message.lock().unwrap().push_str(text);
                } else if let Some(text) = panic.downcast_ref::<String>() {
                    self.message.lock().unwrap().push_str(text);
                }
                PANICKED
            }
        };
        self.phase.store(phase, Ordering::Release);
        if let Some(waiter) = self.waiter.lock().unwrap().take() {
            waiter.unpark();
        }
    }

    fn wait(&self) -> u8 {
        *self.waiter.lock().unwrap() = Some(thread::current());
        loop {
            match self.phase.load(Ordering::Acquire) {
                RUNNING => thread::park(),
                phase => return phase,
            }
        }
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new(Shared {
                phase: AtomicU8::new(NOT_STARTED),
                value: Mutex::new(None),
                message: Mutex::new(String::new()),
                waiter: Mutex::new(None),
            }),
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.shared.phase.store(RUNNING, Ordering::Relaxed);
            let shared = Arc::clone(&self.shared);
            thread::spawn(move || shared.run(work));
        }
    }

    pub fn state(&mut self) -> State {
        match self.shared.phase.load(Ordering::Acquire) {
            NOT_STARTED => State::NotStarted,
            RUNNING => State::Running,
            FINISHED => State::Finished,
            PANICKED => State::Panicked(self.shared.message.lock().unwrap().clone()),
            other => unreachable!("there is no phase {other}"),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.shared.wait() == FINISHED {
            Ok(self.shared.value.lock().unwrap().clone().unwrap())
        } else {
            Err(self.shared.message.lock().unwrap().clone())
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.shared.wait();
    }
}
