//! Statics of every type that can be made at compile time. They start afresh in every execution of the stand-ins, as in
//! every process with the real std, so each program says the same as often as it is run there.

use super::super::{Program, program};
use std::cell::Cell;
use std::ptr;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicPtr, AtomicU8, AtomicU16, AtomicU32,
    AtomicU64, AtomicUsize,
};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, mpsc};
use std::thread;

pub fn programs() -> Vec<Program> {
    let programs = vec![
        program("static_atomics_of_every_width", &["[2, 3, 4, 5, 6, -2, -3, -4, -5, -6]"], || {
            static U8: AtomicU8 = AtomicU8::new(1);
            static U16: AtomicU16 = AtomicU16::new(2);
            static U32: AtomicU32 = AtomicU32::new(3);
            static U64: AtomicU64 = AtomicU64::new(4);
            static USIZE: AtomicUsize = AtomicUsize::new(5);
            static I8: AtomicI8 = AtomicI8::new(-1);
            static I16: AtomicI16 = AtomicI16::new(-2);
            static I32: AtomicI32 = AtomicI32::new(-3);
            static I64: AtomicI64 = AtomicI64::new(-4);
            static ISIZE: AtomicIsize = AtomicIsize::new(-5);
            thread::spawn(|| {
                U8.fetch_add(1, SeqCst);
                U16.fetch_add(1, SeqCst);
                U32.fetch_add(1, SeqCst);
                U64.fetch_add(1, SeqCst);
                USIZE.fetch_add(1, SeqCst);
                I8.fetch_sub(1, SeqCst);
                I16.fetch_sub(1, SeqCst);
                I32.fetch_sub(1, SeqCst);
                I64.fetch_sub(1, SeqCst);
                ISIZE.fetch_sub(1, SeqCst);
            })
            .join()
            .unwrap();
            [
                U8.load(SeqCst) as i64,
                U16.load(SeqCst) as i64,
                U32.load(SeqCst) as i64,
                U64.load(SeqCst) as i64,
                USIZE.load(SeqCst) as i64,
                I8.load(SeqCst) as i64,
                I16.load(SeqCst) as i64,
                I32.load(SeqCst) as i64,
                I64.load(SeqCst),
                ISIZE.load(SeqCst) as i64,
            ]
        }),
        program("static_flag_swapped_by_two", &["1"], || {
            static TAKEN: AtomicBool = AtomicBool::new(false);
            thread::scope(|s| {
                let threads = [0, 1].map(|_| s.spawn(|| !TAKEN.swap(true, SeqCst)));
                threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum::<usize>()
            })
        }),
        program("static_pointer", &["(true, false)"], || {
            static PLACE: AtomicPtr<i32> = AtomicPtr::new(ptr::null_mut());
            let before = thread::spawn(|| PLACE.swap(Box::leak(Box::new(1)), SeqCst).is_null());
            (before.join().unwrap(), PLACE.load(SeqCst).is_null())
        }),
        program("static_log", &["[\"a\", \"b\"]", "[\"b\", \"a\"]"], || {
            static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
            thread::scope(|s| {
                for name in ["a", "b"] {
                    s.spawn(move || LOG.lock().unwrap().push(name.to_string()));
                }
            });
            let log = LOG.lock().unwrap();
            log.clone()
        }),
        program("static_log_that_is_poisoned", &["(false, true)"], || {
            static LOG: Mutex<String> = Mutex::new(String::new());
            let before = LOG.is_poisoned();
            let _ = thread::spawn(|| {
                let mut log = LOG.lock().unwrap();
                log.push_str("a line");
                panic!("boo");
            })
            .join();
            (before, LOG.is_poisoned())
        }),
        program("static_table", &["[2, 2, 3]"], || {
            static TABLE: RwLock<[u8; 3]> = RwLock::new([1, 2, 3]);
            thread::spawn(|| TABLE.write().unwrap()[0] += 1).join().unwrap();
            *TABLE.read().unwrap()
        }),
        program("static_condvar_and_flag", &["true"], || {
            static READY: Mutex<bool> = Mutex::new(false);
            static SET: Condvar = Condvar::new();
            thread::spawn(|| {
                *READY.lock().unwrap() = true;
                SET.notify_all();
            });
            *SET.wait_while(READY.lock().unwrap(), |ready| !*ready).unwrap()
        }),
        program("static_once", &["(false, 1, true)"], || {
            static ONCE: Once = Once::new();
            static CALLS: AtomicUsize = AtomicUsize::new(0);
            let before = ONCE.is_completed();
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| ONCE.call_once(|| { CALLS.fetch_add(1, SeqCst); }));
                }
            });
            (before, CALLS.load(SeqCst), ONCE.is_completed())
        }),
        program("static_once_lock", &["(None, \"first\")", "(None, \"second\")"], || {
            static NAME: OnceLock<String> = OnceLock::new();
            let before = NAME.get();
            thread::scope(|s| {
                for name in ["first", "second"] {
                    s.spawn(move || NAME.get_or_init(|| name.to_string()));
                }
            });
            (before, NAME.get().unwrap().clone())
        }),
        program("static_lazy_list", &["[9, 1]"], || {
            static LIST: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![9]));
            thread::spawn(|| LIST.lock().unwrap().push(1)).join().unwrap();
            let list = LIST.lock().unwrap();
            list.clone()
        }),
        program("static_barrier", &["1"], || {
            static START: Barrier = Barrier::new(2);
            thread::scope(|s| {
                let other = s.spawn(|| START.wait().is_leader());
                usize::from(START.wait().is_leader()) + usize::from(other.join().unwrap())
            })
        }),
        program("static_lock_whose_guard_is_forgotten", &["(true, false)"], || {
            static LOCK: Mutex<()> = Mutex::new(());
            let first = LOCK.try_lock().map(std::mem::forget).is_ok();
            (first, thread::spawn(|| LOCK.try_lock().is_ok()).join().unwrap())
        }),
        program("static_in_a_function_that_two_threads_call", &["[0, 1]"], || {
            fn next() -> usize {
                static NEXT: AtomicUsize = AtomicUsize::new(0);
                NEXT.fetch_add(1, SeqCst)
            }
            let mut numbers = [thread::spawn(next), thread::spawn(next)].map(|thread| thread.join().unwrap());
            numbers.sort_unstable();
            numbers
        }),
        program("static_array_of_locks", &["[1, 2]"], || {
            static LOCKS: [Mutex<i32>; 2] = [const { Mutex::new(0) }; 2];
            thread::scope(|s| {
                s.spawn(|| *LOCKS[0].lock().unwrap() += 1);
                s.spawn(|| *LOCKS[1].lock().unwrap() += 2);
            });
            [0, 1].map(|at: usize| *LOCKS[at].lock().unwrap())
        }),
        program("static_struct_with_locks_inside", &["(2, [\"x\"])"], || {
            struct Metrics {
                hits: AtomicUsize,
                names: RwLock<Vec<&'static str>>,
            }
            static METRICS: Metrics = Metrics {
                hits: AtomicUsize::new(1),
                names: RwLock::new(Vec::new()),
            };
            thread::spawn(|| {
                METRICS.hits.fetch_add(1, SeqCst);
                METRICS.names.write().unwrap().push("x");
            })
            .join()
            .unwrap();
            let names = METRICS.names.read().unwrap();
            (METRICS.hits.load(SeqCst), names.clone())
        }),
        program("static_lazy_channel", &["[1, 2]"], || {
            type Ends = (mpsc::Sender<i32>, Mutex<mpsc::Receiver<i32>>);
            static CHANNEL: LazyLock<Ends> = LazyLock::new(|| {
                let (tx, rx) = mpsc::channel();
                (tx, Mutex::new(rx))
            });
            thread::spawn(|| [1, 2].map(|n| CHANNEL.0.send(n).unwrap())).join().unwrap();
            let rx = CHANNEL.1.lock().unwrap();
            rx.try_iter().collect::<Vec<_>>()
        }),
        program("static_once_that_is_poisoned", &["(true, true)"], || {
            static ONCE: Once = Once::new();
            let first = thread::spawn(|| ONCE.call_once(|| panic!("no"))).join().is_err();
            (first, thread::spawn(|| ONCE.call_once(|| {})).join().is_err())
        }),
        program("static_thread_local_of_the_main_thread", &["(1, 1)"], || {
            thread_local!(static USES: Cell<usize> = const { Cell::new(0) });
            let uses = || USES.replace(USES.get() + 1) + 1;
            (uses(), thread::spawn(uses).join().unwrap())
        }),
    ];
    programs.into_iter().map(Program::once).collect()
}
