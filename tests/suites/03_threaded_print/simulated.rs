//! 03_threaded_print in the simulated world.

mod socket;

use harness::{Exploration, Kind, Mistake, Run, Verdict, checks, each, explore, wrong};
use socket::print_numbers;
pub use socket::{ANSWER, Answer};

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
    .any_timing()
    .preemptions(1)
    .executions(100)
    .always(|run| run.prints_nothing_late())
    .always(|run| run.prints_in_any_order(&["1", "2", "3", "1", "2", "3", "4"].map(String::from)))
    .verdict()
}

/// More than ten, more than a byte holds, and more than a thousand.
fn many_numbers() -> Verdict {
    // Who spends some steps on each line needs very many here; that it comes to an end is seen with fewer numbers.
    each([300, 1_002], |last| {
        explore(move || print_numbers(last))
            .circumstances(format!("The call was `print_numbers({last})`."))
            .preemptions(0)
            .executions(if last > 300 { 1 } else { 2 })
            .at_random(0)
            .may_take_long()
            .always(move |run| run.prints_in_any_order(&(1..=last).map(|n| n.to_string()).collect::<Vec<_>>()))
            .verdict()
    })
}

fn nobody_panics(run: &Run<()>) -> Result<(), Mistake> {
    match run.thread_panic() {
        Some((_, message, line)) => Err(wrong(Kind::Panicked, format!("A thread panicked: {message}.")).at(line)),
        None => Ok(()),
    }
}

fn two_threads_print() -> Verdict {
    each(
        [(4, 1_000), (5, 1_000), (2, 1_000), (10, 50), (300, 10)],
        |(last, executions)| {
            explored(last)
                .executions(executions)
                .always(printed_by_at_most_two)
                .sometimes(|run| run.printers().len() == 2, only_one_prints)
                .verdict()
        },
    )
    // A single number is no reason for the calling thread to print it.
    .and(|| explored(1).executions(50).always(printed_by_at_most_two).verdict())
}

/// A call in any timing. With many numbers, who spends some steps on each needs very many; that it comes to an end is seen with fewer.
fn explored(last: u32) -> Exploration<()> {
    let explored = explore(move || print_numbers(last))
        .circumstances(format!("The call was `print_numbers({last})`."))
        .any_timing();
    if last > 10 { explored.may_take_long() } else { explored }
}

fn only_one_prints(run: &Run<()>) -> Mistake {
    if held_for_all_that_is_printed(run) {
        let message = "There is no order in which both threads print: one holds a lock while it prints everything, and when \
                       the other gets it, nothing is left.";
        return wrong(Kind::NotConcurrent, message).at(run.what_keeps_lines_apart());
    }
    let message = "There is no order of the threads' steps in which two threads print; both should take part.";
    wrong(Kind::WrongThreads, message)
        .at(run.print_lines(|_| true))
        .at(run.spawn_lines())
}

/// Whether the one that prints keeps a lock from its first line to its last, and another thread comes to that lock after it.
fn held_for_all_that_is_printed(run: &Run<()>) -> bool {
    let (events, lines) = (run.events(), run.print_lines(|_| true));
    let prints = |line: Option<u32>| line.is_some_and(|line| lines.contains(&line));
    let first = events.iter().position(|event| prints(event.line()));
    let last = events.iter().rposition(|event| prints(event.line()));
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    let printer = events[first].thread;
    let is_kept = |lock: &u32| {
        let mut own = events[first..=last].iter().filter(|event| event.thread == printer);
        own.all(|event| event.held.contains(lock))
    };
    let comes_too_late = |lock: &u32| {
        let mut later = events[last..]
            .iter()
            .filter(|event| ![0, printer].contains(&event.thread));
        later.any(|event| event.object == *lock)
    };
    let mut locks = events[first].held.iter();
    locks.any(|lock| is_kept(lock) && comes_too_late(lock))
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
    each([(4, 3_000), (6, 3_000), (10, 300), (300, 50)], |(last, executions)| {
        explored(last)
            .executions(executions)
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
