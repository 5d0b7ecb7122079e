//! kind: wrong_result
//! The thread notes first that it has ended, and then with what message. Who asks between the two sees `Finished`, and
//! the next time `Panicked`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

struct Shared<T> {
    ended: AtomicBool,
    message: Mutex<Option<String>>,
    value: Mutex<Option<T>>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    shared: Arc<Shared<T>>,
    handle: Option<JoinHandle<()>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            shared: Arc::new(Shared {
                ended: AtomicBool::new(false),
                message: Mutex::new(None),
                value: Mutex::new(None),
            }),
            handle: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let shared = self.shared.clone();
            self.handle = Some(thread::spawn(move || {
                let result = catch_unwind(AssertUnwindSafe(work));
                shared.ended.store(true, Ordering::SeqCst); //~
                match result {
                    Ok(value) => *shared.value.lock().unwrap() = Some(value),
                    Err(panic) => {
                        let message = match panic.downcast_ref::<&str>() {
                            Some(text) => text.to_string(),
                            None => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
                        };
                        *shared.message.lock().unwrap() = Some(message); //~
                    }
                }
            }));
        }
    }

    pub fn state(&mut self) -> State {
        if self.work.is_some() {
            State::NotStarted
        } else if !self.shared.ended.load(Ordering::SeqCst) {
            State::Running
        } else {
            match self.shared.message.lock().unwrap().clone() { //~
                None => State::Finished,
                Some(message) => State::Panicked(message),
            }
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
        match self.shared.message.lock().unwrap().clone() {
            Some(message) => Err(message),
            None => Ok(self.shared.value.lock().unwrap().clone().unwrap()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}
