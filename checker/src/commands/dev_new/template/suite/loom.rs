//! NN_NAME under the weak memory model.

use NAME::total;

use harness::{Kind, Verdict, checks, explore, wrong};

checks! {
    0.5  weak_memory_loses_no_number  "Under the weak memory model too, every number is in the sum";
}

fn weak_memory_loses_no_number() -> Verdict {
    explore(|| total(&[1, 1]))
        .always(|run| match run.result {
            Some(&sum) if sum != 2 => {
                let message = format!("`total(&[1, 1])` is {sum} instead of 2: an older value was read.");
                Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
            }
            _ => Ok(()),
        })
        .verdict()
}
