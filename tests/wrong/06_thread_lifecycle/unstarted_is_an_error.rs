//! kind: wrong_result
//! `wait` refuses to wait for work that nobody has started, instead of starting it.

use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub enum Work<T> {
    Planned(Box<dyn FnOnce() -> T + Send>),
    Begun,
}

pub struct Supervisor<T> {
    work: Work<T>,
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Work::Planned(Box::new(work)),
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Work::Planned(work) = std::mem::replace(&mut self.work, Work::Begun) {
            self.handle = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        match (&self.work, &self.handle) {
            (Work::Planned(_), _) => State::NotStarted,
            (Work::Begun, Some(handle)) if !handle.is_finished() => State::Running,
            (Work::Begun, _) => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        if let Work::Planned(_) = self.work {
            return Err("the work has not been started".to_string()); //~
        }
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(|panic| match panic.downcast_ref::<&str>() {
                Some(text) => text.to_string(),
                None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
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
