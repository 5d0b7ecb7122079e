//! 08_daemon_exit under the weak memory model.

use daemon_exit::Worker;
use harness::{Kind, Mistake, Run, Verdict, checks, explore, wrong};
use std::thread::{self, sleep};
use std::time::Duration;

checks! {
    0.5  weak_memory_stops_the_worker  "Under the weak memory model too, the worker hears that it is to stop and cleans up";
}

const HOUR: Duration = Duration::from_secs(60 * 60);

fn weak_memory_stops_the_worker() -> Verdict {
    explore(|| {
        // While somebody else sleeps, who waits has to give way first, and then finds no value that was old before it waited. One that
        // looks again after each period would otherwise find the same old value for ever.
        thread::spawn(|| sleep(Duration::from_millis(1)));
        Worker::start(HOUR).stop();
    })
    .always(hears_it)
    .verdict()
}

/// The worker cleans up last, and as soon as it is told to stop.
fn hears_it(run: &Run<()>) -> Result<(), Mistake> {
    let lines = run.lines();
    let cleaned = lines.iter().filter(|line| line.text == "Cleaned up").count();
    if cleaned != 1 || lines.last().is_none_or(|last| last.text != "Cleaned up") {
        let message = "The worker was stopped without \"Cleaned up\" as its last line: it read an older value than had been written.";
        return Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()));
    }
    // In this world time goes on for a thread that only looks at the clock.
    if run.elapsed() < HOUR {
        return Ok(());
    }
    let message = format!(
        "A worker with a period of an hour was started and stopped at once, and stopping took {:?} of simulated time instead of none: a thread read an older value than another had written.",
        run.elapsed()
    );
    Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()).help(
        "either the one who stops sees that the thread will sleep, or the thread sees that it is to stop: what makes sure of that?",
    ))
}
