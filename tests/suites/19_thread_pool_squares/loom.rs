//! 19_thread_pool_squares under the weak memory model.

use harness::{Kind, Verdict, checks, explore, wrong};
use thread_pool_squares::squares;

checks! {
    1  weak_memory_keeps_the_squares  "Under the weak memory model too, the squares are right";
}

fn weak_memory_keeps_the_squares() -> Verdict {
    explore(|| squares(&[3, 1], 2))
        .always(|run| match run.result {
            Some(result) if *result != [9, 1] => {
                let message = format!(
                    "`squares(&[3, 1], 2)` returns {result:?}: what one thread wrote was not yet visible to the one that read it."
                );
                Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
            }
            _ => Ok(()),
        })
        .verdict()
}
