//! Notices a program that computes and computes without a step that others could see.
//!
//! Such a loop never comes back to the engine, so a thread of its own watches: if the engine makes no step while the process
//! uses a good deal of processor time, the check is over. Processor time, because on a busy machine the clock on the wall proves nothing.

use crate::suite::{World, report};
use cpu_time::ProcessTime;
use recorder::Kind;
use recorder::wire::{Finished, Mistake, Record};
use std::time::Duration;

/// Processor time without any step after which a check is given up.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts watching.
pub fn start(world: World) {
    std::thread::spawn(move || {
        let mut seen = (world.beats)();
        let mut since = ProcessTime::now();
        loop {
            std::thread::sleep(Duration::from_millis(50));
            let now = (world.beats)();
            if now != seen {
                seen = now;
                since = ProcessTime::now();
            } else if since.elapsed() > PATIENCE {
                give_up((world.last_place)());
            }
        }
    });
}

fn give_up(line: Option<u32>) -> ! {
    let check = crate::current::check();
    let lines: Vec<u32> = line.into_iter().collect();
    let after = lines
        .first()
        .map(|line| format!(" after line {line}"))
        .unwrap_or_default();
    report(&Record::Finished(Box::new(Finished {
        check,
        interleavings: 0,
        preemptions: 0,
        exhausted: false,
        simulated_ms: None,
        mistake: Some(Mistake {
            kind: Kind::DidNotFinish,
            message: format!(
                "A loop{after} goes on and on without waiting, printing or touching anything that is shared."
            ),
            lines,
            help: Some("which condition ends the loop, and who makes it true?".to_string()),
            story: None,
        }),
        story: None,
        note: None,
        processor_ms: 0.0,
    })));
    std::process::exit(0);
}
