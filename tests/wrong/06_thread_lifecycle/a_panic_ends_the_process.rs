//! kind: exited_early
//! "A panic must not go unnoticed": the thread prints its message and ends the whole process. Nobody is left who could
//! ask for the state.

use std::panic::{AssertUnwindSafe, catch_unwind};
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
        if let Some(work) = self.work.take() {
            self.handle = Some(thread::spawn(move || match catch_unwind(AssertUnwindSafe(work)) {
                Ok(value) => value,
                Err(panic) => {
                    eprintln!("the work panicked: {:?}", panic.downcast_ref::<&str>());
                    std::process::exit(101) //~
                }
            }));
        }
    }

    pub fn state(&mut self) -> State {
        match (&self.work, &self.handle) {
            (Some(_), _) => State::NotStarted,
            (None, Some(handle)) if !handle.is_finished() => State::Running,
            (None, _) => match self.wait() {
                Ok(_) => State::Finished,
                Err(message) => State::Panicked(message),
            },
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            self.result = Some(handle.join().map_err(|_| "panicked".to_string()));
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
