//! C++ style: a promise that is kept exactly once, and a task that keeps it, packed before there is a thread. The bounds
//! stand on the struct, as `Drop` needs them.

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

struct Promise<R> {
    kept: Mutex<Option<R>>,
    news: Condvar,
}

impl<R: Clone> Promise<R> {
    fn new() -> Arc<Promise<R>> {
        Arc::new(Promise {
            kept: Mutex::new(None),
            news: Condvar::new(),
        })
    }

    fn keep(&self, result: R) {
        let before = self.kept.lock().unwrap().replace(result);
        assert!(before.is_none());
        self.news.notify_one();
    }

    fn peek(&self) -> Option<R> {
        self.kept.lock().unwrap().clone()
    }

    fn get(&self) -> R {
        let kept = self.kept.lock().unwrap();
        let kept = self.news.wait_while(kept, |kept| kept.is_none()).unwrap();
        kept.clone().unwrap()
    }
}

type Task = Box<dyn FnOnce() + Send>;

pub struct Supervisor<T: Clone + Send + 'static> {
    task: Option<Task>,
    promise: Arc<Promise<Result<T, String>>>,
}

fn package<T, W>(work: W, promise: Arc<Promise<Result<T, String>>>) -> Task
where
    T: Clone + Send + 'static,
    W: FnOnce() -> T + Send + 'static,
{
    Box::new(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        promise.keep(result.map_err(|any| {
            if let Some(text) = any.downcast_ref::<&'static str>() {
                return text.to_string();
            }
            if let Some(text) = any.downcast_ref::<String>() {
                return text.to_string();
            }
            format!("{:?}", any.type_id())
        }));
    })
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let promise = Promise::new();
        Supervisor {
            task: Some(package(work, Arc::clone(&promise))),
            promise,
        }
    }

    pub fn start(&mut self) {
        self.task.take().map(thread::spawn);
    }

    pub fn state(&mut self) -> State {
        if self.task.is_some() {
            return State::NotStarted;
        }
        self.promise.peek().map_or(State::Running, |result| match result {
            Ok(_) => State::Finished,
            Err(message) => State::Panicked(message),
        })
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.promise.get()
    }
}

impl<T: Clone + Send + 'static> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if self.task.is_none() {
            let _ = self.promise.get();
        }
    }
}
