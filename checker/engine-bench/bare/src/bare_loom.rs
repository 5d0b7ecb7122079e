//! The programs on bare loom, with the preemption bound that the loom world is measured with.

use std::sync::atomic::{AtomicU64, Ordering};

mod api {
    pub use loom::{sync, thread};
}
#[path = "../../programs.rs"]
mod programs;

fn main() {
    let meter = meter::Meter::from_arguments();
    for (name, program) in programs::PROGRAMS {
        if meter.wants(name) {
            meter.measure("bare loom", false, name, || model(program));
        }
    }
}

fn model(program: fn()) -> u64 {
    static EXECUTIONS: AtomicU64 = AtomicU64::new(0);
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.max_permutations = Some(1_000);
    EXECUTIONS.store(0, Ordering::Relaxed);
    model.check(move || {
        EXECUTIONS.fetch_add(1, Ordering::Relaxed);
        program();
    });
    EXECUTIONS.load(Ordering::Relaxed)
}
