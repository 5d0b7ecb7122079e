//! kind: too_slow
//! `state` joins the thread to find out what became of it. The answer is right, but who asks has to wait for the work.

use std::any::Any;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

enum Stage<T> {
    Idle(Box<dyn FnOnce() -> T + Send>),
    Busy(JoinHandle<T>),
    Over(Result<T, String>),
    Changing,
}

pub struct Supervisor<T>(Stage<T>);

fn text_of(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text.to_string(),
        (_, Some(text)) => text.to_string(),
        _ => "something that is no text".to_string(),
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor(Stage::Idle(Box::new(work)))
    }

    pub fn start(&mut self) {
        self.0 = match std::mem::replace(&mut self.0, Stage::Changing) {
            Stage::Idle(work) => Stage::Busy(thread::spawn(work)),
            other => other,
        };
    }

    fn finish(&mut self) {
        self.0 = match std::mem::replace(&mut self.0, Stage::Changing) {
            Stage::Busy(handle) => Stage::Over(handle.join().map_err(|panic| text_of(&*panic))), //~
            other => other,
        };
    }

    pub fn state(&mut self) -> State {
        self.finish(); //~
        match &self.0 {
            Stage::Idle(_) => State::NotStarted,
            Stage::Busy(_) | Stage::Changing => State::Running,
            Stage::Over(Ok(_)) => State::Finished,
            Stage::Over(Err(text)) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.finish();
        match &self.0 {
            Stage::Over(result) => result.clone(),
            _ => unreachable!(),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Stage::Busy(handle) = std::mem::replace(&mut self.0, Stage::Changing) {
            handle.join().ok();
        }
    }
}
