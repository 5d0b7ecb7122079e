//! Code that nobody here wrote, compiled unchanged with the stand-in as its `std`: its own tests pass in the simulated world, in
//! every interleaving that a small budget allows.
//!
//! Cargo fetches the crates as dependencies of `tests/third_party`. Here each is compiled twice: as it is, over std, to see that its
//! tests are right; and over the stand-in, with the body of each test handed to what explores it.

#[path = "third_party/cargo.rs"]
mod cargo;
#[path = "third_party/compile.rs"]
mod compile;
#[path = "third_party/rewrite.rs"]
mod rewrite;
#[path = "third_party/run.rs"]
mod run;

use compile::{Subject, Target};
use run::check;

/// Why a test is treated in another way than the rest.
#[derive(Clone, Copy, Debug)]
pub enum Otherwise {
    /// It is run over std only.
    OverStd(&'static str),
    /// It is run in the simulated world only, although it passes over std.
    InSimulatedTime(&'static str),
    /// It is run in neither world.
    Nowhere(&'static str),
    /// Only the default schedule is run.
    Once(&'static str),
}
use Otherwise::{InSimulatedTime, Nowhere, Once, OverStd};

const PLAIN: Subject = Subject {
    package: "",
    targets: &[Target::Unit],
    needs: &[],
    over_std: &[],
    cfg: &[],
    spoilt: &[],
    otherwise: &[],
};

#[test]
fn a_pool_of_threads() {
    check(&Subject {
        package: "threadpool",
        over_std: &["num_cpus"],
        otherwise: &[
            ("test::test_massive_task_creation", Nowhere("4,200,000 jobs")),
            ("test::test_no_fun_or_joy", InSimulatedTime("sleeps 18 s")),
            ("test::test_repeate_join", InSimulatedTime("sleeps 24 s")),
            ("test::test_set_num_threads_decreasing", InSimulatedTime("sleeps 23 s")),
            ("test::test_set_num_threads_increasing", InSimulatedTime("sleeps 24 s")),
            (
                "test::test_multi_join",
                Once("it takes for granted that no job is done when it first looks"),
            ),
        ],
        ..PLAIN
    });
}

#[test]
fn a_channel_with_many_receivers() {
    check(&Subject {
        package: "spmc",
        ..PLAIN
    });
}

/// The tests above can fail: here a receiver says that it sleeps only after it has looked for the last time, so a message that is
/// sent in between wakes nobody. Over std that is hardly ever seen.
#[test]
#[should_panic(expected = "Deadlock")]
fn a_lost_wake_up_in_a_channel_is_found() {
    check(&Subject {
        package: "spmc",
        spoilt: &[
            (
                "let mut guard = self.inner.sleeping_guard.lock().unwrap();\n        self.inner.num_sleeping.fetch_add(1, Ordering::SeqCst);",
                "let mut guard = self.inner.sleeping_guard.lock().unwrap();",
            ),
            (
                "guard = self.inner.sleeping_condvar.wait(guard)",
                "self.inner.num_sleeping.fetch_add(1, Ordering::SeqCst);\n            guard = self.inner.sleeping_condvar.wait(guard)",
            ),
        ],
        ..PLAIN
    });
}

#[test]
fn cells_that_are_written_once() {
    check(&Subject {
        package: "once_cell",
        // The authors' own word for "this is slow here": a tenth of the threads.
        cfg: &["miri"],
        targets: &[Target::Unit, Target::Integration("tests/it/main.rs")],
        otherwise: &[
            (
                "imp::tests::stampede_once",
                Once("it has a `static mut`, and only the stand-in's types start afresh in every execution"),
            ),
            (
                "sync_lazy::static_lazy",
                Once("its static has a `Cell` of its own beside the atomic, which does not start afresh"),
            ),
            (
                "imp::tests::test_size",
                OverStd("the stand-in's atomics are larger than std's"),
            ),
            ("sync_once_cell::reentrant_init", Nowhere("starts another program")),
        ],
        ..PLAIN
    });
}

#[test]
fn statics_that_are_made_at_first_use() {
    check(&Subject {
        package: "lazy_static",
        targets: &[Target::Integration("tests/test.rs")],
        ..PLAIN
    });
}

#[test]
fn a_semaphore() {
    check(&Subject {
        package: "std-semaphore",
        ..PLAIN
    });
}

#[test]
fn a_latch() {
    check(&Subject {
        package: "countdown_latch",
        ..PLAIN
    });
}

#[test]
fn a_parker() {
    check(&Subject {
        package: "parking",
        targets: &[Target::Integration("tests/parking.rs")],
        needs: &["easy-parallel"],
        ..PLAIN
    });
}

#[test]
fn threads_that_are_joined_in_the_end() {
    check(&Subject {
        package: "easy-parallel",
        targets: &[Target::Integration("tests/smoke.rs")],
        ..PLAIN
    });
}
