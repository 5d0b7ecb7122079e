//! The learner's function, as the suite knows it: `answer.rs` plugs it in.

use harness::Socket;

pub struct Answer {
    pub total: fn(&[u64]) -> u64,
}

pub static ANSWER: Socket<Answer> = Socket::new();

pub fn total(numbers: &[u64]) -> u64 {
    (ANSWER.total)(numbers)
}
