//! The learner's buffer, as the suite knows it: `answer.rs` plugs it in.

use harness::Socket;

pub struct Answer {
    /// `BoundedBuffer::new`
    pub of_numbers: fn(usize) -> Box<dyn Queue<u64>>,
    /// The same for items that have no size.
    pub of_nothing: fn(usize) -> Box<dyn Queue<()>>,
}

pub static ANSWER: Socket<Answer> = Socket::new();

pub trait Queue<T>: Send + Sync {
    /// The item, if it comes back.
    fn push(&self, item: T) -> Result<(), T>;
    fn pop(&self) -> Option<T>;
    fn close(&self);
}
