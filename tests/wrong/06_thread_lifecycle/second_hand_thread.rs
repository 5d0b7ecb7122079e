//! kind: wrong_threads
//! Threads that have done their work are kept and given to later supervisors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// What has become of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    /// The work panicked, with this message.
    Panicked(String),
}

type Job = Box<dyn FnOnce() + Send>;

/// Those that have nothing to do.
static IDLE: Mutex<Vec<Sender<Job>>> = Mutex::new(Vec::new());

fn run_on_a_thread(job: Job) {
    let idle = IDLE.lock().unwrap().pop();
    let worker = idle.unwrap_or_else(|| {
        let (worker, jobs) = mpsc::channel::<Job>();
        let myself = worker.clone();
        thread::spawn(move || {
            for job in jobs {
                job();
                IDLE.lock().unwrap().push(myself.clone());
            }
        });
        worker
    });
    worker.send(job).expect("a worker never leaves");
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    mail: Option<Receiver<Result<T, String>>>,
    end: Option<Result<T, String>>,
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
        Supervisor { work: Some(Box::new(work)), mail: None, end: None }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (post, mail) = mpsc::channel();
            self.mail = Some(mail);
            run_on_a_thread(Box::new(move || {
                let end = catch_unwind(AssertUnwindSafe(work)).map_err(message);
                let _ = post.send(end);
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.end.is_none() {
            self.end = self.mail.as_ref().and_then(|mail| mail.try_recv().ok());
        }
        match &self.end {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(text)) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.end.is_none() {
            self.end = self.mail.as_ref().and_then(|mail| mail.recv().ok());
        }
        self.end.clone().expect("a worker always sends how it ended")
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.end.is_none() {
            if let Some(mail) = &self.mail {
                let _ = mail.recv();
            }
        }
    }
}
