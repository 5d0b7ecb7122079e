//! kind: wrong_result
//! A second `start` maps the `None` of the taken work over the handle and so forgets the thread that is running.

use std::thread::{JoinHandle, spawn};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

#[derive(Default)]
enum End<T> {
    #[default]
    Unknown,
    Good(T),
    Bad(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<T>>,
    end: End<T>,
}

impl<T> Supervisor<T> {
    fn finish(&mut self) {
        let Some(handle) = self.handle.take() else { return };
        self.end = match handle.join() {
            Ok(value) => End::Good(value),
            Err(e) if e.is::<&str>() => End::Bad(e.downcast::<&str>().unwrap().to_string()),
            Err(e) if e.is::<String>() => End::Bad(*e.downcast::<String>().unwrap()),
            Err(_) => End::Bad("?".to_string()),
        };
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor { work: Some(Box::new(work)), handle: None, end: End::default() }
    }

    pub fn start(&mut self) {
        self.handle = self.work.take().map(spawn); //~
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|h| h.is_finished()) {
            self.finish();
        }
        match &self.end {
            End::Unknown => State::Running,
            End::Good(_) => State::Finished,
            End::Bad(text) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        if self.work.is_some() {
            self.start();
        }
        self.finish();
        match &self.end {
            End::Good(value) => Ok(value.clone()),
            End::Bad(text) => Err(text.clone()),
            End::Unknown => Err("lost".to_string()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.finish();
    }
}
