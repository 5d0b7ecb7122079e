//! NN_NAME in the simulated world.

mod socket;

use harness::{Kind, Verdict, checks, explore, wrong};
use socket::total;
pub use socket::{ANSWER, Answer};

// AUTHOR: a check a promise of the task, with its points: 10 in all, with those of loom.rs and program.toml.
checks! {
    9  no_number_is_lost  "Every number is in the sum";
}

fn no_number_is_lost() -> Verdict {
    explore(|| total(&[1, 1]))
        .always(|run| match run.result {
            Some(&sum) if sum != 2 => {
                let message = format!("`total(&[1, 1])` is {sum}; it should be 2.");
                Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()))
            }
            _ => Ok(()),
        })
        .verdict()
}
