//! The learner's daemon and worker, as the suite knows them: `answer.rs` plugs them in.

use harness::Socket;
use std::time::Duration;

pub struct Answer {
    pub start_daemon: fn(u32),
    /// `Worker::start`
    pub worker: fn(Duration) -> Box<dyn Running>,
}

pub static ANSWER: Socket<Answer> = Socket::new();

/// Dropping it drops the learner's.
pub trait Running {
    fn stop(self: Box<Self>);
}

pub struct Worker(Box<dyn Running>);

impl Worker {
    pub fn start(period: Duration) -> Worker {
        Worker((ANSWER.worker)(period))
    }

    pub fn stop(self) {
        self.0.stop();
    }
}

pub fn start_daemon(ticks: u32) {
    (ANSWER.start_daemon)(ticks);
}
