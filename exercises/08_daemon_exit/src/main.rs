//! Runs a worker and a daemon beside main. An argument says how many milliseconds main goes on (2500 without one);
//! the worker's period is a fifth of that.

use std::thread;
use std::time::Duration;

use daemon_exit::{Worker, start_daemon};

fn main() {
    let milliseconds = std::env::args().nth(1).map_or(2500, |text| {
        text.parse().expect("the argument is a number of milliseconds")
    });
    let main_goes_on = Duration::from_millis(milliseconds);

    let worker = Worker::start(main_goes_on / 5);
    start_daemon(10);
    thread::sleep(main_goes_on);
    worker.stop();

    // The daemon has more to print, but main is about to return, and the process with it.
    println!("main is done");
}
