//! kind: panicked
//! The thread holds the lock on the value while it works. A panic of the work poisons that lock, and the `unwrap` in
//! `wait` passes it on to who waits. (`state` only tries the lock, so it never waits for it.)

use std::sync::{Arc, Mutex, TryLockError};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    slot: Arc<Mutex<Option<T>>>,
    handle: Option<JoinHandle<()>>,
    message: Option<String>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            slot: Arc::new(Mutex::new(None)),
            handle: None,
            message: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let slot = Arc::clone(&self.slot);
            self.handle = Some(thread::spawn(move || {
                let mut slot = slot.lock().unwrap(); //~
                *slot = Some(work());
            }));
        }
    }

    fn join(&mut self) {
        if let Some(Err(panic)) = self.handle.take().map(JoinHandle::join) {
            self.message = Some(match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
                (Some(text), _) => text.to_string(),
                (_, Some(text)) => text.clone(),
                (None, None) => "?".to_string(),
            });
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.join();
        }
        if let Some(message) = &self.message {
            return State::Panicked(message.clone());
        }
        match self.slot.try_lock() {
            Ok(slot) if slot.is_some() => State::Finished,
            Ok(_) | Err(TryLockError::WouldBlock) | Err(TryLockError::Poisoned(_)) => State::Running,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.join();
        let value = self.slot.lock().unwrap().clone(); //~
        match &self.message {
            Some(message) => Err(message.clone()),
            None => Ok(value.unwrap()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        self.handle.take().map(JoinHandle::join);
    }
}
