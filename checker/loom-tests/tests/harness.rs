//! What a check says about a scenario: passes, failures, and programs that loom can't follow.

use harness::{Kind, Verdict, each, explore, wrong};
use std::sync::atomic::Ordering::{self, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn kind(verdict: &Verdict) -> Option<Kind> {
    verdict.failure.as_ref().map(|(mistake, _)| mistake.kind)
}

fn publishes(store: Ordering, load: Ordering) -> Option<usize> {
    let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(42, Relaxed);
            ready.store(true, store);
        });
        ready.load(load).then(|| data.load(Relaxed))
    })
}

fn is_never_old(store: Ordering, load: Ordering) -> Verdict {
    explore(move || publishes(store, load))
        .always(|run| match run.result {
            Some(Some(0)) => Err(wrong(Kind::StaleRead, "It reads 0.")),
            _ => Ok(()),
        })
        .verdict()
}

fn counts(locked: bool) -> usize {
    let (count, lock) = (AtomicUsize::new(0), Mutex::new(()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let _guard = locked.then(|| lock.lock());
                count.store(count.load(SeqCst) + 1, SeqCst);
            });
        }
    });
    count.into_inner()
}

#[test]
fn a_pass_says_how_far_it_looked() {
    let verdict = is_never_old(Release, Acquire);
    assert_eq!(kind(&verdict), None);
    assert!(verdict.exhausted && verdict.interleavings > 1, "{verdict:?}");
    assert_eq!((verdict.preemptions, verdict.note), (2, None));
}

#[test]
fn an_old_value_is_found_and_marked_in_the_story() {
    let verdict = is_never_old(Relaxed, Relaxed);
    let (mistake, story) = verdict.failure.expect("it reads an old value");
    assert_eq!(mistake.kind, Kind::StaleRead);
    let story = story.expect("a failing execution has a story");
    let old = story.steps.iter().filter(|step| {
        step.remark
            .as_deref()
            .is_some_and(|remark| remark.contains("old value"))
    });
    assert_eq!(old.count(), 1, "{:?}", story.steps);
    assert_eq!(story.threads, ["main", "thread 1"]);
    assert_eq!(story.found_in, verdict.interleavings);
}

#[test]
fn the_orderings_that_were_too_weak_are_named() {
    let check = |store, load, missing: &str| {
        let (mistake, _) = is_never_old(store, load).failure.expect("it reads an old value");
        assert_eq!(
            mistake.message,
            format!("It reads 0. Nothing puts the write before the read: {missing}.")
        );
    };
    check(
        Relaxed,
        Relaxed,
        "the write to `atomic 2` is no release and the read of it no acquire",
    );
    check(Relaxed, Acquire, "the write to `atomic 2` is no release");
    check(Release, Relaxed, "the read of `atomic 2` is no acquire");
}

#[test]
fn the_same_failure_is_found_every_time() {
    let seen = || {
        let mut verdict = is_never_old(Relaxed, Acquire);
        if let Some((_, Some(story))) = &mut verdict.failure {
            // The second exploration of a check has another token than the first.
            story.replay.clear();
        }
        (verdict.interleavings, verdict.preemptions, verdict.failure)
    };
    assert_eq!(format!("{:?}", seen()), format!("{:?}", seen()));
}

#[test]
fn a_wrong_result_without_an_old_value_is_not_blamed_on_the_memory_model() {
    let verdict = explore(|| 1)
        .always(|_| Err(wrong(Kind::StaleRead, "It reads an old value.")))
        .verdict();
    assert_eq!(kind(&verdict), Some(Kind::WrongResult));
    let certain = explore(|| 1)
        .always(|_| Err(wrong(Kind::StaleRead, "Surely.").certain()))
        .verdict();
    assert_eq!(kind(&certain), Some(Kind::StaleRead));
}

#[test]
fn a_search_that_its_budget_cuts_short_says_so() {
    let verdict = explore(|| counts(true)).executions(5).always(|_| Ok(())).verdict();
    assert_eq!(kind(&verdict), None);
    assert!(!verdict.exhausted && verdict.interleavings <= 5, "{verdict:?}");
}

#[test]
fn a_program_that_loom_can_not_follow_does_not_fail() {
    let many = explore(|| (0..5).for_each(|_| drop(thread::spawn(|| {}))))
        .always(|_| Ok(()))
        .verdict();
    let spins = explore(|| while !AtomicBool::new(false).load(SeqCst) {})
        .always(|_| Ok(()))
        .verdict();
    for verdict in [many, spins] {
        assert_eq!(kind(&verdict), None);
        assert!(verdict.note.is_some() && !verdict.exhausted, "{verdict:?}");
    }
}

#[test]
fn every_other_end_is_a_failure_of_its_own_kind() {
    let deadlock = explore(|| {
        let lock = Mutex::new(());
        let _first = lock.lock();
        drop(lock.lock());
    });
    assert_eq!(kind(&deadlock.verdict()), Some(Kind::Deadlock));
    let exits = explore(|| {
        let lock = Arc::new(Mutex::new(()));
        let _guard = lock.lock();
        std::process::exit(0);
    });
    assert_eq!(kind(&exits.verdict()), Some(Kind::ExitedEarly));
    assert_eq!(kind(&explore(|| panic!("no")).verdict()), Some(Kind::Panicked));
    assert_eq!(kind(&explore(|| todo!()).verdict()), Some(Kind::Unfinished));
    assert_eq!(kind(&explore(|| panic!("yes")).may_panic().verdict()), None);
}

#[test]
fn a_hope_must_come_true_once() {
    let loses = |locked| {
        explore(move || counts(locked))
            .sometimes(
                |run| run.result == Some(&1),
                |_| wrong(Kind::NotARace, "It never loses one."),
            )
            .verdict()
    };
    assert_eq!(kind(&loses(false)), None);
    assert_eq!(kind(&loses(true)), Some(Kind::NotARace));
}

#[test]
fn prints_are_told_by_line_and_thread() {
    let verdict = explore(|| {
        print!("a");
        println!("b");
        thread::spawn(|| println!("c")).join().unwrap();
        drop(thread::spawn(|| print!("d")));
    })
    .always(|run| {
        let lines: Vec<_> = run.lines().into_iter().map(|line| (line.text, line.thread)).collect();
        let early = [("ab".to_string(), 0), ("c".to_string(), 1)];
        match lines.starts_with(&early) {
            true => Ok(()),
            false => Err(wrong(Kind::WrongOutput, format!("{lines:?}"))),
        }
    })
    .verdict();
    assert_eq!(verdict.failure, None);
}

#[test]
fn several_inputs_are_explored_until_one_fails() {
    let verdict = each([1, 2, 3], |input| {
        explore(move || input)
            .always(|run| match run.result {
                Some(2) => Err(wrong(Kind::WrongResult, "Two.")),
                _ => Ok(()),
            })
            .verdict()
    });
    assert_eq!(kind(&verdict), Some(Kind::WrongResult));
}

#[test]
fn what_a_thread_does_after_main_could_have_come_before_it() {
    let asks = |hoped: TryRecvError| {
        let main = || {
            let (tx, rx) = mpsc::channel::<()>();
            thread::spawn(move || drop(tx));
            rx.try_recv()
        };
        let verdict = explore(main).as_main().sometimes(
            move |run| run.result == Some(&Err(hoped)),
            |_| wrong(Kind::WrongResult, "It never comes to that."),
        );
        kind(&verdict.verdict())
    };
    assert_eq!(asks(TryRecvError::Empty), None);
    assert_eq!(asks(TryRecvError::Disconnected), None);
}

/// What comes of a program whose `main` starts a thread and returns.
fn returns_before(thread: fn()) -> Verdict {
    explore(move || drop(thread::spawn(thread)))
        .as_main()
        .always(|run| match run.lines().as_slice() {
            [] => Ok(()),
            lines => Err(wrong(Kind::WrongOutput, format!("It prints {lines:?}."))),
        })
        .verdict()
}

#[test]
fn a_thread_can_exit_before_main_returns() {
    let verdict = returns_before(|| std::process::exit(3));
    assert_eq!(kind(&verdict), Some(Kind::ExitedEarly));
}

#[test]
fn what_a_thread_does_after_main_is_no_part_of_the_program() {
    let threads: [fn(); 5] = [
        || println!("late"),
        || panic!("late"),
        || {
            thread::sleep(Duration::from_secs(1));
            std::process::exit(3);
        },
        || loop {
            thread::park();
        },
        || {
            let count = AtomicUsize::new(0);
            loop {
                count.fetch_add(1, SeqCst);
            }
        },
    ];
    for thread in threads {
        let verdict = returns_before(thread);
        assert_eq!((kind(&verdict), verdict.note), (None, None));
    }
}
