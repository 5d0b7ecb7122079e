//! The learner's buffer, plugged into the suite of the simulated world.

use bounded_buffer::{BoundedBuffer, Closed};
use bounded_buffer_suite::{ANSWER, Answer, Queue};
use std::fmt::Debug;
use std::sync::Arc;
use std::thread;

struct Theirs<T>(BoundedBuffer<T>);

impl<T: Send> Queue<T> for Theirs<T> {
    fn push(&self, item: T) -> Result<(), T> {
        self.0.push(item).map_err(|Closed(item)| item)
    }

    fn pop(&self) -> Option<T> {
        self.0.pop()
    }

    fn close(&self) {
        self.0.close();
    }
}

/// What may be asked of a buffer for any item that may go to another thread, be it neither `Sync` nor `Clone`.
#[allow(dead_code)]
fn is_shared_between_threads<T: Send + 'static>(capacity: usize, item: T) {
    let buffer = Arc::new(BoundedBuffer::new(capacity));
    let theirs = Arc::clone(&buffer);
    thread::spawn(move || theirs.push(item).is_ok());
    drop(buffer.pop());
}

/// Items may borrow. The first `push` is there because the compiler's word about it leads into the answer.
#[allow(dead_code)]
fn is_shared_by_reference(capacity: usize) {
    let borrowed = String::new();
    let buffer = BoundedBuffer::new(capacity);
    let _ = buffer.push(&borrowed);
    thread::scope(|scope| {
        scope.spawn(|| buffer.push(&borrowed).is_ok());
        let _ = buffer.pop();
    });
}

/// What callers may do with an item that comes back.
fn comes_back<C: Debug + Copy + Eq>() {}

const _: fn() = comes_back::<Closed<u64>>;

fn main() {
    ANSWER.plug(Answer {
        of_numbers: |capacity| Box::new(Theirs(BoundedBuffer::new(capacity))),
        of_nothing: |capacity| Box::new(Theirs(BoundedBuffer::new(capacity))),
    });
    bounded_buffer_suite::main();
}
