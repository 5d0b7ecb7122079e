//! A thread is ready from the beginning and parks until it is told what to do: start, or go home. Nobody waits for one that
//! goes home; it lets go of the work as soon as it has its turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

const WAIT: u8 = 0;
const START: u8 = 1;
const GO_HOME: u8 = 2;

pub struct Supervisor<T> {
    order: Arc<AtomicU8>,
    handle: Option<JoinHandle<Option<T>>>,
    result: Option<Result<T, String>>,
}

impl<T> Supervisor<T> {
    fn give(&self, order: u8) {
        let given = self.order.compare_exchange(WAIT, order, Ordering::SeqCst, Ordering::SeqCst);
        if let (Ok(_), Some(handle)) = (given, &self.handle) {
            handle.thread().unpark();
        }
    }

    fn was_started(&self) -> bool {
        self.order.load(Ordering::SeqCst) == START
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let order = Arc::new(AtomicU8::new(WAIT));
        let orders = Arc::clone(&order);
        let handle = thread::spawn(move || {
            loop {
                match orders.load(Ordering::SeqCst) {
                    WAIT => thread::park(),
                    START => return Some(work()),
                    _ => return None,
                }
            }
        });
        Supervisor {
            order,
            handle: Some(handle),
            result: None,
        }
    }

    pub fn start(&mut self) {
        self.give(START);
    }

    pub fn state(&mut self) -> State {
        if !self.was_started() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| !handle.is_finished()) {
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
            let result = handle.join().map(|value| value.expect("it was started"));
            self.result = Some(result.map_err(|panic| {
                let formatted = panic.downcast_ref::<String>().cloned();
                let literal = || panic.downcast_ref::<&str>().map(|text| text.to_string());
                formatted.or_else(literal).unwrap_or("it is hard to say".to_string())
            }));
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.give(GO_HOME);
        if self.was_started() {
            if let Some(handle) = self.handle.take() {
                let _ = handle.join();
            }
        }
    }
}
