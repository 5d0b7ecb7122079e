//! How the search goes: what it leaves out, what it does beyond its budget, and that an execution can be run again.

mod common;

use common::{explore_with, run, settings};
use std::__engine::{Limits, Next, Search, Settings};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

/// Threads that have nothing to do with each other: their steps can change places without anybody noticing.
#[test]
fn steps_at_different_locks_are_not_permuted() {
    let program = || {
        let threads: Vec<_> = (0..3)
            .map(|_| {
                thread::spawn(|| {
                    let own = Mutex::new(0);
                    for _ in 0..3 {
                        *own.lock().unwrap() += 1;
                    }
                    own.into_inner().unwrap()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<i32>()
    };
    let reducing = Settings {
        visited: Some(Rc::default()),
        ..settings()
    };
    let (whole, reduced) = (
        explore_with(&settings(), 2, program),
        explore_with(&reducing, 2, program),
    );
    assert_eq!(whole.outcomes.into_iter().collect::<Vec<_>>(), ["9"]);
    assert_eq!(reduced.outcomes.into_iter().collect::<Vec<_>>(), ["9"]);
    assert!(
        reduced.executions * 10 < whole.executions,
        "{} of {} executions were run",
        reduced.executions,
        whole.executions
    );
}

/// Three threads, each of which reads and then writes: the least that can be left of six additions needs several preemptions.
fn additions() -> usize {
    let count = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let value = count.load(SeqCst);
                    count.store(value + 1, SeqCst);
                }
            });
        }
    });
    count.into_inner()
}

/// The counts found within a budget of executions in order and of random ones.
fn counts(executions: u64, random: u32) -> BTreeSet<String> {
    let mut search = Search::new(Limits {
        preemptions: 2,
        executions,
        steps: u64::MAX,
        random,
    });
    let program = Rc::new(additions);
    let mut found = BTreeSet::new();
    while let Some(next) = search.next_execution() {
        let (outcome, report) = match next {
            Next::Prefix(prefix) => run(&settings(), prefix, &program),
            Next::Random(how) => {
                let random = Settings {
                    random: Some(how),
                    ..settings()
                };
                run(&random, Box::from([]), &program)
            }
        };
        search.ran(&report, None);
        found.insert(outcome);
    }
    found
}

#[test]
fn beyond_the_budget_random_executions_find_more_and_always_the_same() {
    assert_eq!(counts(1, 0), BTreeSet::from(["6".to_string()]));
    let found = counts(1, 200);
    assert!(found.contains("2"), "the least needs three preemptions: {found:?}");
    assert_eq!(counts(1, 200), found);
}

#[test]
fn the_choices_of_an_execution_lead_to_the_same_execution_again() {
    let program = Rc::new(additions);
    let random = |seed| Settings {
        random: Some(std::__engine::Random {
            seed,
            changes: 3,
            length: 20,
        }),
        ..settings()
    };
    let mut outcomes = BTreeSet::new();
    for seed in 0..50 {
        let (outcome, report) = run(&random(seed), Box::from([]), &program);
        let path: Box<[u8]> = report.path.iter().map(|choice| choice.taken).collect();
        let (again, replayed) = run(&settings(), path, &program);
        let steps = |report: &std::__engine::Report| {
            let steps = report
                .events
                .iter()
                .map(|event| format!("{} {:?}", event.thread, event.op));
            steps.collect::<Vec<_>>()
        };
        assert_eq!((&outcome, steps(&report)), (&again, steps(&replayed)), "seed {seed}");
        outcomes.insert(outcome);
    }
    assert!(outcomes.len() >= 4, "{outcomes:?}");
}

#[test]
fn an_execution_with_more_choices_than_are_offered_is_not_said_to_be_searched() {
    let few = Settings {
        most_choices: 5,
        ..settings()
    };
    let explored = explore_with(&few, 0, additions);
    assert!(!explored.exhausted, "{} executions", explored.executions);
    assert!(explore_with(&settings(), 0, additions).exhausted);
}

#[test]
fn preemptions_are_what_the_choices_cost() {
    let mut search = Search::new(Limits {
        preemptions: 2,
        executions: 300,
        steps: u64::MAX,
        random: 0,
    });
    let (program, mut dearest) = (Rc::new(additions), 0);
    while let Some(Next::Prefix(prefix)) = search.next_execution() {
        let given = prefix.len();
        let (_, report) = run(&settings(), prefix, &program);
        search.ran(&report, Some(given));
        let cost: u32 = report.path.iter().map(|choice| choice.cost()).sum();
        assert_eq!(report.preemptions, cost);
        dearest = dearest.max(report.preemptions);
    }
    assert_eq!(dearest, 2);
}
