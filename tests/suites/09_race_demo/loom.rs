//! 09_race_demo under the weak memory model.

use harness::{Kind, Verdict, checks, each, explore, wrong};
use race_demo::{count_with_lock, count_without_lock};

checks! {
    1  weak_memory_keeps_the_count  "Under the weak memory model too, the lock keeps the count exact";
}

fn weak_memory_keeps_the_count() -> Verdict {
    // The lock must let go properly every time, and not only at the end of a thread's work.
    let locked = each([(1, 2, 3_000), (2, 1, 300)], |(times, preemptions, executions)| {
        explore(move || count_with_lock(2, times))
            .preemptions(preemptions)
            .executions(executions)
            .always(move |run| match run.result {
                Some(&count) if count != 2 * times => {
                    let expected = 2 * times;
                    let message =
                        format!("The count is {count} instead of {expected}: a thread read an older value than the other had written.");
                    Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
                }
                _ => Ok(()),
            })
            .verdict()
    });
    locked.and(|| {
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
