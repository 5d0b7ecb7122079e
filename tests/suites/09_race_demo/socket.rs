//! The learner's functions, as the suite knows them: `answer.rs` plugs them in.

use harness::Socket;

pub struct Answer {
    pub count_without_lock: Count,
    pub count_with_lock: Count,
    pub compare: fn(usize, usize) -> Comparison,
}

pub type Count = fn(usize, usize) -> usize;

pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

pub static ANSWER: Socket<Answer> = Socket::new();

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    (ANSWER.count_without_lock)(threads, times)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    (ANSWER.count_with_lock)(threads, times)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    (ANSWER.compare)(threads, times)
}
