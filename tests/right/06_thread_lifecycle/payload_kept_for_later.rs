//! The handle's own result is kept as it is, and put into words only when somebody asks. Whoever looks first joins; `drop`
//! lets go of everything by giving the handle to `Option::take`.

use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

type Job<T> = Box<dyn FnOnce() -> T + Send + 'static>;

enum Life<T> {
    Before(Option<Job<T>>),
    During(Option<JoinHandle<T>>),
    After(thread::Result<T>),
}

pub struct Supervisor<T> {
    life: Life<T>,
}

impl<T> Supervisor<T> {
    fn bury(&mut self) {
        if let Life::During(handle) = &mut self.life {
            if let Some(handle) = handle.take() {
                self.life = Life::After(handle.join());
            }
        }
    }

    fn last_words(&self) -> Option<Result<&T, String>> {
        let Life::After(result) = &self.life else {
            return None;
        };
        Some(result.as_ref().map_err(|panic| {
            let mut words = String::from("(speechless)");
            if let Some(text) = panic.downcast_ref::<&str>() {
                words = (*text).into();
            }
            if let Some(text) = panic.downcast_ref::<String>() {
                words.clone_from(text);
            }
            words
        }))
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let life = Life::Before(Some(Box::new(work)));
        Supervisor { life }
    }

    pub fn start(&mut self) {
        if let Life::Before(job) = &mut self.life {
            self.life = Life::During(job.take().map(thread::spawn));
        }
    }

    pub fn state(&mut self) -> State {
        match &self.life {
            Life::Before(_) => State::NotStarted,
            Life::During(Some(handle)) if !handle.is_finished() => State::Running,
            Life::During(_) | Life::After(_) => {
                self.bury();
                match self.last_words() {
                    Some(Ok(_)) => State::Finished,
                    Some(Err(words)) => State::Panicked(words),
                    None => State::Running,
                }
            }
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.bury();
        self.last_words().expect("it is over").cloned()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.bury();
    }
}
