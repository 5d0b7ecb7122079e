//! All states are in one register for the whole program, under a number that every supervisor draws for itself.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

static NUMBERS: AtomicU64 = AtomicU64::new(0);
static REGISTER: Mutex<BTreeMap<u64, State>> = Mutex::new(BTreeMap::new());
static NEWS: Condvar = Condvar::new();

fn register() -> MutexGuard<'static, BTreeMap<u64, State>> {
    REGISTER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn enter(number: u64, state: State) {
    register().insert(number, state);
    NEWS.notify_all();
}

fn wait_for_the_end(number: u64) {
    let running = |register: &mut BTreeMap<u64, State>| register.get(&number) == Some(&State::Running);
    drop(NEWS.wait_while(register(), running));
}

pub struct Supervisor<T> {
    number: u64,
    work: Option<Box<dyn FnOnce() -> T + Send>>,
    value: std::sync::Arc<Mutex<Option<T>>>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        enter(number, State::NotStarted);
        Supervisor {
            number,
            work: Some(Box::new(work)),
            value: std::sync::Arc::default(),
        }
    }

    pub fn start(&mut self) {
        let Some(work) = self.work.take() else { return };
        let (number, value) = (self.number, self.value.clone());
        enter(number, State::Running);
        thread::spawn(move || {
            let state = match catch_unwind(AssertUnwindSafe(work)) {
                Ok(result) => {
                    *value.lock().unwrap() = Some(result);
                    State::Finished
                }
                Err(panic) => State::Panicked(
                    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
                        (Some(text), _) => text.to_string(),
                        (_, Some(text)) => text.to_string(),
                        _ => "unknown".to_string(),
                    },
                ),
            };
            enter(number, state);
        });
    }

    pub fn state(&mut self) -> State {
        register()[&self.number].clone()
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        wait_for_the_end(self.number);
        match self.state() {
            State::Panicked(message) => Err(message),
            _ => Ok(self.value.lock().unwrap().clone().expect("finished with a value")),
        }
    }
}

impl<T> Drop for Supervisor<T> {
    fn drop(&mut self) {
        wait_for_the_end(self.number);
        register().remove(&self.number);
    }
}
