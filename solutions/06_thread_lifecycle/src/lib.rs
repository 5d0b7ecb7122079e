//! Why it is so: the work is in one of three places. First in `work`, then, as a handle, in `thread`, and at last what it ended
//! with is in `end`. So the state needs no variable of its own that could be wrong: it is read off the place.
//!
//! A panic in a thread is not lost: `join` returns it as an `Err`, and without an `unwrap` it stays there. Joining consumes the
//! handle and hands out value or panic once only; that is why it is kept in `end`, for whoever asks again. `is_finished` asks
//! without waiting, and once it says yes, `join` has nothing to wait for.

use std::any::Any;
use std::thread::{self, JoinHandle};

/// What has become of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    /// The work panicked, with this message.
    Panicked(String),
}

/// Runs one piece of work on a thread of its own, and knows what has become of it.
pub struct Supervisor<T> {
    /// Until it is started.
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    /// From the start until it is joined.
    thread: Option<JoinHandle<T>>,
    /// From then on.
    end: Option<Result<T, String>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    /// Keeps the work for later; nothing runs yet.
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            thread: None,
            end: None,
        }
    }

    /// Starts the work on a new thread and returns at once. Starting again does nothing.
    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            self.thread = Some(thread::spawn(work));
        }
    }

    /// What has become of the work, without waiting for it.
    pub fn state(&mut self) -> State {
        if self.thread.as_ref().is_some_and(JoinHandle::is_finished) {
            self.join();
        }
        match &self.end {
            Some(Ok(_)) => State::Finished,
            Some(Err(message)) => State::Panicked(message.clone()),
            None if self.thread.is_some() => State::Running,
            None => State::NotStarted,
        }
    }

    /// Waits until the work has ended: its value, or the message of its panic. Starts it first if nobody has. Asking again
    /// gives the same answer again.
    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.join();
        self.end.clone().expect("what was started and joined has ended")
    }
}

impl<T> Supervisor<T> {
    /// Waits for the thread, if there is one, and keeps what it ended with.
    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.end = Some(thread.join().map_err(|panic| message(&*panic)));
        }
    }
}

/// Work that was started runs to its end before the drop returns; work that was not is dropped without being run. A panic
/// in the work stays in it.
impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.join();
    }
}

/// The text that a panic carries: `panic!("text")` carries a `&str`, `panic!("{number}")` a `String`.
fn message(panic: &(dyn Any + Send)) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "a panic without a text".to_string()
    }
}
