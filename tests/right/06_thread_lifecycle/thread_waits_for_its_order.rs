//! The thread exists from the beginning and waits for the order to start; nothing of the work runs before that. If the
//! order never comes the line hangs up, and the thread lets go of the work.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    order: Option<SyncSender<()>>,
    started: bool,
    thread: Option<JoinHandle<Option<T>>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let (order, orders) = sync_channel(1);
        let thread = thread::spawn(move || orders.recv().ok().map(|()| work()));
        Supervisor {
            order: Some(order),
            started: false,
            thread: Some(thread),
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(order) = self.order.take() {
            order.send(()).expect("the thread listens");
            self.started = true;
        }
    }

    pub fn state(&mut self) -> State {
        if !self.started {
            return State::NotStarted;
        }
        if let Some(thread) = &self.thread {
            if !thread.is_finished() {
                return State::Running;
            }
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(thread) = self.thread.take() {
            self.result = Some(match thread.join() {
                Ok(value) => Ok(value.expect("the order was given")),
                Err(panic) => Err(match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
                    (Some(text), _) => text.to_string(),
                    (None, Some(text)) => text.to_string(),
                    (None, None) => "a panic without a text".to_string(),
                }),
            });
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.order = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
