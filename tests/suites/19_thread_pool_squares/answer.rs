//! The learner's pool, plugged into the suite of the simulated world.

use thread_pool_squares::{ThreadPool, squares};
use thread_pool_squares_suite::{ANSWER, Answer, Job, Pool};

struct Theirs(ThreadPool);

impl Pool for Theirs {
    fn execute(&self, job: Job) {
        self.0.execute(job);
    }
}

fn main() {
    ANSWER.plug(Answer {
        pool: |workers| Box::new(Theirs(ThreadPool::new(workers))),
        squares,
    });
    thread_pool_squares_suite::main();
}
