//! 03_threaded_print under the weak memory model.

use harness::{Kind, Verdict, checks, explore, wrong};
use threaded_print::print_numbers;

checks! {
    0.5  weak_memory_loses_no_number  "Under the weak memory model too, every number is printed once";
}

fn weak_memory_loses_no_number() -> Verdict {
    explore(|| print_numbers(2))
        .always(|run| {
            let mut printed: Vec<String> = run.lines().into_iter().map(|line| line.text).collect();
            printed.sort();
            if printed == ["1", "2"] {
                return Ok(());
            }
            let message = format!(
                "Instead of 1 and 2 it prints {printed:?}: a thread read an older value than the other had written."
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        })
        .verdict()
}
