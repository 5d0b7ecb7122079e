//! A program with a mistake in it, for `checker play thread_lifecycle`. Which thread must go on when, so that it shows?
//!
//! It does only what the game needs, and that in a roundabout way: everybody leaves notes in a book, the last one counts, and of a
//! panic only that there was one is noted. There is nothing in it to copy.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    NotStarted,
    Running,
    Finished,
    Panicked(String),
}

type Book = Arc<Mutex<Vec<State>>>;

/// Leaves its note when it goes.
struct Note(Book);

impl Drop for Note {
    fn drop(&mut self) {
        let state = match thread::panicking() {
            false => State::Finished,
            true => State::Panicked("?".to_string()),
        };
        self.0.lock().unwrap().push(state);
    }
}

pub struct Supervisor<T> {
    book: Book,
    order: Option<Box<dyn FnOnce() + Send>>,
    values: Receiver<T>,
    value: Option<T>,
}

impl<T: Clone + Send + 'static> Supervisor<T> {
    pub fn new(work: impl FnOnce() -> T + Send + 'static) -> Supervisor<T> {
        let book = Book::default();
        let (note, (sender, values)) = (Note(Arc::clone(&book)), channel());
        let order = Box::new(move || {
            let value = work();
            drop(note);
            sender.send(value).unwrap_or_default();
        });
        Supervisor {
            book,
            order: Some(order),
            values,
            value: None,
        }
    }

    pub fn start(&mut self) {
        if let Some(order) = self.order.take() {
            thread::spawn(order);
            self.book.lock().unwrap().push(State::Running);
        }
    }

    pub fn state(&mut self) -> State {
        match self.order {
            Some(_) => State::NotStarted,
            None => self.book.lock().unwrap().last().cloned().unwrap_or(State::Running),
        }
    }

    pub fn wait(&mut self) -> Result<T, String> {
        self.start();
        self.value = self.value.take().or_else(|| self.values.recv().ok());
        self.value.clone().ok_or_else(|| "?".to_string())
    }
}
