//! The programs on bare shuttle, scheduled at random and depth first.

use shuttle::scheduler::{DfsScheduler, RandomScheduler, Scheduler};
use shuttle::{Config, FailurePersistence, Runner};

mod api {
    pub use shuttle::{sync, thread};
}
#[path = "../../programs.rs"]
mod programs;

/// Executions in a row, as many as the stand-ins' searches make.
const BATCH: usize = 1_000;

fn main() {
    let meter = meter::Meter::from_arguments();
    for (name, program) in programs::PROGRAMS {
        if meter.wants(name) {
            let seed = 0x2545_F491_4F6C_DD1D;
            meter.measure("shuttle, random", false, name, || {
                run(RandomScheduler::new_from_seed(seed, BATCH), program)
            });
            meter.measure("shuttle, depth first", false, name, || {
                run(DfsScheduler::new(Some(BATCH), false), program)
            });
        }
    }
}

fn run(scheduler: impl Scheduler + 'static, program: fn()) -> u64 {
    let mut config = Config::new();
    config.failure_persistence = FailurePersistence::None;
    Runner::new(scheduler, config).run(program) as u64
}
