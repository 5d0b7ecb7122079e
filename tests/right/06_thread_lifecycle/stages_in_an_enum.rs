//! One enum holds what there is at each stage: the work, then the handle, then the result. `mem::replace` moves on from
//! one to the next.

use std::any::Any;
use std::mem;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

enum Stage<T> {
    NotStarted(Box<dyn FnOnce() -> T + Send>),
    Running(JoinHandle<T>),
    Ended(Result<T, String>),
    BetweenTwoStages,
}

pub struct Supervisor<T> {
    stage: Stage<T>,
}

fn message(panic: &(dyn Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().copied();
    let formatted = || panic.downcast_ref::<String>().map(String::as_str);
    literal.or_else(formatted).unwrap_or("Box<dyn Any>").to_string()
}

impl<T> Stage<T> {
    fn join(self) -> Stage<T> {
        match self {
            Stage::Running(handle) => Stage::Ended(handle.join().map_err(|panic| message(&*panic))),
            other => other,
        }
    }

    fn take(&mut self) -> Stage<T> {
        mem::replace(self, Stage::BetweenTwoStages)
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            stage: Stage::NotStarted(Box::new(work)),
        }
    }

    pub fn start(&mut self) {
        self.stage = match self.stage.take() {
            Stage::NotStarted(work) => Stage::Running(thread::spawn(work)),
            other => other,
        };
    }

    pub fn state(&mut self) -> State {
        if let Stage::Running(handle) = &self.stage {
            if handle.is_finished() {
                self.stage = self.stage.take().join();
            }
        }
        match &self.stage {
            Stage::NotStarted(_) => State::NotStarted,
            Stage::Running(_) => State::Running,
            Stage::Ended(Ok(_)) => State::Finished,
            Stage::Ended(Err(message)) => State::Panicked(message.clone()),
            Stage::BetweenTwoStages => unreachable!(),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.stage = self.stage.take().join();
        match &self.stage {
            Stage::Ended(result) => result.clone(),
            _ => unreachable!("joined above"),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.stage.take().join();
    }
}
