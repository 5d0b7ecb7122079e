//! kind: wrong_result
//! `start` spawns the thread and then writes `Running`. Work that is over by then has written `Finished` already; that is
//! overwritten, and the work is `Running` for ever.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<Result<T, String>>>,
    result: Option<Result<T, String>>,
}

fn message_of(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => match panic.downcast::<&str>() {
            Ok(message) => message.to_string(),
            Err(_) => "not a text".to_string(),
        },
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            state: Arc::new(Mutex::new(State::NotStarted)),
            thread: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let state = Arc::clone(&self.state);
            let thread = thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work)).map_err(message_of);
                *state.lock().unwrap() = match &result { //~
                    Ok(_) => State::Finished,
                    Err(message) => State::Panicked(message.clone()),
                };
                result
            });
            self.thread = Some(thread);
            *self.state.lock().unwrap() = State::Running; //~
        }
    }

    pub fn state(&mut self) -> State {
        self.state.lock().unwrap().clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(thread) = self.thread.take() {
            self.result = Some(thread.join().unwrap());
        }
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
