//! The learner's function, plugged into the suite of the simulated world.

use threaded_print::print_numbers;
use threaded_print_suite::{ANSWER, Answer};

fn main() {
    ANSWER.plug(Answer { print_numbers });
    threaded_print_suite::main();
}
