//! A supervisor that starts one piece of work on a thread of its own and always knows what has become of it.
//! Fill in the struct and the five bodies; the README says what each must do.

use std::marker::PhantomData;

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
    // Yours: a place for the work, for the way to its thread, and for what it ended with. Then this one may go, it only
    // tells the compiler what `T` is for:
    _ends_with: PhantomData<T>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    /// Keeps the work for later; nothing runs yet.
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let _unused_yet = work;
        todo!("keep the work for later")
    }

    /// Starts the work on a new thread and returns at once. Starting again does nothing.
    pub fn start(&mut self) {
        todo!("start the work on a new thread, unless that has been done already")
    }

    /// What has become of the work, without waiting for it.
    pub fn state(&mut self) -> State {
        todo!("tell what has become of the work")
    }

    /// Waits until the work has ended: its value, or the message of its panic. Starts it first if nobody has. Asking again
    /// gives the same answer again.
    pub fn wait(&mut self) -> Result<T, String> {
        todo!("wait for the end of the work, and keep what it ended with")
    }
}

/// Work that was started runs to its end before the drop returns; work that was not is dropped without being run. A panic
/// in the work stays in it.
impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        // A second panic while the first one unwinds would abort the program and hide the first one's message. This
        // `if` is only for the `todo!` and goes with it: work that was started is waited for while a panic unwinds, too.
        if !std::thread::panicking() {
            todo!("wait for work that was started")
        }
    }
}
