//! The state is shared behind an `RwLock`, the value is what the thread returns. `start` writes `Running` before there is a
//! thread that could write anything else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, RwLock};
use std::thread::{Builder, JoinHandle};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

pub struct Supervisor<T> {
    state: Arc<RwLock<State>>,
    work: Option<Box<dyn FnOnce() -> T + Send + 'static>>,
    thread: Option<JoinHandle<Option<T>>>,
    value: Option<T>,
}

fn run<T>(work: Box<dyn FnOnce() -> T + Send>, state: &RwLock<State>) -> Option<T> {
    let caught = catch_unwind(AssertUnwindSafe(work));
    let (end, value) = match caught {
        Ok(value) => (State::Finished, Some(value)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.into()));
            (State::Panicked(text.unwrap_or_else(|| "?".into())), None)
        }
    };
    *state.write().unwrap() = end;
    value
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        Supervisor {
            state: Arc::new(RwLock::new(State::NotStarted)),
            work: Some(Box::new(work)),
            thread: None,
            value: None,
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        *self.state.write().unwrap() = State::Running;
        let state = Arc::clone(&self.state);
        let thread = Builder::new()
            .name("supervised".to_string())
            .spawn(move || run(work, &state))
            .expect("the system has a thread to spare");
        self.thread = Some(thread);
    }

    pub fn state(&mut self) -> State {
        self.state.read().unwrap().clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        if let Some(thread) = self.thread.take() {
            self.value = thread.join().expect("panics are caught");
        }
        match &*self.state.read().unwrap() {
            State::Panicked(message) => Err(message.clone()),
            State::Finished => Ok(self.value.clone().unwrap()),
            State::NotStarted | State::Running => unreachable!(),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
