//! 09_race_demo in the simulated world.

use harness::{Kind, Mistake, Run, Verdict, check, each, explore, suite, wrong};
use race_demo::{Comparison, compare, count_with_lock, count_without_lock};

fn main() {
    suite(vec![
        check(
            "exact_with_lock",
            "With the lock, no interleaving loses an addition",
            3.0,
            exact_with_lock,
        ),
        check(
            "takes_a_lock",
            "With the lock, every addition is made inside a critical section",
            1.0,
            takes_a_lock,
        ),
        check(
            "sound_without_lock",
            "Without the lock, it ends and never counts too much",
            1.0,
            sound_without_lock,
        ),
        check(
            "threads_add_at_once",
            "As many threads as asked for add, at the same time",
            1.0,
            threads_add_at_once,
        ),
        check(
            "can_lose_without_lock",
            "Without the lock, an interleaving loses an addition",
            2.0,
            can_lose_without_lock,
        ),
        check(
            "compares_both",
            "The comparison holds what both counted",
            1.0,
            compares_both,
        ),
    ]);
}

type Count = fn(usize, usize) -> usize;

const SIZES: [(usize, usize); 6] = [(2, 1), (2, 2), (3, 1), (1, 3), (0, 3), (2, 0)];

fn exact_with_lock() -> Verdict {
    each(SIZES, |(threads, times)| {
        explore(move || count_with_lock(threads, times))
            .recorded()
            .any_timing()
            .always(|run| run.prints_nothing())
            .always(everybody_is_done)
            .always(move |run| match run.result {
                Some(&count) if count != threads * times => Err(miscounted(run, count, threads * times)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| counts_afresh(count_with_lock))
}

fn takes_a_lock() -> Verdict {
    explore(|| count_with_lock(2, 2))
        .recorded()
        .preemptions(0)
        .always(|run| {
            let Some(counter) = run.busiest_object() else {
                return Err(wrong(
                    Kind::NoLock,
                    "The threads don't add to a shared counter behind a lock: none of them writes one.",
                )
                .at(run.spawn_lines()));
            };
            if run.updated_in_one_step_without_a_lock(counter) {
                let lines = run.write_lines(counter);
                return Err(wrong(
                    Kind::NoLock,
                    "The additions are atomic, but no lock is held around them.",
                )
                .at(lines));
            }
            Ok(())
        })
        .verdict()
}

fn threads_add_at_once() -> Verdict {
    shares_overlap("count_without_lock", count_without_lock, Kind::NotARace)
        .and(|| shares_overlap("count_with_lock", count_with_lock, Kind::NoLock))
}

/// Two threads add, and one can add between two additions of the other. `none` is what it is if no shared counter is written at all.
fn shares_overlap(name: &'static str, count: Count, none: Kind) -> Verdict {
    let threads = explore(move || count(2, 3)).recorded().preemptions(0);
    threads.always(move |run| by_its_threads(run, name, none)).verdict().and(|| {
        explore(move || count(2, 2))
            .recorded()
            .sometimes(
                |run| run.writes_interleave(),
                move |run| {
                    let message = "one thread makes all its additions before the other makes its first, in every interleaving.";
                    wrong(Kind::NotConcurrent, format!("In `{name}`, {message}")).at(run.what_keeps_apart())
                },
            )
            .verdict()
    })
}

fn can_lose_without_lock() -> Verdict {
    explore(|| count_without_lock(2, 1))
        .sometimes(
            |run| run.result.is_some_and(|&count| count < 2),
            |run| {
                let lines = run.busiest_object().map(|counter| run.guarding_lines(counter)).unwrap_or_default();
                wrong(Kind::NotARace, "No interleaving loses an addition: something makes the read and the write one step, or keeps the threads apart.").at(lines)
            },
        )
        .sometimes(
            |run| run.result.is_some_and(|&count| count == 2),
            |run| wrong(Kind::WrongResult, "Two threads that add once each never count to 2, not even one after the other.").at(run.spawn_lines()),
        )
        .verdict()
}

fn sound_without_lock() -> Verdict {
    each(SIZES, |(threads, times)| {
        explore(move || count_without_lock(threads, times))
            .recorded()
            .any_timing()
            .always(|run| run.prints_nothing())
            .always(everybody_is_done)
            .always(move |run| match run.result {
                Some(&count) if count > threads * times || (threads == 1 && count < times) => {
                    Err(miscounted(run, count, threads * times))
                }
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| counts_afresh(count_without_lock))
}

fn compares_both() -> Verdict {
    each([(2, 1), (1, 3), (0, 3), (2, 0)], |(threads, times)| {
        let expected = threads * times;
        let exploration = explore(move || compare(threads, times))
            .executions(1_500)
            .always(|run| run.prints_nothing())
            .always(move |run| {
                run.result
                    .map_or(Ok(()), |comparison| compares(comparison, threads, times))
            });
        if threads < 2 || times == 0 {
            return exploration.verdict();
        }
        exploration
            .sometimes(
                move |run| run.result.is_some_and(|comparison| comparison.without_lock < expected),
                |_| wrong(Kind::WrongResult, "`compare` reports no lost addition in any interleaving: `without_lock` is not what `count_without_lock` counted."),
            )
            .sometimes(
                move |run| run.result.is_some_and(|comparison| comparison.without_lock == expected),
                |_| wrong(Kind::WrongResult, "`compare` reports a lost addition in every interleaving, also where none is lost: `without_lock` is made up."),
            )
            .verdict()
    })
}

/// What holds of a comparison in every interleaving.
fn compares(comparison: &Comparison, threads: usize, times: usize) -> Result<(), Mistake> {
    let expected = threads * times;
    let wrong_number = |says: usize, what: &str| {
        let message =
            format!("`compare({threads}, {times})` says {says} {what}; {threads} times {times} is {expected}.");
        Err(wrong(Kind::WrongResult, message).certain())
    };
    match *comparison {
        Comparison { expected: says, .. } if says != expected => wrong_number(says, "was expected"),
        Comparison { with_lock, .. } if with_lock != expected => wrong_number(with_lock, "was counted with the lock"),
        Comparison { without_lock, .. } if without_lock > expected => {
            wrong_number(without_lock, "was counted without the lock")
        }
        Comparison { .. } => Ok(()),
    }
}

/// When the function has returned, nobody adds any more.
fn everybody_is_done<R>(run: &Run<R>) -> Result<(), Mistake> {
    if run.works_after_return() {
        return Err(wrong(
            Kind::NotJoined,
            "The function returned while a thread still had additions to make.",
        )
        .at(run.late_work_lines()));
    }
    Ok(())
}

/// Why a count is not what it should be.
fn miscounted(run: &Run<usize>, count: usize, expected: usize) -> Mistake {
    let sentence = format!("The count is {count} instead of {expected}");
    if count > expected {
        return wrong(Kind::WrongResult, format!("{sentence}."))
            .at(run.busiest_object().map(|it| run.write_lines(it)).unwrap_or_default());
    }
    if let Some(lines) = run.lost_update_lines() {
        return wrong(
            Kind::LostUpdate,
            format!("{sentence}: one thread overwrote what another had added in between."),
        )
        .at(lines)
        .help("what may another thread do between the read and the write?");
    }
    if let Some(lines) = run.read_before_last_write() {
        return wrong(
            Kind::NotJoined,
            format!("{sentence}: it was read while a thread still had additions to make."),
        )
        .at(lines);
    }
    wrong(Kind::WrongResult, format!("{sentence}."))
        .at(run.busiest_object().map(|it| run.write_lines(it)).unwrap_or_default())
}

fn counts_afresh(count: Count) -> Verdict {
    explore(move || (count(1, 2), count(1, 2))).preemptions(1).always(|run| match run.result {
        Some(&(first, second)) if (first, second) != (2, 2) => {
            Err(wrong(Kind::WrongResult, format!("Called twice for one thread and two additions, it counts {first} and then {second}: each call starts at 0."))
                .at(run.busiest_object().map(|it| run.write_lines(it)).unwrap_or_default()))
        }
        _ => Ok(()),
    }).verdict()
}

/// `threads` spawned threads add, and the calling thread doesn't.
fn by_its_threads(run: &Run<usize>, name: &str, none: Kind) -> Result<(), Mistake> {
    let Some(counter) = run.busiest_object() else {
        return Err(wrong(
            none,
            format!("In `{name}`, the threads don't add to a shared counter: none of them writes one."),
        )
        .at(run.spawn_lines()));
    };
    let writers = run.writers(counter);
    if writers.contains(&0) {
        return Err(wrong(
            Kind::WrongThreads,
            format!("In `{name}`, the calling thread adds too; only the threads it starts should."),
        )
        .at(run.write_lines(counter)));
    }
    if writers.len() != 2 {
        return Err(wrong(
            Kind::WrongThreads,
            format!(
                "In `{name}`, 2 threads were asked for and {} did the adding.",
                writers.len()
            ),
        )
        .at(run.spawn_lines()));
    }
    Ok(())
}
