//! The result comes over a channel and is kept when it has come. `state` tries, `wait` and `drop` wait; nobody joins.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

type Outcome<T> = Result<T, String>;

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    inbox: Option<Receiver<Outcome<T>>>,
    outcome: Option<Outcome<T>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            inbox: None,
            outcome: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (outbox, inbox) = mpsc::channel();
            self.inbox = Some(inbox);
            thread::spawn(move || {
                let outcome = catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
                    payload.downcast::<&'static str>().map(|text| text.to_string()).unwrap_or_else(|payload| {
                        payload.downcast::<String>().map(|text| *text).unwrap_or_default()
                    })
                });
                // Nobody listens any more only if the supervisor is leaked.
                let _ = outbox.send(outcome);
            });
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if let Some(outcome) = self.inbox.as_ref().and_then(|inbox| inbox.try_recv().ok()) {
            self.outcome = Some(outcome);
        }
        match &self.outcome {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        let inbox = self.inbox.as_ref().expect("started");
        self.outcome
            .get_or_insert_with(|| inbox.recv().expect("the thread sends once, whatever happens"))
            .clone()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let (Some(inbox), None) = (&self.inbox, &self.outcome) {
            let _ = inbox.recv();
        }
    }
}
