//! The learner's daemon and worker, plugged into the suite of the simulated world.

use daemon_exit::{Worker, start_daemon};
use daemon_exit_suite::{ANSWER, Answer, Running};

struct Theirs(Worker);

impl Running for Theirs {
    fn stop(self: Box<Self>) {
        self.0.stop();
    }
}

fn main() {
    ANSWER.plug(Answer {
        start_daemon,
        worker: |period| Box::new(Theirs(Worker::start(period))),
    });
    daemon_exit_suite::main();
}
