//! What learners build themselves from locks, conditions and atomics, right and nearly right.

use super::super::{Program, program};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

/// A queue that can be closed.
#[derive(Default)]
struct Queue {
    items: Mutex<(VecDeque<i32>, bool)>,
    changed: Condvar,
}

impl Queue {
    fn push(&self, item: i32) {
        self.items.lock().unwrap().0.push_back(item);
        self.changed.notify_one();
    }

    fn close(&self) {
        self.items.lock().unwrap().1 = true;
        self.changed.notify_all();
    }

    fn pop(&self) -> Option<i32> {
        let items = self.items.lock().unwrap();
        let waits = |(items, closed): &mut (VecDeque<i32>, bool)| items.is_empty() && !*closed;
        self.changed.wait_while(items, waits).unwrap().0.pop_front()
    }
}

/// A barrier that knows its generation.
struct Meeting {
    state: Mutex<(usize, usize)>,
    all_there: Condvar,
}

impl Meeting {
    fn meet(&self, expected: usize) {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        if state.0 == expected {
            state.0 = 0;
            state.1 += 1;
            self.all_there.notify_all();
        } else {
            let generation = state.1;
            drop(self.all_there.wait_while(state, |state| state.1 == generation).unwrap());
        }
    }
}

fn sum_by_halves(numbers: &[i32]) -> i32 {
    if numbers.len() <= 2 {
        return numbers.iter().sum();
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    thread::scope(|s| {
        let left = s.spawn(|| sum_by_halves(left));
        sum_by_halves(right) + left.join().unwrap()
    })
}

pub fn programs() -> Vec<Program> {
    vec![
        program("a_latch_of_two", &["2"], || {
            let (left, open, work) = (Mutex::new(2), Condvar::new(), AtomicUsize::new(0));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        work.fetch_add(1, SeqCst);
                        *left.lock().unwrap() -= 1;
                        open.notify_all();
                    });
                }
                drop(open.wait_while(left.lock().unwrap(), |left| *left > 0).unwrap());
                work.load(SeqCst)
            })
        }),
        program("a_queue_that_is_closed", &["[1, 2]"], || {
            let queue = Queue::default();
            thread::scope(|s| {
                s.spawn(|| {
                    queue.push(1);
                    queue.push(2);
                    queue.close();
                });
                std::iter::from_fn(|| queue.pop()).collect::<Vec<_>>()
            })
        }),
        program("a_queue_that_two_drain", &["3"], || {
            let queue = Queue::default();
            thread::scope(|s| {
                let threads = [0, 1].map(|_| s.spawn(|| std::iter::from_fn(|| queue.pop()).sum::<i32>()));
                queue.push(1);
                queue.push(2);
                queue.close();
                threads.into_iter().map(|thread| thread.join().unwrap()).sum::<i32>()
            })
        }),
        program("a_close_that_wakes_only_one", &["()", "Deadlock"], || {
            let queue = Queue::default();
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| queue.pop());
                }
                queue.items.lock().unwrap().1 = true;
                queue.changed.notify_one();
            });
        }),
        program("a_notify_only_when_the_queue_was_empty", &["3", "Deadlock"], || {
            let (queue, came) = (Mutex::new(VecDeque::new()), Condvar::new());
            let pop = || {
                let mut queue = came.wait_while(queue.lock().unwrap(), |q| q.is_empty()).unwrap();
                queue.pop_front().unwrap()
            };
            thread::scope(|s| {
                let threads = [s.spawn(pop), s.spawn(pop)];
                for item in [1, 2] {
                    let mut queue = queue.lock().unwrap();
                    queue.push_back(item);
                    if queue.len() == 1 {
                        came.notify_one();
                    }
                }
                threads.into_iter().map(|thread| thread.join().unwrap()).sum::<i32>()
            })
        }),
        program("a_barrier_with_generations", &["[2, 2, 4, 4]"], || {
            let meeting = Meeting {
                state: Mutex::new((0, 0)),
                all_there: Condvar::new(),
            };
            let (arrived, seen) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        for _ in 0..2 {
                            arrived.fetch_add(1, SeqCst);
                            meeting.meet(2);
                            let there = arrived.load(SeqCst);
                            meeting.meet(2);
                            seen.lock().unwrap().push(there);
                        }
                    });
                }
            });
            let mut seen = seen.into_inner().unwrap();
            seen.sort_unstable();
            seen
        })
        .loom_preemptions(1),
        program("a_barrier_that_is_reset_too_early", &["()", "Deadlock"], || {
            let (arrived, all_there) = (Mutex::new(0), Condvar::new());
            let meet = || {
                let mut count = arrived.lock().unwrap();
                *count += 1;
                if *count == 2 {
                    all_there.notify_all();
                }
                while *count < 2 {
                    count = all_there.wait(count).unwrap();
                }
            };
            thread::scope(|s| {
                s.spawn(meet);
                meet();
                // For the next round, but the other may not have looked yet.
                *arrived.lock().unwrap() = 0;
            });
        }),
        program("a_once_of_three_states", &["[7, 7]"], || {
            let (state, value) = (AtomicU8::new(0), AtomicUsize::new(0));
            let get = || {
                if state.compare_exchange(0, 1, SeqCst, SeqCst).is_ok() {
                    value.store(7, SeqCst);
                    state.store(2, SeqCst);
                }
                while state.load(SeqCst) != 2 {
                    thread::yield_now();
                }
                value.load(SeqCst)
            };
            thread::scope(|s| [s.spawn(get), s.spawn(get)].map(|thread| thread.join().unwrap()))
        }),
        program("a_pool_of_one_worker", &["[1, 2, 3]"], || {
            type Job = Box<dyn FnOnce() -> i32 + Send>;
            let (jobs, queue) = mpsc::channel::<Job>();
            let worker = thread::spawn(move || queue.into_iter().map(|job| job()).collect::<Vec<i32>>());
            for n in 1..=3 {
                jobs.send(Box::new(move || n)).unwrap();
            }
            drop(jobs);
            worker.join().unwrap()
        }),
        program("philosophers_with_an_order_of_forks", &["()"], || {
            let forks = [Mutex::new(()), Mutex::new(()), Mutex::new(())];
            thread::scope(|s| {
                for (first, second) in [(0, 1), (1, 2), (0, 2)] {
                    let forks = &forks;
                    s.spawn(move || {
                        let _first = forks[first].lock().unwrap();
                        let _second = forks[second].lock().unwrap();
                    });
                }
            });
        }),
        program("a_sum_by_halves", &["21"], || sum_by_halves(&[1, 2, 3, 4, 5, 6])),
        program("a_snapshot_is_old_or_new", &["[1, 2]", "[1]"], || {
            let shared = Mutex::new(Arc::new(vec![1]));
            thread::scope(|s| {
                s.spawn(|| {
                    let mut shared = shared.lock().unwrap();
                    *shared = Arc::new(vec![1, 2]);
                });
                let snapshot = Arc::clone(&shared.lock().unwrap());
                snapshot.to_vec()
            })
        }),
        program("a_token_goes_round", &["3"], || {
            let (first, mut last) = mpsc::channel();
            for _ in 0..3 {
                let (next, rx) = mpsc::channel();
                let before = std::mem::replace(&mut last, rx);
                thread::spawn(move || next.send(before.recv().unwrap() + 1).unwrap());
            }
            first.send(0).unwrap();
            last.recv().unwrap()
        }),
        program("two_channels_make_ping_pong", &["[1, 2, 3, 4]"], || {
            let (ping, pinged) = mpsc::channel();
            let (pong, ponged) = mpsc::channel();
            thread::spawn(move || pinged.iter().try_for_each(|n: i32| pong.send(n + 1)));
            let mut seen = Vec::new();
            for n in [1, 3] {
                ping.send(n).unwrap();
                seen.extend([n, ponged.recv().unwrap()]);
            }
            seen
        }),
        program("a_cache_asked_twice_computes_twice", &["1", "2"], || {
            let (cache, computed) = (Mutex::new(None), AtomicUsize::new(0));
            let get = || {
                if let Some(value) = *cache.lock().unwrap() {
                    return value;
                }
                computed.fetch_add(1, SeqCst);
                *cache.lock().unwrap().insert(42)
            };
            thread::scope(|s| {
                s.spawn(get);
                s.spawn(get);
            });
            computed.into_inner()
        }),
    ]
}
