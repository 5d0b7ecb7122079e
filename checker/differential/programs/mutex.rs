//! `Mutex`: exclusion, and what happens when it is used carelessly.

use super::super::{Program, program};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("two_additions_under_a_lock", &["2"], || {
            let count = Mutex::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| *count.lock().unwrap() += 1);
                }
            });
            count.into_inner().unwrap()
        }),
        program("lock_given_back_between_read_and_write", &["1", "2"], || {
            let count = Arc::new(Mutex::new(0));
            let add = |count: Arc<Mutex<i32>>| {
                let seen = *count.lock().unwrap();
                *count.lock().unwrap() = seen + 1;
            };
            let theirs = Arc::clone(&count);
            let other = thread::spawn(move || add(theirs));
            add(Arc::clone(&count));
            other.join().unwrap();
            *count.lock().unwrap()
        }),
        program(
            "three_threads_enter_in_any_order",
            &["[0, 1, 2]", "[0, 2, 1]", "[1, 0, 2]", "[1, 2, 0]", "[2, 0, 1]", "[2, 1, 0]"],
            || {
                let order = Mutex::new(Vec::new());
                thread::scope(|s| {
                    for me in 0..3 {
                        let order = &order;
                        s.spawn(move || order.lock().unwrap().push(me));
                    }
                });
                order.into_inner().unwrap()
            },
        ),
        program("two_locks_in_the_same_order", &["(2, 2)"], || {
            let (a, b) = (Mutex::new(0), Mutex::new(0));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        let (mut a, mut b) = (a.lock().unwrap(), b.lock().unwrap());
                        *a += 1;
                        *b += 1;
                    });
                }
            });
            (a.into_inner().unwrap(), b.into_inner().unwrap())
        }),
        program("two_locks_in_opposite_orders", &["()", "Deadlock"], || {
            let (a, b) = (Mutex::new(()), Mutex::new(()));
            thread::scope(|s| {
                s.spawn(|| {
                    let _a = a.lock().unwrap();
                    let _b = b.lock().unwrap();
                });
                let _b = b.lock().unwrap();
                let _a = a.lock().unwrap();
            });
        }),
        program("three_philosophers_take_the_left_fork_first", &["()", "Deadlock"], || {
            let forks = [Mutex::new(()), Mutex::new(()), Mutex::new(())];
            thread::scope(|s| {
                for seat in 0..3 {
                    let forks = &forks;
                    s.spawn(move || {
                        let _left = forks[seat].lock().unwrap();
                        let _right = forks[(seat + 1) % 3].lock().unwrap();
                    });
                }
            });
        }),
        program("locking_twice_in_one_statement", &["Deadlock"], || {
            let count = Mutex::new(1);
            *count.lock().unwrap() = *count.lock().unwrap() + 1;
        }),
        program("guard_of_a_match_lives_through_its_arms", &["Deadlock"], || {
            let queue = Mutex::new(vec![1]);
            match queue.lock().unwrap().pop() {
                Some(value) => queue.lock().unwrap().push(value),
                None => queue.lock().unwrap().push(0),
            }
        }),
        program("guard_of_an_if_let_is_gone_in_its_else", &["1"], || {
            let queue = Mutex::new(Vec::<i32>::new());
            if let Some(value) = queue.lock().unwrap().pop() {
                return value as usize;
            } else {
                queue.lock().unwrap().push(1);
            }
            queue.lock().unwrap().len()
        }),
        program("joining_while_holding_what_the_other_needs", &["Deadlock"], || {
            let count = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&count);
            let _guard = count.lock().unwrap();
            thread::spawn(move || *theirs.lock().unwrap() += 1).join().unwrap();
        }),
        program("balance_checked_and_taken_in_two_steps", &["-20", "40"], || {
            let balance = Mutex::new(100);
            let withdraw = || {
                if *balance.lock().unwrap() >= 60 {
                    *balance.lock().unwrap() -= 60;
                }
            };
            thread::scope(|s| {
                s.spawn(withdraw);
                withdraw();
            });
            balance.into_inner().unwrap()
        }),
        program("transfer_seen_half_done", &["100", "110", "90"], || {
            let (from, to) = (Mutex::new(50), Mutex::new(50));
            thread::scope(|s| {
                s.spawn(|| {
                    *from.lock().unwrap() -= 10;
                    *to.lock().unwrap() += 10;
                });
                let left = *from.lock().unwrap();
                left + *to.lock().unwrap()
            })
        }),
        program("transfer_under_both_locks", &["100"], || {
            let (from, to) = (Mutex::new(50), Mutex::new(50));
            thread::scope(|s| {
                s.spawn(|| {
                    let (mut from, mut to) = (from.lock().unwrap(), to.lock().unwrap());
                    *from -= 10;
                    *to += 10;
                });
                let (from, to) = (from.lock().unwrap(), to.lock().unwrap());
                *from + *to
            })
        }),
        program("mutex_of_a_slice", &["6"], || {
            let numbers: Arc<Mutex<[i32]>> = Arc::new(Mutex::new([1, 2, 3]));
            let theirs = Arc::clone(&numbers);
            thread::spawn(move || theirs.lock().unwrap().iter().sum::<i32>())
                .join()
                .unwrap()
        }),
        program("mutex_changed_by_its_owner", &["(5, 6)"], || {
            let mut value = Mutex::from(4);
            *value.get_mut().unwrap() += 1;
            let before = *value.lock().unwrap();
            *value.lock().unwrap() += 1;
            (before, value.into_inner().unwrap())
        }),
        program("free_mutex_shows_its_value", &["Mutex { data: 7, poisoned: false, .. }"], || {
            Mutex::new(7)
        }),
        program("locked_mutex_says_that_it_is", &["true"], || {
            let lock = Mutex::new(7);
            let _guard = lock.lock().unwrap();
            // As Rust 1.95 shows it: with quotation marks here, without them where it is an `RwLock`.
            format!("{lock:?}") == r#"Mutex { data: "<locked>", poisoned: false, .. }"#
        }),
        program("forgotten_guard_locks_for_ever", &["Deadlock"], || {
            let lock = Mutex::new(());
            std::mem::forget(lock.lock());
            drop(lock.lock());
        }),
    ]
}
