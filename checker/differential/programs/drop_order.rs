//! When guards, senders and captured values are dropped, and what others see of it.

use super::super::{Program, program};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

/// Writes its name into a log when it is dropped.
struct Logs(&'static str, Arc<Mutex<Vec<&'static str>>>);

impl Drop for Logs {
    fn drop(&mut self) {
        self.1.lock().unwrap().push(self.0);
    }
}

fn logged(work: fn(&dyn Fn(&'static str) -> Logs)) -> Vec<&'static str> {
    let log = Arc::new(Mutex::new(Vec::new()));
    work(&|name| Logs(name, Arc::clone(&log)));
    let log = log.lock().unwrap();
    log.clone()
}

pub fn programs() -> Vec<Program> {
    vec![
        program("locals_are_dropped_last_first", &["[\"second\", \"first\"]"], || {
            logged(|new| {
                let _first = new("first");
                let _second = new("second");
            })
        }),
        program("what_a_thread_captured_is_dropped_before_the_join", &["[\"captured\", \"after\"]"], || {
            logged(|new| {
                let captured = new("captured");
                thread::spawn(move || {
                    // Naming a field alone would capture only that.
                    let _whole = &captured;
                })
                .join()
                .unwrap();
                drop(new("after"));
            })
        }),
        program("what_a_thread_returns_is_dropped_by_who_joins", &["[\"joined\", \"returned\"]"], || {
            logged(|new| {
                let returned = new("returned");
                let thread = thread::spawn(move || returned);
                let value = thread.join().unwrap();
                drop(new("joined"));
                drop(value);
            })
        }),
        program("a_panicking_thread_drops_its_locals", &["[\"inner\", \"outer\", \"after\"]"], || {
            logged(|new| {
                let (outer, inner) = (new("outer"), new("inner"));
                let thread = thread::spawn(move || {
                    let _outer = outer;
                    let _inner = inner;
                    panic!("boo");
                });
                assert!(thread.join().is_err());
                drop(new("after"));
            })
        }),
        program("an_unread_message_is_dropped_with_its_channel", &["[\"message\", \"after\"]"], || {
            logged(|new| {
                let (tx, rx) = mpsc::channel();
                tx.send(new("message")).unwrap();
                drop(tx);
                drop(rx);
                drop(new("after"));
            })
        }),
        program("the_value_of_a_detached_thread_is_dropped", &["true"], || {
            let count = Arc::new(());
            let theirs = Arc::clone(&count);
            drop(thread::spawn(move || theirs));
            while Arc::strong_count(&count) > 1 {
                thread::yield_now();
            }
            true
        }),
        program("a_guard_lives_to_the_end_of_its_block", &["1", "2"], || {
            let (lock, steps) = (Mutex::new(()), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    {
                        let _guard = lock.lock().unwrap();
                        steps.fetch_add(1, SeqCst);
                    }
                    steps.fetch_add(1, SeqCst);
                });
                while steps.load(SeqCst) == 0 {
                    thread::yield_now();
                }
                let _guard = lock.lock().unwrap();
                steps.load(SeqCst)
            })
        }),
        program("a_guard_dropped_early_lets_others_in", &["[0, 2, 1]", "[0, 1, 2]", "[2, 0, 1]"], || {
            let log = Mutex::new(Vec::new());
            thread::scope(|s| {
                s.spawn(|| {
                    let mut guard = log.lock().unwrap();
                    guard.push(0);
                    drop(guard);
                    log.lock().unwrap().push(1);
                });
                log.lock().unwrap().push(2);
            });
            log.into_inner().unwrap()
        }),
        program("replacing_a_sender_hangs_up", &["[1]"], || {
            let (mut tx, rx) = mpsc::channel();
            tx.send(1).unwrap();
            let (other, _other_rx) = mpsc::channel();
            tx = other;
            let got = rx.iter().collect::<Vec<i32>>();
            drop(tx);
            got
        }),
        program("a_struct_that_joins_when_dropped", &["[\"worker\", \"field\"]"], || {
            struct Pool {
                worker: Option<thread::JoinHandle<()>>,
                orders: Option<mpsc::Sender<()>>,
                _field: Logs,
            }
            impl Drop for Pool {
                fn drop(&mut self) {
                    drop(self.orders.take());
                    self.worker.take().unwrap().join().unwrap();
                }
            }
            logged(|new| {
                let (orders, queue) = mpsc::channel();
                let logs = new("worker");
                let worker = thread::spawn(move || {
                    queue.iter().for_each(|()| {});
                    drop(logs);
                });
                drop(Pool { worker: Some(worker), orders: Some(orders), _field: new("field") });
            })
        }),
    ]
}
