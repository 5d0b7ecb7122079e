//! The learner's functions, plugged into the suite of the simulated world.

use race_demo::{Comparison, count_with_lock, count_without_lock};
use race_demo_suite::{ANSWER, Answer};
use std::fmt::Debug;

fn compare(threads: usize, times: usize) -> race_demo_suite::Comparison {
    let Comparison {
        expected,
        without_lock,
        with_lock,
    } = race_demo::compare(threads, times);
    race_demo_suite::Comparison {
        expected,
        without_lock,
        with_lock,
    }
}

/// What callers may do with a comparison.
fn is_a_comparison<C: Debug + Copy + Eq>() {}

const _: fn() = is_a_comparison::<Comparison>;

fn main() {
    ANSWER.plug(Answer {
        count_without_lock,
        count_with_lock,
        compare,
    });
    race_demo_suite::main();
}
