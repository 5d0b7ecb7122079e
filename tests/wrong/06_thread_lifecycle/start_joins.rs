//! kind: too_slow
//! `start` joins the thread that it has just started, so it returns when the work is over and not at once. Nobody ever
//! sees it `Running`.

use std::any::Any;
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

type Work<T> = Box<dyn FnOnce() -> T + Send>;

pub struct Supervisor<T> {
    work: Option<Work<T>>,
    end: Option<Result<T, String>>,
}

fn message(panic: Box<dyn Any + Send>) -> String {
    panic
        .downcast_ref::<&'static str>()
        .map(|text| text.to_string())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let work: Work<T> = Box::new(work);
        Supervisor {
            work: Some(work),
            end: None,
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        let handle = thread::spawn(work);
        self.end = Some(handle.join().map_err(message)); //~
    }

    pub fn state(&mut self) -> State {
        match (&self.work, &self.end) {
            (Some(_), _) => State::NotStarted,
            (None, None) => State::Running,
            (None, Some(Ok(_))) => State::Finished,
            (None, Some(Err(text))) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.end.clone().expect("start has waited for it")
    }
}
