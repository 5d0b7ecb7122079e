//! A helper thread watches the work: it starts it in a scope of its own, joins it, and puts what came of it where the
//! supervisor finds it.

use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

/// What the work ended with, and how: set once, by the watcher.
struct Ended<T> {
    state: OnceLock<State>,
    value: std::sync::Mutex<Option<T>>,
}

pub struct Supervisor<T> {
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    ended: Arc<Ended<T>>,
    watcher: Option<JoinHandle<()>>,
}

fn watch<T: Send>(work: Box<dyn FnOnce() -> T + Send>, ended: &Ended<T>) {
    let joined = thread::scope(|scope| scope.spawn(work).join());
    let state = match joined {
        Ok(value) => {
            ended.value.lock().unwrap().replace(value);
            State::Finished
        }
        Err(panic) => State::Panicked(
            panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "(no text)".to_owned()),
        ),
    };
    assert!(ended.state.set(state).is_ok());
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            work: Some(Box::new(work)),
            ended: Arc::new(Ended {
                state: OnceLock::new(),
                value: std::sync::Mutex::new(None),
            }),
            watcher: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(work) = self.work.take() {
            let ended = Arc::clone(&self.ended);
            self.watcher = Some(thread::spawn(move || watch(work, &ended)));
        }
    }

    pub fn state(&mut self) -> State {
        match self.ended.state.get() {
            Some(state) => state.clone(),
            None if self.work.is_some() => State::NotStarted,
            None => State::Running,
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(watcher) = self.watcher.take() {
            watcher.join().expect("the watcher does not panic");
        }
        match self.state() {
            State::Panicked(message) => Err(message),
            _ => Ok(self.ended.value.lock().unwrap().clone().unwrap()),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(watcher) = self.watcher.take() {
            let _ = watcher.join();
        }
    }
}
