//! 09_race_demo in the simulated world.

mod socket;

use harness::{Kind, Mistake, Run, Verdict, checks, each, explore, threads_started, wrong};
pub use socket::{ANSWER, Answer, Comparison, Count};
use socket::{compare, count_with_lock, count_without_lock};

checks! {
    3  exact_with_lock        "With the lock, no interleaving loses an addition";
    1  sound_without_lock     "Without the lock, it ends and never counts too much";
    1  threads_add_at_once    "As many threads as asked for add, at the same time";
    1  takes_a_lock           "With the lock, every addition is made inside a critical section";
    2  can_lose_without_lock  "Without the lock, an interleaving loses an addition";
    1  compares_both          "The comparison holds what both counted";
}

const SIZES: [(usize, usize); 6] = [(2, 1), (2, 2), (3, 1), (1, 3), (0, 3), (2, 0)];

fn exact_with_lock() -> Verdict {
    each(SIZES, |(threads, times)| {
        let expected = threads * times;
        explore(move || count_with_lock(threads, times))
            .recorded()
            .any_timing()
            .always(|run| run.prints_nothing())
            .always(everybody_is_done)
            .always(move |run| match run.result {
                Some(&count) if count != expected => Err(miscounted(run, count, threads, times)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| {
        // More threads than a few locks that neighbours share would do for.
        explore(|| count_with_lock(5, 1))
            .recorded()
            .preemptions(1)
            .executions(1_000)
            .always(|run| match run.result {
                Some(&count) if count != 5 => Err(miscounted(run, count, 5, 1)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| {
        // Whoever takes the lock for some of the additions only may take it for the first, or the last.
        explore(|| count_with_lock(2, 20))
            .recorded()
            .preemptions(1)
            .executions(300)
            .at_random(0)
            .always(|run| match run.result {
                Some(&count) if count != 40 => Err(miscounted(run, count, 2, 20)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| {
        // Whoever waits and is woken looks again, however often there was no reason for it.
        explore(|| count_with_lock(2, 1))
            .recorded()
            .preemptions(3)
            .spurious_wake_ups(2)
            .executions(600)
            .at_random(0)
            .always(|run| match run.result {
                Some(&count) if count != 2 => Err(miscounted(run, count, 2, 1)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| counts_afresh(count_with_lock))
}

fn sound_without_lock() -> Verdict {
    each(SIZES, |(threads, times)| {
        let expected = threads * times;
        // Whoever writes last has read at least 0 and added 1; one thread alone loses nothing.
        let least = if threads == 1 { times } else { expected.min(1) };
        explore(move || count_without_lock(threads, times))
            .recorded()
            .any_timing()
            .always(|run| run.prints_nothing())
            .always(everybody_is_done)
            .always(move |run| match run.result {
                Some(&count) if count > expected || count < least => {
                    let sentence = format!("`count_without_lock({threads}, {times})` counts {count}");
                    if let Some(early) = read_too_early(run, &sentence, expected).filter(|_| count < least) {
                        return Err(early);
                    }
                    Err(wrong(Kind::WrongResult, sentence + ".")
                        .certain()
                        .at(counter_lines(run, expected)))
                }
                Some(&count) if run.is_made_up(count) && threads > 1 && run.nothing_is_shared() => {
                    Err(of_their_own(run))
                }
                Some(&count) if run.is_made_up(count) => Err(made_up(run, count)),
                _ => Ok(()),
            })
            .verdict()
    })
    .and(|| counts_afresh(count_without_lock))
}

fn threads_add_at_once() -> Verdict {
    shares_overlap("count_without_lock", count_without_lock, Kind::NotARace)
        .and(|| shares_overlap("count_with_lock", count_with_lock, Kind::NoLock))
}

/// Two threads add, and one can add between two additions of the other. `none` is what it is if no shared counter is written at all.
fn shares_overlap(name: &'static str, count: Count, none: Kind) -> Verdict {
    each(
        [(2, 3), (3, 2), (1, 3), (2, 20), (66, 1), (2, 200)],
        |(threads, times)| {
            explore(move || count(threads, times))
                .recorded()
                .preemptions(0)
                .executions(if threads * times > 6 { 1 } else { 20 })
                .always(move |run| by_its_threads(run, name, threads, times, none))
                .always(move |run| {
                    if times > 3 {
                        one_at_a_time(run, name, times)
                    } else {
                        Ok(())
                    }
                })
                .verdict()
        },
    )
    .and(|| {
        explore(move || count(2, 2))
            .recorded()
            .any_timing()
            .sometimes(
                |run| counter(run, 4).is_some_and(|counter| run.writes_interleave(counter)),
                move |run| {
                    let in_one_go = counter(run, 4).is_some_and(|counter| {
                        let writes = run.writes_by_thread(counter);
                        (1..=2).all(|thread| writes.get(&thread) == Some(&1))
                    });
                    let message = if in_one_go {
                        "each thread was to add 2 times, and the others see the shared counter change only once."
                    } else {
                        "one thread makes all its additions before the other makes its first, in every interleaving."
                    };
                    let lines = counter(run, 4)
                        .map(|counter| run.what_keeps_apart(counter))
                        .unwrap_or_default();
                    let mistake = wrong(Kind::NotConcurrent, format!("In `{name}`, {message}")).at(lines);
                    if in_one_go { mistake.help(IN_ONE_GO) } else { mistake }
                },
            )
            .verdict()
    })
}

const IN_ONE_GO: &str = "what does a thread add to each time: the shared counter, or something of its own first?";

/// Nobody collects additions and hands them in together.
fn one_at_a_time(run: &Run<usize>, name: &str, times: usize) -> Result<(), Mistake> {
    let Some(counter) = counter(run, 2 * times) else {
        return Ok(());
    };
    let writes = run.writes_at_most(counter);
    let by_others: Vec<usize> = writes
        .into_iter()
        .filter(|(thread, _)| *thread != 0)
        .map(|(_, writes)| writes)
        .collect();
    match by_others[..] {
        [one, another] if one.max(another) < times => {
            let message = format!(
                "In `{name}`, each thread was to add {times} times, and the others see the shared counter change only {}.",
                so_often(one.max(another))
            );
            Err(wrong(Kind::NotConcurrent, message)
                .at(run.write_lines(counter))
                .help(IN_ONE_GO))
        }
        _ => Ok(()),
    }
}

/// The threads that are asked for add, each as often as asked for, and the calling thread doesn't.
fn by_its_threads(run: &Run<usize>, name: &str, threads: usize, times: usize, none: Kind) -> Result<(), Mistake> {
    if run.threads().is_empty() {
        let were = if threads == 1 { "was" } else { "were" };
        let message = format!("`{name}` starts no thread; {threads} {were} asked for.");
        let lines = counter(run, threads * times).map(|counter| run.write_lines(counter));
        return Err(wrong(Kind::WrongThreads, message).at(lines.unwrap_or_default()));
    }
    let Some(counter) = counter(run, threads * times) else {
        let message = format!("In `{name}`, the threads don't add to a shared counter: none of them writes one.");
        return Err(wrong(none, message).at(run.spawn_lines()));
    };
    let writes = run.writes_by_thread(counter);
    // Setting the counter to 0, or taking the count out of it, is no addition.
    let adds = |writes: &usize| *writes >= times;
    if writes.get(&0).is_some_and(|writes| *writes >= times.max(3)) {
        let message = format!("In `{name}`, the calling thread adds too; only the threads it starts should.");
        return Err(wrong(Kind::WrongThreads, message).at(run.write_lines(counter)));
    }
    let writers = writes.keys().filter(|&&thread| thread != 0).count();
    let adders = run
        .writes_at_most(counter)
        .iter()
        .filter(|(thread, writes)| **thread != 0 && adds(writes))
        .count();
    // Where every thread writes, but less often, each makes its additions in one go: that is no matter of threads.
    if adders != threads && (adders > 0 || writers != threads) {
        let asked = match threads {
            1 => format!("1 thread was to add {}", so_often(times)),
            _ => format!("{threads} threads were to add {} each", so_often(times)),
        };
        let others = writes.iter().filter(|(thread, _)| **thread != 0);
        let times: Vec<usize> = others.map(|(_, writes)| *writes).collect();
        let (least, most) = (times.iter().min(), times.iter().max());
        let did = match (&times[..], least, most) {
            ([only], ..) => format!("one did, {}", so_often(*only)),
            (all, Some(least), Some(most)) if least == most => format!("{} did, {} each", all.len(), so_often(*least)),
            (all, Some(least), Some(most)) => format!("{} did, {least} to {most} times", all.len()),
            _ => "none of those that it starts did".to_string(),
        };
        let message = format!("In `{name}`, {asked}; {did}.");
        return Err(wrong(Kind::WrongThreads, message).at(run.spawn_lines()));
    }
    Ok(())
}

fn takes_a_lock() -> Verdict {
    // With a preemption: what looks like a lock must keep the other thread out, too.
    explore(|| count_with_lock(2, 2))
        .recorded()
        .preemptions(1)
        .executions(200)
        .at_random(0)
        .always(|run| {
            let counters = run.counters(4, 4);
            let Some(&counter) = counters.first() else {
                let message = "The threads don't add to a shared counter behind a lock: none of them writes one.";
                return Err(wrong(Kind::NoLock, message).at(run.spawn_lines()));
            };
            if counters
                .iter()
                .all(|&counter| run.updated_in_one_step_without_a_lock(counter))
            {
                let message = "The additions are atomic, but no lock is held around them.";
                return Err(wrong(Kind::NoLock, message).at(run.write_lines(counter)));
            }
            Ok(())
        })
        .verdict()
        .and(|| {
            explore(|| count_with_lock(2, 1))
                .recorded()
                .always(|run| match run.result {
                    Some(&count) if run.is_made_up(count) => Err(made_up(run, count)),
                    _ => Ok(()),
                })
                .verdict()
        })
}

fn can_lose_without_lock() -> Verdict {
    explore(|| count_without_lock(2, 1))
        .any_timing()
        .sometimes(
            |run| run.result.is_some_and(|&count| count < 2),
            |run| {
                let lines = counter(run, 2).map(|counter| run.guarding_lines(counter)).unwrap_or_default();
                let message = "No interleaving loses an addition: something makes the read and the write one step, or keeps the threads apart.";
                wrong(Kind::NotARace, message).at(lines)
            },
        )
        .verdict()
}

fn compares_both() -> Verdict {
    runs_both()
        .and(|| {
            each(
                [(2, 1, 1_500), (1, 3, 1_500), (0, 3, 1_500), (2, 0, 1_500), (2, 2, 200)],
                |(threads, times, executions)| compares_right(threads, times, executions),
            )
        })
        .and(a_crowd_is_counted)
}

/// What there is to compare is right for far more threads, too: more than a lock has permits, or than anybody starts directly.
/// Here, because the comparison's check is not for all interleavings anyway.
fn a_crowd_is_counted() -> Verdict {
    explore(|| count_with_lock(17, 1))
        .recorded()
        .preemptions(1)
        .executions(200)
        .always(everybody_is_done)
        .always(|run| match run.result {
            Some(&count) if count != 17 => Err(miscounted(run, count, 17, 1)),
            _ => Ok(()),
        })
        .verdict()
}

fn compares_right(threads: usize, times: usize, executions: u64) -> Verdict {
    let expected = threads * times;
    let exploration = explore(move || compare(threads, times))
        .any_timing()
        .executions(executions)
        // That additions are lost beside it is no explanation.
        .always(|run| run.prints_nothing().map_err(Mistake::certain))
        .always(move |run| {
            run.result
                .map_or(Ok(()), |comparison| compares(run, comparison, threads, times))
        });
    if expected < 2 || threads < 2 {
        return exploration.verdict();
    }
    exploration
            .sometimes(
                move |run| run.result.is_some_and(|comparison| comparison.without_lock < expected),
                |run| {
                    let message = "`compare` reports no lost addition in any interleaving: `without_lock` is not what `count_without_lock` counted.";
                    wrong(Kind::WrongResult, message).certain().at(run.body_of("compare"))
                },
            )
            .verdict()
}

/// `compare` starts as many threads as the two functions together.
fn runs_both() -> Verdict {
    explore(|| {
        count_without_lock(3, 1);
        let without = threads_started();
        count_with_lock(3, 1);
        let both = threads_started();
        compare(3, 1);
        (without, both, threads_started() - both)
    })
    .preemptions(0)
    .executions(5)
    .always(|run| match run.result {
        Some(&(without, both, compared)) if compared < both => {
            let message =
                format!("The two functions start {both} threads for `(3, 1)`, and `compare(3, 1)` only {compared}");
            if compared == without || compared == both - without {
                Err(
                    wrong(Kind::WrongResult, format!("{message}: it doesn't run both of them."))
                        .certain()
                        .at(run.body_of("compare")),
                )
            } else {
                Err(wrong(
                    Kind::WrongThreads,
                    format!("{message}: it doesn't run them with these numbers."),
                )
                .certain()
                .at(run.body_of("compare")))
            }
        }
        _ => Ok(()),
    })
    .verdict()
}

/// What holds of a comparison in every interleaving.
fn compares(run: &Run<Comparison>, comparison: &Comparison, threads: usize, times: usize) -> Result<(), Mistake> {
    let expected = threads * times;
    let wrong_number = |says: usize, what: &str| {
        let message =
            format!("`compare({threads}, {times})` says {says} {what}; {threads} times {times} is {expected}.");
        Err(wrong(Kind::WrongResult, message).certain().at(run.body_of("compare")))
    };
    match *comparison {
        Comparison { expected: says, .. } if says != expected => wrong_number(says, "was expected"),
        Comparison { with_lock, .. } if with_lock != expected => wrong_number(with_lock, "was counted with the lock"),
        Comparison { without_lock, .. } if without_lock > expected || (threads == 1 && without_lock < expected) => {
            wrong_number(without_lock, "was counted without the lock")
        }
        Comparison { .. } => Ok(()),
    }
}

/// When the function has returned, nobody adds any more.
fn everybody_is_done(run: &Run<usize>) -> Result<(), Mistake> {
    if run.works_after_return() {
        let message = "The function returned while a thread still had additions to make.";
        return Err(wrong(Kind::NotJoined, message).at(run.late_work_lines()));
    }
    Ok(())
}

/// Why a count is not what it should be.
fn miscounted(run: &Run<usize>, count: usize, threads: usize, times: usize) -> Mistake {
    let expected = threads * times;
    let sentence = format!("The count is {count} instead of {expected}");
    let lines = counter_lines(run, expected);
    if count > expected {
        return wrong(Kind::WrongResult, format!("{sentence}.")).at(lines);
    }
    if let Some(lines) = run.lost_update_lines() {
        return wrong(
            Kind::LostUpdate,
            format!("{sentence}: one thread overwrote what another had added in between."),
        )
        .at(lines);
    }
    if let Some(early) = read_too_early(run, &sentence, expected) {
        return early;
    }
    if let Some(few) = adds_too_seldom(run, &sentence, threads, times) {
        return few;
    }
    wrong(Kind::WrongResult, format!("{sentence}.")).at(lines)
}

/// A count that was read before the last addition.
fn read_too_early(run: &Run<usize>, sentence: &str, expected: usize) -> Option<Mistake> {
    let lines = counter(run, expected).and_then(|counter| run.read_before_last_write(counter))?;
    let message = format!("{sentence}: it was read while a thread still had additions to make.");
    Some(wrong(Kind::NotJoined, message).at(lines))
}

/// A thread that wrote the counter less often than it had to add, if there are none but those that were asked for.
fn adds_too_seldom(run: &Run<usize>, sentence: &str, threads: usize, times: usize) -> Option<Mistake> {
    let writes = run.writes_at_most(counter(run, threads * times)?);
    let wrote = |thread| writes.get(&thread).copied().unwrap_or(0);
    let seldom = run.threads().find(|&thread| wrote(thread) < times)?;
    if run.threads().len() != threads {
        return None;
    }
    let did = match wrote(seldom) {
        0 => "never wrote the counter".to_string(),
        wrote => format!("wrote the counter only {}", so_often(wrote)),
    };
    let message = format!("{sentence}: a thread that was to add {} {did}.", so_often(times));
    Some(wrong(Kind::WrongResult, message).at(run.lines_where(|event| event.thread == seldom)))
}

fn so_often(times: usize) -> String {
    match times {
        1 => "once".to_string(),
        _ => format!("{times} times"),
    }
}

/// Each thread has a counter of its own.
fn of_their_own(run: &Run<usize>) -> Mistake {
    let message = "In `count_without_lock`, no two threads write the same counter: what each adds to is its own, and no addition can get lost.";
    wrong(Kind::NotARace, message)
        .certain()
        .at(run.lines_where(|event| event.thread != 0))
}

/// A count that the counter never held.
fn made_up(run: &Run<usize>, count: usize) -> Mistake {
    let message = format!("It returns {count}, and the counter never held that.");
    wrong(Kind::WrongResult, message)
        .certain()
        .at(counter_lines(run, count))
}

fn counter_lines(run: &Run<usize>, additions: usize) -> Vec<u32> {
    counter(run, additions)
        .map(|counter| run.write_lines(counter))
        .unwrap_or_default()
}

fn counts_afresh(count: Count) -> Verdict {
    explore(move || (count(1, 2), count(1, 2)))
        .preemptions(1)
        .always(|run| match run.result {
            Some(&(first, second)) if (first, second) != (2, 2) => {
                let message = format!("Called twice for one thread and two additions, it counts {first} and then {second}: each call starts at 0.");
                Err(wrong(Kind::WrongResult, message).at(run.counter(second, 4).map(|it| run.write_lines(it)).unwrap_or_default()))
            }
            _ => Ok(()),
        })
        .verdict()
}

/// What is most likely the counter to which so many additions are made.
fn counter(run: &Run<usize>, additions: usize) -> Option<u32> {
    run.counter(run.result.copied().unwrap_or(additions), additions)
}
