//! A counter that many threads share: once without a lock, so that additions can get lost, and once with one.
//! Replace each `todo!()`; the lesson is in `README.md`.

/// `threads` threads each add 1, `times` times, to one shared counter, with nothing that makes the
/// read-add-write one step (no lock held around it, no atomic add): read the counter, add 1, write it back.
/// Returns the final count. This function is meant to be wrong.
pub fn count_without_lock(threads: usize, times: usize) -> usize {
    todo!("start {threads} threads that each add 1 to a shared counter, {times} times, so that additions can get lost")
}

/// The same work with every read-add-write inside a critical section of a lock. Always `threads * times`.
pub fn count_with_lock(threads: usize, times: usize) -> usize {
    todo!("start {threads} threads that each add 1 to a counter behind a lock, {times} times")
}

/// Runs both and reports what each should have counted and what it did.
pub fn compare(threads: usize, times: usize) -> Comparison {
    todo!("call both functions with {threads} threads and {times} times, and fill in a Comparison")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}
