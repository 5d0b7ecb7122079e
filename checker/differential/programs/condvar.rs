//! `Condvar`: lost and spurious wake-ups, and the ways to be safe from them.

use super::super::Deviation::{LongestWaiterFirst, NothingIsSpurious};
use super::super::{Program, program};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// Two threads wait for a flag that is set once and notified in one way or the other.
fn two_wait_for_a_flag(notify: fn(&Condvar)) -> usize {
    let (ready, set) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        let waiting = [0, 1].map(|_| {
            s.spawn(|| {
                let mut ready = ready.lock().unwrap();
                while !*ready {
                    ready = set.wait(ready).unwrap();
                }
            })
        });
        *ready.lock().unwrap() = true;
        notify(&set);
        waiting.into_iter().map(|thread| thread.join().unwrap()).count()
    })
}

/// `a` waits, then `b`; then one of them is notified. Who gets up first?
fn who_is_woken() -> char {
    #[derive(Default)]
    struct State {
        waiting: usize,
        go: bool,
        woken: Vec<char>,
    }
    let (state, news, go) = (Mutex::new(State::default()), Condvar::new(), Condvar::new());
    thread::scope(|s| {
        for (before, name) in ['a', 'b'].into_iter().enumerate() {
            let (state, news, go) = (&state, &news, &go);
            s.spawn(move || {
                let mut state = state.lock().unwrap();
                state.waiting += 1;
                news.notify_one();
                while !state.go {
                    state = go.wait(state).unwrap();
                }
                state.woken.push(name);
                news.notify_one();
            });
            drop(news.wait_while(state.lock().unwrap(), |state| state.waiting == before));
        }
        state.lock().unwrap().go = true;
        go.notify_one();
        let first = news
            .wait_while(state.lock().unwrap(), |state| state.woken.is_empty())
            .unwrap()
            .woken[0];
        go.notify_all();
        first
    })
}

pub fn programs() -> Vec<Program> {
    vec![
        program("notify_before_the_wait_is_lost", &["()", "Deadlock"], || {
            let pair = Arc::new((Mutex::new(()), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || theirs.1.notify_one());
            drop(pair.1.wait(pair.0.lock().unwrap()).unwrap());
        }),
        program("flag_under_the_lock_and_a_loop", &["true"], || {
            let pair = Arc::new((Mutex::new(false), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || {
                *theirs.0.lock().unwrap() = true;
                theirs.1.notify_one();
            });
            let mut ready = pair.0.lock().unwrap();
            while !*ready {
                ready = pair.1.wait(ready).unwrap();
            }
            *ready
        }),
        program("flag_notified_under_the_lock", &["true"], || {
            let pair = Arc::new((Mutex::new(false), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || {
                let mut ready = theirs.0.lock().unwrap();
                *ready = true;
                theirs.1.notify_one();
            });
            *pair.1.wait_while(pair.0.lock().unwrap(), |ready| !*ready).unwrap()
        }),
        program("flag_beside_the_lock_loses_the_wake_up", &["()", "Deadlock"], || {
            let shared = Arc::new((AtomicBool::new(false), Mutex::new(()), Condvar::new()));
            let theirs = Arc::clone(&shared);
            thread::spawn(move || {
                theirs.0.store(true, SeqCst);
                theirs.2.notify_one();
            });
            let mut guard = shared.1.lock().unwrap();
            while !shared.0.load(SeqCst) {
                guard = shared.2.wait(guard).unwrap();
            }
        }),
        program("if_around_a_wait_believes_a_spurious_wake_up", &["false", "true"], || {
            let pair = Arc::new((Mutex::new(false), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || {
                *theirs.0.lock().unwrap() = true;
                theirs.1.notify_one();
            });
            let mut ready = pair.0.lock().unwrap();
            if !*ready {
                ready = pair.1.wait(ready).unwrap();
            }
            *ready
        })
        .loom_deviates(NothingIsSpurious, &["true"]),
        // Nobody finds it if both wake for no reason before it is there.
        program("if_around_a_wait_finds_the_item_taken", &["(false, false)", "(false, true)", "(true, false)", "Deadlock"], || {
            let (items, came) = (Mutex::new(0), Condvar::new());
            let take = || {
                let mut items = items.lock().unwrap();
                if *items == 0 {
                    items = came.wait(items).unwrap();
                }
                let found = *items > 0;
                *items = 0;
                found
            };
            thread::scope(|s| {
                let first = s.spawn(take);
                let second = s.spawn(take);
                *items.lock().unwrap() = 1;
                came.notify_all();
                (first.join().unwrap(), second.join().unwrap())
            })
        })
        .preemptions(3)
        .loom_deviates(NothingIsSpurious, &["(false, true)", "(true, false)", "Deadlock"]),
        program("one_notify_for_two_who_wait", &["2", "Deadlock"], || {
            two_wait_for_a_flag(Condvar::notify_one)
        }),
        program("notify_all_for_two_who_wait", &["2"], || {
            two_wait_for_a_flag(Condvar::notify_all)
        }),
        program("any_waiter_may_be_woken", &["'a'", "'b'"], who_is_woken)
            .loom_deviates(LongestWaiterFirst, &["'a'"]),
        program("two_threads_take_turns", &["[0, 1, 0, 1]"], || {
            let (state, turned) = (Mutex::new((0, Vec::new())), Condvar::new());
            thread::scope(|s| {
                for me in 0..2 {
                    let (state, turned) = (&state, &turned);
                    s.spawn(move || {
                        for _ in 0..2 {
                            let mut state = turned
                                .wait_while(state.lock().unwrap(), |(turn, _)| *turn != me)
                                .unwrap();
                            state.1.push(me);
                            state.0 = 1 - me;
                            turned.notify_one();
                        }
                    });
                }
            });
            state.into_inner().unwrap().1
        }),
        program("a_semaphore_lets_one_in", &["1"], || {
            let (free, given_back) = (Mutex::new(1), Condvar::new());
            let most = Mutex::new((0, 0));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        *given_back.wait_while(free.lock().unwrap(), |free| *free == 0).unwrap() -= 1;
                        {
                            let mut inside = most.lock().unwrap();
                            inside.0 += 1;
                            inside.1 = inside.0.max(inside.1);
                        }
                        most.lock().unwrap().0 -= 1;
                        *free.lock().unwrap() += 1;
                        given_back.notify_one();
                    });
                }
            });
            most.into_inner().unwrap().1
        }),
        program("a_queue_of_one_place", &["[1, 2, 3]"], || {
            let (queue, changed) = (Mutex::new(VecDeque::new()), Condvar::new());
            thread::scope(|s| {
                s.spawn(|| {
                    for item in 1..=3 {
                        let mut queue = changed.wait_while(queue.lock().unwrap(), |q| q.len() == 1).unwrap();
                        queue.push_back(item);
                        changed.notify_one();
                    }
                });
                (0..3)
                    .map(|_| {
                        let mut queue = changed.wait_while(queue.lock().unwrap(), |q| q.is_empty()).unwrap();
                        changed.notify_one();
                        queue.pop_front().unwrap()
                    })
                    .collect::<Vec<_>>()
            })
        }),
        program("condvar_tells_nothing_of_itself", &["Condvar { .. }"], Condvar::new),
    ]
}
