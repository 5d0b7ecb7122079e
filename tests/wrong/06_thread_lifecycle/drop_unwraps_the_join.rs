//! kind: panicked
//! `wait` handles a panic as it should, but `drop` unwraps the `join`: a supervisor that is dropped without having been
//! waited for passes the panic on to whoever lets go of it.

use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    job: Option<Box<dyn FnOnce() -> T + Send + 'static>>,
    worker: Option<thread::JoinHandle<T>>,
    outcome: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            job: Some(Box::new(work)),
            worker: None,
            outcome: None,
        }
    }

    pub fn start(&mut self) {
        self.job.take().into_iter().for_each(|job| self.worker = Some(thread::spawn(job)));
    }

    fn collect(&mut self) -> Option<Result<T, String>> {
        if let Some(worker) = self.worker.take() {
            self.outcome = Some(worker.join().or_else(|panic| {
                Err(match panic.downcast_ref::<String>() {
                    Some(text) => text.clone(),
                    None => panic.downcast_ref::<&str>().unwrap_or(&"no text").to_string(),
                })
            }));
        }
        self.outcome.clone()
    }

    pub fn state(&mut self) -> State {
        match &self.worker {
            Some(worker) if !worker.is_finished() => return State::Running,
            _ => {}
        }
        match self.collect() {
            None => State::NotStarted,
            Some(Ok(_)) => State::Finished,
            Some(Err(text)) => State::Panicked(text),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.collect().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.join().unwrap(); //~
        }
    }
}
