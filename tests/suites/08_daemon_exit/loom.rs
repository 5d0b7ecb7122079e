//! 08_daemon_exit under the weak memory model.

use daemon_exit::Worker;
use harness::{Kind, Verdict, checks, explore, wrong};
use std::time::Duration;

checks! {
    0.5  weak_memory_stops_the_worker  "Under the weak memory model too, the worker hears that it is to stop and cleans up";
}

fn weak_memory_stops_the_worker() -> Verdict {
    explore(|| Worker::start(Duration::from_secs(1)).stop())
        .always(|run| {
            let lines = run.lines();
            let cleaned = lines.iter().filter(|line| line.text == "Cleaned up").count();
            if cleaned == 1 && lines.last().is_some_and(|last| last.text == "Cleaned up") {
                return Ok(());
            }
            let message = "The worker was stopped without \"Cleaned up\" as its last line: it read an older value than had been written.";
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        })
        .verdict()
}
