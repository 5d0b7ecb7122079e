//! The learner's function, plugged into the suite of the simulated world.

use NAME::total;
use NAME_suite::{ANSWER, Answer};

fn main() {
    ANSWER.plug(Answer { total });
    NAME_suite::main();
}
