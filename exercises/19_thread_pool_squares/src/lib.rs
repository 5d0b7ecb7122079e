//! A thread pool: a fixed number of worker threads that take jobs from one queue.
//! Fill in the struct and the four bodies; the README says what each must do.

/// A fixed number of worker threads that run queued jobs. Every pool stands for itself.
pub struct ThreadPool {
    // yours
}

impl ThreadPool {
    /// Starts `workers` threads. Panics if `workers` is 0.
    pub fn new(workers: usize) -> ThreadPool {
        todo!("start {workers} threads that wait for jobs")
    }

    /// Queues a job and returns at once; with one worker, jobs run in the order they were queued. A job that panics ends alone: nobody else
    /// sees the panic, and the pool keeps its strength.
    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        todo!("put the job {} into the queue", std::any::type_name_of_val(&job))
    }
}

impl Drop for ThreadPool {
    /// Every job already queued runs to its end, then every worker is joined.
    fn drop(&mut self) {
        todo!("tell the workers that no more jobs will come")
    }
}

/// The square of each number, computed on a pool of `workers` threads, in the order of `numbers`.
pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    todo!("start a pool of {workers} workers and queue a job for each of {numbers:?}")
}
