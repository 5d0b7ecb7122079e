//! kind: deadlock
//! The thread stores the value and notifies. When the work panics neither happens, and who waits on the `Condvar` waits
//! for ever. (`state` and `drop` look at the handle and are right.)

use std::sync::{Arc, Condvar, Mutex};
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
    shared: Arc<(Mutex<Option<T>>, Condvar)>,
    handle: Option<JoinHandle<()>>,
    panicked: Option<String>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new((Mutex::new(None), Condvar::new())),
            handle: None,
            panicked: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let shared = Arc::clone(&self.shared);
            self.handle = Some(thread::spawn(move || {
                let value = work();
                *shared.0.lock().unwrap() = Some(value);
                shared.1.notify_all();
            }));
        }
    }

    fn join(&mut self) {
        if let Some(Err(panic)) = self.handle.take().map(|handle| handle.join()) {
            let text = match panic.downcast::<&'static str>() {
                Ok(text) => text.to_string(),
                Err(panic) => panic.downcast::<String>().map_or("panic".to_string(), |text| *text),
            };
            self.panicked = Some(text);
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            return State::NotStarted;
        }
        if self.handle.as_ref().is_some_and(|handle| handle.is_finished()) {
            self.join();
        }
        match &self.panicked {
            Some(message) => State::Panicked(message.clone()),
            None if self.shared.0.lock().unwrap().is_some() => State::Finished,
            None => State::Running,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if self.panicked.is_none() {
            let value = self.shared.0.lock().unwrap();
            drop(self.shared.1.wait_while(value, |value| value.is_none()).unwrap()); //~
            self.join();
        }
        match &self.panicked {
            Some(message) => Err(message.clone()),
            None => Ok(self.shared.0.lock().unwrap().clone().unwrap()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = handle.join();
        }
    }
}
