//! kind: panicked
//! `start` expects that the work is still there. The second call finds it gone and panics, where nothing should happen.

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
    handle: Option<JoinHandle<T>>,
    result: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        let work = self.work.take().expect("a thread can only be started once"); //~
        self.handle = Some(thread::spawn(work));
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if let Some(handle) = &self.handle {
            if !handle.is_finished() {
                return State::Running;
            }
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        if self.work.is_some() {
            self.start();
        }
        if let Some(handle) = self.handle.take() {
            self.result = Some(match handle.join() {
                Ok(value) => Ok(value),
                Err(panic) => {
                    if let Some(text) = panic.downcast_ref::<&str>() {
                        Err((*text).to_owned())
                    } else if let Some(text) = panic.downcast_ref::<String>() {
                        Err(text.to_owned())
                    } else {
                        Err("panicked without a text".to_owned())
                    }
                }
            });
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
