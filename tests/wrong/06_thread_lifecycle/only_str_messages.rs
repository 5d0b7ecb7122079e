//! kind: wrong_result
//! `panic!("a text")` carries a `&str`, but `panic!("with a {value}")` a `String`. Only the first is looked for, and the
//! other message is lost.

use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

enum Stage<T> {
    Waiting(Option<Box<dyn FnOnce() -> T + Send>>),
    Going(Option<JoinHandle<T>>),
    Gone(Result<T, String>),
}

pub struct Supervisor<T> {
    stage: Stage<T>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            stage: Stage::Waiting(Some(Box::new(work))),
        }
    }

    pub fn start(&mut self) {
        if let Stage::Waiting(work) = &mut self.stage {
            let handle = thread::spawn(work.take().unwrap());
            self.stage = Stage::Going(Some(handle));
        }
    }

    pub fn state(&mut self) -> State {
        match &self.stage {
            Stage::Waiting(_) => return State::NotStarted,
            Stage::Going(Some(handle)) if !handle.is_finished() => return State::Running,
            Stage::Going(_) | Stage::Gone(_) => {}
        }
        match self.wait() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Stage::Going(handle) = &mut self.stage {
            let result = match handle.take().unwrap().join() {
                Ok(value) => Ok(value),
                Err(panic) => match panic.downcast_ref::<&str>() { //~
                    Some(text) => Err(text.to_string()),
                    None => Err("unknown panic".to_string()), //~
                },
            };
            self.stage = Stage::Gone(result);
        }
        match &self.stage {
            Stage::Gone(result) => result.clone(),
            _ => unreachable!(),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Stage::Going(handle) = &mut self.stage {
            if let Some(handle) = handle.take() {
                let _ = handle.join();
            }
        }
    }
}
