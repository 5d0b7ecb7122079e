//! kind: not_joined
//! Without a `Drop`, the handle goes with the supervisor and the thread is on its own: work that was started is still
//! running after the drop, and dies with the process.

use std::any::Any;
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    news: Option<Receiver<Result<T, String>>>,
    result: Option<Result<T, String>>,
}

fn describe(panic: Box<dyn Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        return text.to_string();
    }
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(_) => "unknown".into(),
    }
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            news: None,
            result: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let (tell, news) = mpsc::channel();
            thread::spawn(move || { //~
                let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
                let _ = tell.send(result.map_err(describe));
            });
            self.news = Some(news);
        }
    }

    pub fn state(&mut self) -> State {
        if let (Some(news), None) = (&self.news, &self.result) {
            match news.try_recv() {
                Ok(result) => self.result = Some(result),
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => unreachable!("the thread always sends"),
            }
        }
        match (&self.news, &self.result) {
            (None, _) => State::NotStarted,
            (_, None) => State::Running,
            (_, Some(Ok(_))) => State::Finished,
            (_, Some(Err(text))) => State::Panicked(text.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.result.is_none() {
            self.result = Some(self.news.as_ref().unwrap().recv().unwrap());
        }
        self.result.clone().unwrap()
    }
}
