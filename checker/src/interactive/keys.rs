//! Keys for a program that waits for other things as well: a thread reads them and passes them on. While somebody else has the
//! terminal it reads nothing, so that every key goes where it is meant to go.

use crate::interactive::terminal::{Told, told};
use crossterm::event::{self, Event, KeyEventKind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the thread may take to notice that it is to pause.
const GLANCE: Duration = Duration::from_millis(50);

/// What the thread passes on.
pub enum Input {
    Told(Told),
    /// The terminal has so many columns and rows now.
    Resized(u16, u16),
    /// Nothing more will come.
    Gone(std::io::Error),
}

/// The thread that reads.
pub struct Keys {
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Reads,
    IsToPause,
    Pauses,
}

/// As long as this lives, nothing is read.
pub struct Paused<'a>(&'a Keys);

impl Keys {
    /// Begins to read. The thread ends when `pass_on` says that nobody is interested any more.
    pub fn read(pass_on: impl Fn(Input) -> bool + Send + 'static) -> Keys {
        let keys = Keys { gate: Arc::default() };
        let gate = Arc::clone(&keys.gate);
        std::thread::spawn(move || {
            let mut size = (0, 0);
            loop {
                gate.pass();
                let input = match next(&mut size) {
                    Ok(Some(input)) => input,
                    Ok(None) => continue,
                    Err(error) => {
                        pass_on(Input::Gone(error));
                        return;
                    }
                };
                if !pass_on(input) {
                    return;
                }
            }
        });
        keys
    }

    /// Stops reading, and waits until nothing is read.
    pub fn pause(&self) -> Paused<'_> {
        let mut state = self.gate.lock();
        *state = State::IsToPause;
        while *state != State::Pauses {
            state = self.gate.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Paused(self)
    }
}

impl Drop for Paused<'_> {
    fn drop(&mut self) {
        *self.0.gate.lock() = State::Reads;
        self.0.gate.changed.notify_all();
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for as long as there is to be a pause.
    fn pass(&self) {
        let mut state = self.lock();
        while *state != State::Reads {
            if *state == State::IsToPause {
                *state = State::Pauses;
                self.changed.notify_all();
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn next(size: &mut (u16, u16)) -> std::io::Result<Option<Input>> {
    if !event::poll(GLANCE)? {
        // A change of the size is told by a signal, and one that comes before anybody listens is never told.
        let now = crossterm::terminal::size()?;
        return Ok((std::mem::replace(size, now) != now).then_some(Input::Resized(now.0, now.1)));
    }
    Ok(match event::read()? {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Told(told(key))),
        Event::Resize(columns, rows) => {
            *size = (columns, rows);
            Some(Input::Resized(columns, rows))
        }
        _ => None,
    })
}
