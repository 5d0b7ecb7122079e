//! kind: deadlock
//! `drop` waits for the end of the work, whether it has begun or not. If nobody has started it there is no end to come,
//! and the drop never returns.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Board<T> {
    result: Mutex<Option<Result<T, String>>>,
    written: Condvar,
}

impl<T> Board<T> {
    fn write(&self, result: Result<T, String>) {
        let mut place = self.result.lock().unwrap();
        *place = Some(result);
        self.written.notify_all();
    }

    fn wait(&self) {
        let mut result = self.result.lock().unwrap();
        while result.is_none() {
            result = self.written.wait(result).unwrap(); //~
        }
    }
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    board: Arc<Board<T>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            board: Arc::new(Board {
                result: Mutex::new(None),
                written: Condvar::new(),
            }),
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else {
            return;
        };
        let board = Arc::clone(&self.board);
        thread::spawn(move || {
            board.write(catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
                match panic.downcast::<String>() {
                    Ok(text) => *text,
                    Err(panic) => panic.downcast_ref::<&str>().map(|text| text.to_string()).unwrap_or_default(),
                }
            }));
        });
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        match self.board.result.lock().unwrap().as_ref() {
            None => State::Running,
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.board.wait();
        self.board.result.lock().unwrap().clone().unwrap()
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.board.wait(); //~
    }
}
