//! The thread owns the only strong reference to a token; the supervisor holds a weak one. Whichever way the thread ends,
//! the token goes with it. `start` waits until the thread has begun, which takes no time to speak of.

use std::sync::{Arc, Barrier, Weak};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Token;

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    token: Weak<Token>,
    thread: Option<JoinHandle<T>>,
    over: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            token: Weak::new(),
            thread: None,
            over: None,
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        let token = Arc::new(Token);
        self.token = Arc::downgrade(&token);
        let gate = Arc::new(Barrier::new(2));
        let inner_gate = Arc::clone(&gate);
        self.thread = Some(thread::spawn(move || {
            let _token = token;
            inner_gate.wait();
            work()
        }));
        gate.wait();
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.token.upgrade().is_some() {
            return State::Running;
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(text) => State::Panicked(text),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(thread) = self.thread.take() {
            let over = thread.join().map_err(|panic| {
                let texts = [
                    panic.downcast_ref::<&str>().map(|text| text.to_string()),
                    panic.downcast_ref::<String>().cloned(),
                ];
                texts.into_iter().flatten().next().unwrap_or_default()
            });
            self.over = Some(over);
        }
        self.over.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.thread.take().map(|thread| thread.join());
    }
}
