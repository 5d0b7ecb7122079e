//! Threads and locks with the rest of the language: closures, trait objects, generics, derives, futures, errors.

use super::super::{Program, program};
use std::error::Error;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Scope, ScopedJoinHandle, Thread};

trait Counts: Send {
    fn count(&mut self) -> i32;
}

struct By(i32, i32);

impl Counts for By {
    fn count(&mut self) -> i32 {
        self.0 += self.1;
        self.0
    }
}

fn parallel_map<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let map = &map;
    thread::scope(|s| {
        let threads: Vec<_> = items.iter().map(|item| s.spawn(move || map(item))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn starts<'scope>(s: &'scope Scope<'scope, '_>, count: &'scope AtomicUsize) -> ScopedJoinHandle<'scope, usize> {
    s.spawn(|| count.fetch_add(1, SeqCst))
}

struct Unparks(Thread);

impl Wake for Unparks {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<R>(future: impl Future<Output = R>) -> R {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unparks(thread::current())));
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
        thread::park();
    }
}

pub fn programs() -> Vec<Program> {
    vec![
        program("boxed_jobs_in_threads", &["[1, 4, 9]"], || {
            let jobs: Vec<Box<dyn FnOnce() -> i32 + Send>> = vec![Box::new(|| 1), Box::new(|| 2 * 2), Box::new(|| 9)];
            let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        }),
        program("a_mutex_of_a_trait_object", &["[5, 10]"], || {
            let shared: Arc<Mutex<dyn Counts>> = Arc::new(Mutex::new(By(0, 5)));
            let threads = [0, 1].map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.lock().unwrap().count())
            });
            let mut counts = threads.map(|thread| thread.join().unwrap());
            counts.sort_unstable();
            counts
        }),
        program("an_rwlock_of_a_trait_object", &["\"3\""], || {
            let shared: Arc<RwLock<dyn ToString + Send + Sync>> = Arc::new(RwLock::new(3));
            thread::spawn(move || shared.read().unwrap().to_string()).join().unwrap()
        }),
        program("a_mutex_of_a_boxed_closure", &["[1, 3]"], || {
            let mut sum = 0;
            let add: Mutex<Box<dyn FnMut(i32) -> i32 + Send>> = Mutex::new(Box::new(move |n| {
                sum += n;
                sum
            }));
            let (first, second) = thread::scope(|s| {
                let other = s.spawn(|| add.lock().unwrap()(1));
                other.join().unwrap();
                (1, add.lock().unwrap()(2))
            });
            [first, second]
        }),
        program("a_generic_parallel_map", &["[\"1!\", \"2!\", \"3!\"]"], || {
            parallel_map(&[1, 2, 3], |n| format!("{n}!"))
        }),
        program("a_function_that_spawns_into_a_scope", &["([0, 1], 2)"], || {
            let count = AtomicUsize::new(0);
            let mut seen = thread::scope(|s| {
                let threads = [starts(s, &count), starts(s, &count)];
                threads.map(|thread| thread.join().unwrap())
            });
            seen.sort_unstable();
            (seen, count.into_inner())
        }),
        program("a_sender_shared_by_reference", &["[1, 2]", "[2, 1]"], || {
            let (tx, rx) = mpsc::channel();
            thread::scope(|s| {
                s.spawn(|| tx.send(1).unwrap());
                s.spawn(|| tx.send(2).unwrap());
            });
            drop(tx);
            rx.iter().collect::<Vec<i32>>()
        }),
        program("an_array_of_locks", &["[1, 1, 1]"], || {
            let locks = [const { Mutex::new(0) }; 3];
            thread::scope(|s| {
                for lock in &locks {
                    s.spawn(|| *lock.lock().unwrap() += 1);
                }
            });
            locks.map(|lock| lock.into_inner().unwrap())
        }),
        program(
            "a_derived_debug_and_default",
            &["State { hits: 1, ready: true, log: Mutex { data: [\"x\"], poisoned: false, .. } }"],
            || {
                #[derive(Debug, Default)]
                struct State {
                    hits: AtomicUsize,
                    ready: AtomicBool,
                    log: Mutex<Vec<&'static str>>,
                }
                let state = Arc::new(State::default());
                let theirs = Arc::clone(&state);
                thread::spawn(move || {
                    theirs.hits.fetch_add(1, SeqCst);
                    theirs.ready.store(true, SeqCst);
                    theirs.log.lock().unwrap().push("x");
                })
                .join()
                .unwrap();
                state
            },
        ),
        program("an_async_block_that_is_ready", &["3"], || block_on(async { 1 + 2 })),
        program("a_future_that_another_thread_completes", &["42"], || {
            let shared = Arc::new(Mutex::new((None, None::<Waker>)));
            let theirs = Arc::clone(&shared);
            thread::spawn(move || {
                let mut shared = theirs.lock().unwrap();
                shared.0 = Some(42);
                if let Some(waker) = shared.1.take() {
                    waker.wake();
                }
            });
            block_on(poll_fn(|context| {
                let mut shared = shared.lock().unwrap();
                match shared.0.take() {
                    Some(value) => Poll::Ready(value),
                    None => {
                        shared.1 = Some(context.waker().clone());
                        Poll::Pending
                    }
                }
            }))
        }),
        program("a_waker_registered_after_the_look", &["42", "Deadlock"], || {
            let shared = Arc::new((Mutex::new(None), Mutex::new(None::<Waker>)));
            let theirs = Arc::clone(&shared);
            thread::spawn(move || {
                *theirs.0.lock().unwrap() = Some(42);
                if let Some(waker) = theirs.1.lock().unwrap().take() {
                    waker.wake();
                }
            });
            block_on(poll_fn(|context| {
                if let Some(value) = *shared.0.lock().unwrap() {
                    return Poll::Ready(value);
                }
                *shared.1.lock().unwrap() = Some(context.waker().clone());
                Poll::Pending
            }))
        }),
        program(
            "the_errors_of_channels_say_what_happened",
            &["[\"receiving on a closed channel\", \"sending on a closed channel\", \"receiving on an empty channel\", \"sending on a full channel\", \"timed out waiting on channel\"]"],
            || {
                let (tx, rx) = mpsc::sync_channel(0);
                let empty = rx.try_recv().unwrap_err().to_string();
                let full = tx.try_send(1).unwrap_err().to_string();
                let late = rx.recv_timeout(std::time::Duration::ZERO).unwrap_err().to_string();
                drop(rx);
                let no_receiver = tx.send(1).unwrap_err().to_string();
                let (_, rx) = mpsc::channel::<i32>();
                [rx.recv().unwrap_err().to_string(), no_receiver, empty, full, late]
            },
        ),
        program("a_question_mark_after_a_channel", &["Err(\"receiving on a closed channel\")"], || {
            fn sum() -> Result<i32, Box<dyn Error>> {
                let (tx, rx) = mpsc::channel();
                thread::spawn(move || tx.send(1));
                Ok(rx.recv()? + rx.recv()?)
            }
            sum().map_err(|error| error.to_string())
        }),
        program("a_destructor_that_panics_at_the_end_of_a_thread", &["true"], || {
            struct Bomb;
            impl Drop for Bomb {
                fn drop(&mut self) {
                    panic!("boo");
                }
            }
            let bomb = Bomb;
            thread::spawn(move || drop(bomb)).join().is_err()
        }),
        program("a_value_moved_through_three_threads", &["\"abc\""], || {
            ["a", "b", "c"].into_iter().fold(String::new(), |text, letter| {
                thread::spawn(move || text + letter).join().unwrap()
            })
        }),
    ]
}
