//! Java style: a monitor object that both sides hold, with one lock, one condition and everything in it. The thread is
//! detached; what is waited for is the result.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Inside<T> {
    state: State,
    value: Option<T>,
}

struct Monitor<T> {
    inside: Mutex<Inside<T>>,
    ended: Condvar,
}

impl<T> Monitor<T> {
    fn enter(&self) -> MutexGuard<'_, Inside<T>> {
        self.inside.lock().unwrap()
    }

    fn await_the_end(&self) -> MutexGuard<'_, Inside<T>> {
        let mut inside = self.enter();
        while inside.state == State::Running {
            inside = self.ended.wait(inside).unwrap();
        }
        inside
    }

    fn end(&self, state: State, value: Option<T>) {
        let mut inside = self.enter();
        inside.state = state;
        inside.value = value;
        self.ended.notify_all();
    }
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    monitor: Arc<Monitor<T>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let inside = Inside {
            state: State::NotStarted,
            value: None,
        };
        Supervisor {
            work: Some(Box::new(work)),
            monitor: Arc::new(Monitor {
                inside: Mutex::new(inside),
                ended: Condvar::new(),
            }),
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        self.monitor.enter().state = State::Running;
        let monitor = Arc::clone(&self.monitor);
        thread::spawn(move || match panic::catch_unwind(AssertUnwindSafe(work)) {
            Ok(value) => monitor.end(State::Finished, Some(value)),
            Err(panic) => {
                let message = if let Some(message) = panic.downcast_ref::<&str>() {
                    message.to_string()
                } else if let Some(message) = panic.downcast_ref::<String>() {
                    message.clone()
                } else {
                    "the panic carries no text".to_string()
                };
                monitor.end(State::Panicked(message), None);
            }
        });
    }

    pub fn state(&mut self) -> State {
        self.monitor.enter().state.clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let inside = self.monitor.await_the_end();
        match &inside.state {
            State::Panicked(message) => Err(message.clone()),
            _ => Ok(inside.value.clone().expect("finished work has a value")),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        drop(self.monitor.await_the_end());
    }
}
