//! The learner's buffer as this suite uses it: each call is noted, so that the rules can look at what was over before what began.

use crate::socket::{ANSWER, Queue};
use harness::call;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Items are numbers from 1; in the notes of calls, 0 stands for none.
pub const NONE: u64 = 0;

/// The learner's buffer, as the threads of a scenario share it.
#[derive(Clone)]
pub struct Buffer {
    inner: Arc<dyn Queue<u64>>,
    /// Nobody closes it. So an item that comes back, or none that comes out, is a mistake, and whoever meets it ends the scenario for
    /// all: otherwise the others would wait, and that would be reported instead.
    stays_open: bool,
}

pub fn buffer(capacity: usize) -> Buffer {
    Buffer {
        inner: (ANSWER.of_numbers)(capacity).into(),
        stays_open: false,
    }
}

pub fn open_buffer(capacity: usize) -> Buffer {
    Buffer {
        stays_open: true,
        ..buffer(capacity)
    }
}

/// Pushes an item; whether it went in. The note's answer is what came back.
pub fn push(buffer: &Buffer, item: u64) -> bool {
    let code = || buffer.inner.push(item);
    let result = call("push", item, code, |result| result.err().unwrap_or(NONE));
    if buffer.stays_open && result.is_err() {
        buffer.inner.close();
    }
    result.is_ok()
}

/// Takes an item, if there is one. The note's answer is that item.
pub fn pop(buffer: &Buffer) -> Option<u64> {
    let item = call("pop", 0, || buffer.inner.pop(), |item| item.unwrap_or(NONE));
    if buffer.stays_open && item.is_none() {
        buffer.inner.close();
    }
    item
}

pub fn push_all(buffer: &Buffer, items: impl IntoIterator<Item = u64>) {
    for item in items {
        if !push(buffer, item) && buffer.stays_open {
            return;
        }
    }
}

pub fn pop_all(buffer: &Buffer, items: usize) {
    for _ in 0..items {
        if pop(buffer).is_none() && buffer.stays_open {
            return;
        }
    }
}

pub fn close(buffer: &Buffer) {
    call("close", 0, || buffer.inner.close(), |()| 0);
}

/// Fills a buffer of items that have no size, lets a thread push one more, and takes one out a second later. Items can't be told apart, so
/// the notes have their number.
pub fn one_more_of_no_size(capacity: usize, wait: impl Fn()) {
    let buffer: Arc<dyn Queue<()>> = (ANSWER.of_nothing)(capacity).into();
    let push = |buffer: &dyn Queue<()>, number| {
        let answer = |result: &Result<(), _>| if result.is_ok() { NONE } else { number };
        call("push", number, || buffer.push(()), answer).is_ok()
    };
    for number in 1..=capacity as u64 {
        push(&*buffer, number);
    }
    let theirs = Arc::clone(&buffer);
    let one_more = thread::spawn(move || {
        push(&*theirs, 9);
    });
    wait();
    call("pop", 0, || buffer.pop(), |item| item.map_or(NONE, |()| 1));
    joined([one_more]);
}

/// A thread that pushes these items, one after the other.
pub fn producer(buffer: &Buffer, items: impl IntoIterator<Item = u64> + Send + 'static) -> JoinHandle<()> {
    let buffer = buffer.clone();
    thread::spawn(move || push_all(&buffer, items))
}

/// A thread that takes so many items.
pub fn consumer(buffer: &Buffer, items: usize) -> JoinHandle<()> {
    let buffer = buffer.clone();
    thread::spawn(move || pop_all(&buffer, items))
}

pub fn joined(threads: impl IntoIterator<Item = JoinHandle<()>>) {
    threads.into_iter().for_each(|thread| drop(thread.join()));
}

/// Takes everything that is left in a closed buffer.
pub fn drained(buffer: &Buffer) {
    while pop(buffer).is_some() {}
}
