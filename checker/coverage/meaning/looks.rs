//! How things show themselves, what is printed, and what atomics refuse.

use super::{panic_of, say};
use std::fmt;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU8, Ordering, compiler_fence, fence};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::thread::{self, Builder};

/// An ordering that the compiler doesn't see through.
fn hidden(order: Ordering) -> Ordering {
    std::hint::black_box(order)
}

struct LocksToShowItself<'a>(&'a Mutex<i32>);

impl fmt::Display for LocksToShowItself<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        println!("inside");
        *self.0.lock().unwrap() += 1;
        f.write_str("outside")
    }
}

say! {
    locks_show_their_value says r#"["Mutex { data: 1, poisoned: false, .. }", "Mutex { data: \"<locked>\", poisoned: false, .. }", "RwLock { data: 1, poisoned: false, .. }", "RwLock { data: <locked>, poisoned: false, .. }"]"#: {
        let (mutex, lock) = (Mutex::new(1), RwLock::new(1));
        let free = [format!("{mutex:?}"), format!("{lock:?}")];
        let (_mutex, _lock) = (mutex.lock(), lock.write());
        let [first, third] = free;
        [first, format!("{mutex:?}"), third, format!("{lock:?}")]
    }
    a_poisoned_mutex_says_so says r#""Mutex { data: 1, poisoned: true, .. }""#: {
        let mutex = Mutex::new(1);
        panic_of(|| {
            let _guard = mutex.lock();
            panic!("boom");
        });
        format!("{mutex:?}")
    }
    guards_show_the_value says r#"("1 1", "2 2", "2 2")"#: {
        let (mutex, lock) = (Mutex::new(1), RwLock::new(2));
        let mutex = { let guard = mutex.lock().unwrap(); format!("{guard:?} {guard}") };
        let read = { let guard = lock.read().unwrap(); format!("{guard:?} {guard}") };
        (mutex, read, { let guard = lock.write().unwrap(); format!("{guard:?} {guard}") })
    }
    once_cells_show_whether_they_are_set says r#"["OnceLock(<uninit>)", "OnceLock(1)", "LazyLock(<uninit>)", "LazyLock(1)", "Once { .. }"]"#: {
        let lazy = LazyLock::new(|| 1);
        let before = format!("{lazy:?}");
        let _ = *lazy;
        let empty = OnceLock::<i32>::new();
        [format!("{empty:?}"), format!("{:?}", OnceLock::from(1)), before, format!("{lazy:?}"), format!("{:?}", Once::new())]
    }
    the_others_show_their_names says r#"["Condvar { .. }", "Barrier { .. }", "BarrierWaitResult { is_leader: true }", "Sender { .. }", "Receiver { .. }", "SyncSender { .. }"]"#: {
        let ((sender, receiver), (bounded, _)) = (channel::<i32>(), sync_channel::<i32>(1));
        let barrier = Barrier::new(1);
        [
            format!("{:?}", Condvar::new()),
            format!("{barrier:?}"),
            format!("{:?}", barrier.wait()),
            format!("{sender:?}"),
            format!("{receiver:?}"),
            format!("{bounded:?}"),
        ]
    }
    iterators_show_their_channel says r#"["Iter { rx: Receiver { .. } }", "TryIter { rx: Receiver { .. } }", "IntoIter { rx: Receiver { .. } }"]"#: {
        let (_sender, receiver) = channel::<i32>();
        [format!("{:?}", receiver.iter()), format!("{:?}", receiver.try_iter()), format!("{:?}", receiver.into_iter())]
    }
    threads_show_themselves says r#"["JoinHandle { .. }", "ScopedJoinHandle { .. }", "Builder { name: Some(\"n\"), stack_size: None, no_hooks: false }", "true"]"#: {
        let handle = thread::spawn(|| format!("{:?}", thread::current()));
        let shown = format!("{handle:?}");
        let thread = format!("Thread {{ id: {:?}, name: None, .. }}", handle.thread().id());
        let scoped = thread::scope(|s| format!("{:?}", s.spawn(|| {})));
        let builder = format!("{:?}", Builder::new().name("n".to_string()));
        [shown, scoped, builder, (handle.join().unwrap() == thread).to_string()]
    }
    atomics_show_their_value says r#"("1", "true", true)"#: {
        let mut one = 1;
        let pointer = AtomicPtr::new(&raw mut one);
        (
            format!("{:?}", AtomicI32::new(1)),
            format!("{:?}", AtomicBool::new(true)),
            format!("{pointer:p}") == format!("{:p}", &raw mut one),
        )
    }
    atomics_wrap_around says "(255, 0, 0, 255)": {
        let atomic = AtomicU8::new(255);
        (atomic.fetch_add(1, Ordering::SeqCst), atomic.load(Ordering::SeqCst), atomic.fetch_sub(1, Ordering::SeqCst), atomic.into_inner())
    }
    exchanges_say_what_was_there says "(Ok(1), Err(2), Err(2), Ok(2), 3)": {
        let atomic = AtomicI32::new(1);
        let order = Ordering::SeqCst;
        (
            atomic.compare_exchange(1, 2, order, order),
            atomic.compare_exchange(1, 3, order, order),
            atomic.fetch_update(order, order, |_| None),
            atomic.fetch_update(order, order, |old| Some(old + 1)),
            atomic.load(order),
        )
    }
    there_are_orderings_that_there_are_not says r#"["there is no such thing as a release load", "there is no such thing as an acquire-release load", "there is no such thing as an acquire store", "there is no such thing as an acquire-release store", "there is no such thing as a release failure ordering", "there is no such thing as an acquire-release failure ordering", "there is no such thing as a relaxed fence"]"#: {
        let atomic = AtomicI32::new(1);
        let [relaxed, release, acquire, both] = [Ordering::Relaxed, Ordering::Release, Ordering::Acquire, Ordering::AcqRel].map(hidden);
        [
            panic_of(|| atomic.load(release)),
            panic_of(|| atomic.load(both)),
            panic_of(|| atomic.store(1, acquire)),
            panic_of(|| atomic.store(1, both)),
            panic_of(|| atomic.compare_exchange(1, 1, Ordering::SeqCst, release)),
            panic_of(|| atomic.compare_exchange(1, 1, Ordering::SeqCst, both)),
            panic_of(|| fence(relaxed)),
        ]
    }
    compiler_fences_too says r#""no panic""#: { panic_of(|| compiler_fence(hidden(Ordering::SeqCst))) }
    what_is_printed_may_take_locks_and_print says "1": {
        let mutex = Mutex::new(0);
        println!("{}", LocksToShowItself(&mutex));
        mutex.into_inner().unwrap()
    }
    threads_wait_for_the_output says "true": {
        let print = || {
            let mut lock = std::io::stdout().lock();
            writeln!(lock, "one").unwrap();
            thread::sleep(std::time::Duration::from_millis(1));
            writeln!(lock, "two").unwrap();
        };
        let thread = thread::spawn(print);
        println!("three");
        print();
        thread.join().is_ok()
    }
    the_output_can_be_locked_again_and_again says "()": {
        let stdout = std::io::stdout();
        let mut first = stdout.lock();
        let mut second = stdout.lock();
        writeln!(first, "one").unwrap();
        writeln!(second, "two").unwrap();
        println!("three");
    }
}
