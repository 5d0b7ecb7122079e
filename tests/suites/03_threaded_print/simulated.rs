//! 03_threaded_print in the simulated world.

use harness::{Kind, Mistake, Run, Verdict, checks, each, explore, wrong};
use threaded_print::print_numbers;

checks! {
    3  every_number_once  "Every number is printed once, and nothing else";
    2  two_threads_print  "Two spawned threads print, and the calling thread doesn't";
    3  lines_mix          "A line of one thread can come between two lines of the other";
}

/// Even, odd, more than a small buffer holds, and the small ones.
const LASTS: [u32; 6] = [4, 5, 7, 2, 1, 0];

fn every_number_once() -> Verdict {
    each(LASTS, |last| {
        explore(move || print_numbers(last))
            .circumstances(format!("The call was `print_numbers({last})`."))
            .any_timing()
            .always(|run| run.prints_nothing_late())
            .always(move |run| {
                let numbers: Vec<String> = (1..=last).map(|number| number.to_string()).collect();
                run.prints_in_any_order(&numbers)
            })
            .always(nobody_panics)
            .verdict()
    })
    .and(every_call_starts_afresh)
    .and(many_numbers)
}

/// Two calls, one after the other: what the first leaves behind in a static must not matter.
fn every_call_starts_afresh() -> Verdict {
    explore(|| {
        print_numbers(3);
        print_numbers(4);
    })
    .circumstances("The calls were `print_numbers(3)` and, after it, `print_numbers(4)`.")
    .preemptions(0)
    .executions(100)
    .always(|run| run.prints_in_any_order(&["1", "2", "3", "1", "2", "3", "4"].map(String::from)))
    .verdict()
}

/// More than ten, more than a byte holds.
fn many_numbers() -> Verdict {
    // Who spends some steps on each line needs very many here; that it comes to an end is seen with fewer numbers.
    explore(|| print_numbers(300))
        .circumstances("The call was `print_numbers(300)`.")
        .preemptions(0)
        .executions(2)
        .may_take_long()
        .always(|run| run.prints_in_any_order(&(1..=300).map(|n| n.to_string()).collect::<Vec<_>>()))
        .verdict()
}

fn nobody_panics(run: &Run<()>) -> Result<(), Mistake> {
    match run.thread_panic() {
        Some((_, message, line)) => Err(wrong(Kind::Panicked, format!("A thread panicked: {message}.")).at(line)),
        None => Ok(()),
    }
}

fn two_threads_print() -> Verdict {
    each([4, 5, 2], |last| {
        explore(move || print_numbers(last))
            .circumstances(format!("The call was `print_numbers({last})`."))
            .any_timing()
            .executions(1_000)
            .always(printed_by_at_most_two)
            .sometimes(
                |run| run.printers().len() == 2,
                |run| {
                    let message = "Only one thread ever prints; both should take part.";
                    wrong(Kind::WrongThreads, message)
                        .at(run.print_lines(|_| true))
                        .at(run.spawn_lines())
                },
            )
            .verdict()
    })
}

fn printed_by_at_most_two(run: &Run<()>) -> Result<(), Mistake> {
    let printers = run.printers();
    if printers.contains(&0) {
        let message = "The calling thread prints; only the two threads that it starts should.";
        return Err(wrong(Kind::WrongThreads, message).at(run.print_lines(|thread| thread == 0)));
    }
    if printers.len() > 2 {
        let message = format!("{} threads print; it should be two.", printers.len());
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    Ok(())
}

fn lines_mix() -> Verdict {
    each([4, 6], |last| {
        explore(move || print_numbers(last))
            .circumstances(format!("The call was `print_numbers({last})`."))
            .any_timing()
            .sometimes(
                |run| run.lines_interleave(),
                |run| {
                    let message =
                        "In every interleaving one thread prints its whole share before the other prints a line.";
                    wrong(Kind::NotConcurrent, message).at(run.what_keeps_lines_apart())
                },
            )
            .verdict()
    })
}
