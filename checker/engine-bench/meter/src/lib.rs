//! How many executions a second an engine makes. In: the arguments of a driver of `engine-bench`, and what it runs. Out: a JSON
//! object a line on standard output.
//!
//! A crate of its own, because a driver that is compiled with a stand-in as its `std` has neither a real clock nor a real output.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// What a driver was asked for: `[PROGRAM|all] [SECONDS]`.
pub struct Meter {
    program: String,
    at_least: Duration,
}

impl Meter {
    /// From the arguments of the process.
    ///
    /// # Panics
    /// If there are no seconds where they should be.
    pub fn from_arguments() -> Meter {
        let mut arguments = std::env::args().skip(1);
        let program = arguments.next().unwrap_or_else(|| "all".to_owned());
        let seconds = arguments
            .next()
            .map_or(0.5, |text| text.parse().expect("seconds, as 0.5"));
        Meter {
            program,
            at_least: Duration::from_secs_f64(seconds),
        }
    }

    pub fn wants(&self, program: &str) -> bool {
        self.program == "all" || self.program == program
    }

    /// Runs batches until the time is over; each returns how many executions it made. A batch that panics shows that the engine
    /// can't run the program.
    pub fn measure(&self, engine: &str, recording: bool, program: &str, mut batch: impl FnMut() -> u64) {
        let mut line = format!(r#"{{"engine": "{engine}", "program": "{program}", "recording": {recording}"#);
        let measured = catch_unwind(AssertUnwindSafe(|| {
            // Once without the clock: what is allocated on first use is not what is measured.
            batch();
            let start = processor_time();
            let mut executions = 0;
            while processor_time() - start < self.at_least {
                executions += batch();
            }
            (executions, (processor_time() - start).as_secs_f64())
        }));
        line += &match measured {
            Ok((executions, seconds)) => format!(
                r#", "executions": {executions}, "seconds": {seconds:.4}, "executions_per_second": {:.0}}}"#,
                executions as f64 / seconds
            ),
            Err(payload) => {
                let why = payload.downcast_ref::<String>().map(String::as_str);
                let why = why.or(payload.downcast_ref::<&str>().copied()).unwrap_or("it panicked");
                let why = why.lines().next().unwrap_or_default().replace(['"', '\\'], "'");
                format!(r#", "cannot": "{why}"}}"#)
            }
        };
        println!("{line}");
    }
}

/// What all threads of this process have used up so far: others on a busy machine change it little.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// Elsewhere the time that goes by has to do.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
