//! kind: wrong_result
//! A `static` can't have the type `T`, so the value is put into one as `dyn Any`. But there is only this one place, and the value
//! of the supervisor that ends last is in it for all.

use std::any::Any;
use std::sync::Mutex;
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

static VALUE: Mutex<Option<Box<dyn Any + Send>>> = Mutex::new(None);

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    handle: Option<JoinHandle<()>>,
    message: Option<String>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            handle: None,
            message: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || {
                let value = work();
                *VALUE.lock().unwrap() = Some(Box::new(value)); //~
            }));
        }
    }

    fn join(&mut self) {
        if let Some(Err(panic)) = self.handle.take().map(|handle| handle.join()) {
            self.message = Some(match panic.downcast_ref::<&str>() {
                Some(text) => text.to_string(),
                None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
            });
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| !handle.is_finished()) {
            return State::Running;
        }
        self.join();
        match &self.message {
            Some(message) => State::Panicked(message.clone()),
            None => State::Finished,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.join();
        match &self.message {
            Some(message) => Err(message.clone()),
            None => {
                let value = VALUE.lock().unwrap(); //~
                Ok(value.as_ref().unwrap().downcast_ref::<T>().unwrap().clone())
            }
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
