//! 09_race_demo under the weak memory model.

use harness::{Kind, Verdict, checks, explore, wrong};
use race_demo::{count_with_lock, count_without_lock};

checks! {
    1  weak_memory_keeps_the_count  "Under the weak memory model too, the lock keeps the count exact";
}

fn weak_memory_keeps_the_count() -> Verdict {
    let locked = explore(|| count_with_lock(2, 1)).always(|run| match run.result {
        Some(&count) if count != 2 => {
            let message =
                format!("The count is {count} instead of 2: a thread read an older value than the other had written.");
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        }
        _ => Ok(()),
    });
    locked.verdict().and(|| {
        explore(|| count_without_lock(2, 1))
            .always(|run| match run.result {
                Some(&count) if !(1..=2).contains(&count) => {
                    let message = format!("Without the lock, two additions count to {count}; the final count is read before they are visible.");
                    Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
                }
                _ => Ok(()),
            })
            .verdict()
    })
}
