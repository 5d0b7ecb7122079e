//! `wait` looks whether the thread is over and sleeps for a while if it is not. That is neither prompt nor elegant, but it is
//! no busy-waiting, and the text doesn't say how soon after the end `wait` returns.

use std::thread::{self, JoinHandle};
use std::time::Duration;

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

impl<T> Supervisor<T> {
    fn look(&mut self) -> bool {
        if let Some(handle) = self.handle.take_if(|handle| handle.is_finished()) {
            let result = handle.join();
            self.result = Some(result.map_err(|panic| match panic.downcast::<&'static str>() {
                Ok(text) => text.to_string(),
                Err(panic) => match panic.downcast::<String>() {
                    Ok(text) => *text,
                    Err(_) => "no text".to_string(),
                },
            }));
        }
        self.handle.is_none()
    }

    fn look_until_it_is_over(&mut self) {
        while !self.look() {
            thread::sleep(Duration::from_millis(20));
        }
    }
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
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(work));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if !self.look() {
            return State::Running;
        }
        match self.result.as_ref().unwrap() {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.look_until_it_is_over();
        self.result.clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.look_until_it_is_over();
    }
}
