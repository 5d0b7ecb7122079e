//! kind: wrong_result
//! The value is given out, and one copy of it kept for the second time: the third wait finds none.

use std::thread::{self, JoinHandle};

/// What has become of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    /// The work panicked, with this message.
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    value: Option<T>,
    spare: Option<T>,
    ended: Option<Result<(), String>>,
}

fn message(panic: Box<dyn std::any::Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "a panic that carries no text".to_string()
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor { work: Some(Box::new(work)), handle: None, value: None, spare: None, ended: None }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
        }
    }

    fn collect(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.ended = Some(match handle.join() {
                Ok(value) => {
                    self.spare = Some(value.clone());
                    self.value = Some(value);
                    Ok(())
                }
                Err(panic) => Err(message(panic)),
            });
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.collect();
        }
        match &self.ended {
            None => State::Running,
            Some(Ok(())) => State::Finished,
            Some(Err(text)) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.collect();
        match &self.ended {
            Some(Err(text)) => Err(text.clone()),
            _ => match self.value.take() {
                Some(value) => Ok(value),
                None => self.spare.take().ok_or_else(|| "it has been given out already".to_string()),
            },
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
