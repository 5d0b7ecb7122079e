//! `Barrier`: everybody is there, one leads, and it can be used again.

use super::super::{Program, program};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Barrier, Mutex};
use std::thread;

fn leaders(threads: usize, rounds: usize) -> usize {
    let (barrier, leaders) = (Barrier::new(threads), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..rounds {
                    if barrier.wait().is_leader() {
                        leaders.fetch_add(1, SeqCst);
                    }
                }
            });
        }
    });
    leaders.into_inner()
}

pub fn programs() -> Vec<Program> {
    vec![
        program("one_of_three_leads", &["1"], || leaders(3, 1)),
        program("a_leader_in_each_round", &["2"], || leaders(2, 2)),
        program("any_of_two_may_lead", &["(false, true)", "(true, false)"], || {
            let barrier = Barrier::new(2);
            thread::scope(|s| {
                let other = s.spawn(|| barrier.wait().is_leader());
                (barrier.wait().is_leader(), other.join().unwrap())
            })
        }),
        program("everybody_sees_what_all_did_before", &["[2, 2]"], || {
            let (barrier, arrived) = (Barrier::new(2), AtomicUsize::new(0));
            let work = || {
                arrived.fetch_add(1, SeqCst);
                barrier.wait();
                arrived.load(SeqCst)
            };
            thread::scope(|s| [s.spawn(work), s.spawn(work)].map(|thread| thread.join().unwrap()))
        }),
        program("nobody_enters_the_second_phase_early", &["true"], || {
            let (barrier, log) = (Barrier::new(2), Mutex::new(Vec::new()));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        for phase in 0..2 {
                            log.lock().unwrap().push(phase);
                            barrier.wait();
                        }
                    });
                }
            });
            log.into_inner().unwrap().is_sorted()
        }),
        program("a_barrier_for_one", &["(true, true)"], || {
            let barrier = Barrier::new(1);
            (barrier.wait().is_leader(), barrier.wait().is_leader())
        }),
        program("a_barrier_for_nobody", &["true"], || Barrier::new(0).wait().is_leader()),
        program("a_barrier_for_one_more_than_there_are", &["Deadlock"], || {
            let barrier = Barrier::new(3);
            thread::scope(|s| {
                s.spawn(|| barrier.wait());
                barrier.wait();
            });
        }),
        program("a_third_thread_at_a_barrier_for_two", &["Deadlock"], || {
            let barrier = Barrier::new(2);
            thread::scope(|s| {
                for _ in 0..3 {
                    s.spawn(|| barrier.wait());
                }
            });
        }),
    ]
}
