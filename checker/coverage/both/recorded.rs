//! Operations that read or change what other threads can see: each must be recorded with its object, whatever it finds.
//!
//! A search that leaves out executions that nobody can tell apart goes by the record.

use crate::common::events_of;
use recorder::trace::{Event, Op};
use std::__engine::mark;
use std::io::Write;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::thread;
use std::time::Duration;

/// An operation and what must be there before; it calls the closure right before the operation and right after.
struct Operation {
    name: &'static str,
    run: fn(&dyn Fn()),
}

/// `name(mark) { before; mark(); operation; mark(); }`.
macro_rules! operations {
    ($($name:ident($mark:ident) $body:block)*) => {
        fn operations() -> Vec<Operation> {
            vec![$(Operation { name: stringify!($name), run: |$mark: &dyn Fn()| $body }),*]
        }
    };
}

operations! {
    mutex_is_poisoned(mark) { let mutex = Mutex::new(1); mark(); mutex.is_poisoned(); mark(); }
    mutex_clear_poison(mark) { let mutex = Mutex::new(1); mark(); mutex.clear_poison(); mark(); }
    mutex_debug(mark) { let mutex = Mutex::new(1); mark(); format!("{mutex:?}"); mark(); }
    mutex_try_lock(mark) { let mutex = Mutex::new(1); let _guard = mutex.lock(); mark(); drop(mutex.try_lock()); mark(); }
    mutex_unlock(mark) { let mutex = Mutex::new(1); let guard = mutex.lock(); mark(); drop(guard); mark(); }
    rwlock_read(mark) { let lock = RwLock::new(1); mark(); drop(lock.read()); mark(); }
    rwlock_unlock(mark) { let lock = RwLock::new(1); let guard = lock.write(); mark(); drop(guard); mark(); }
    rwlock_is_poisoned(mark) { let lock = RwLock::new(1); mark(); lock.is_poisoned(); mark(); }
    rwlock_clear_poison(mark) { let lock = RwLock::new(1); mark(); lock.clear_poison(); mark(); }
    rwlock_try_write(mark) { let lock = RwLock::new(1); let _guard = lock.read(); mark(); drop(lock.try_write()); mark(); }
    notify_nobody(mark) { let condvar = Condvar::new(); mark(); condvar.notify_all(); mark(); }
    barrier_wait(mark) { let barrier = Barrier::new(1); mark(); barrier.wait(); mark(); }
    once_is_completed(mark) { let once = Once::new(); mark(); once.is_completed(); mark(); }
    once_is_completed_already(mark) { let once = Once::new(); once.call_once(|| {}); mark(); once.is_completed(); mark(); }
    once_called_again(mark) { let once = Once::new(); once.call_once(|| {}); mark(); once.call_once(|| {}); mark(); }
    once_lock_get(mark) { let lock = OnceLock::<i32>::new(); mark(); lock.get(); mark(); }
    once_lock_get_again(mark) { let lock = OnceLock::from(1); lock.get(); mark(); lock.get(); mark(); }
    once_lock_debug(mark) { let lock = OnceLock::from(1); mark(); format!("{lock:?}"); mark(); }
    lazy_lock_deref_again(mark) { let lazy = LazyLock::new(|| 1); let _ = *lazy; mark(); let _ = *lazy; mark(); }
    sender_clone(mark) { let (sender, _receiver) = channel::<i32>(); mark(); let _clone = sender.clone(); mark(); }
    sender_drop(mark) { let (sender, _receiver) = channel::<i32>(); let clone = sender.clone(); mark(); drop(clone); mark(); }
    last_sender_drop(mark) { let (sender, _receiver) = channel::<i32>(); mark(); drop(sender); mark(); }
    receiver_drop(mark) { let (_sender, receiver) = channel::<i32>(); mark(); drop(receiver); mark(); }
    send(mark) { let (sender, _receiver) = channel(); mark(); let _ = sender.send(1); mark(); }
    try_send_full(mark) { let (sender, _receiver) = sync_channel(0); mark(); let _ = sender.try_send(1); mark(); }
    try_recv_nothing(mark) { let (_sender, receiver) = channel::<i32>(); mark(); let _ = receiver.try_recv(); mark(); }
    recv_timeout(mark) { let (_sender, receiver) = channel::<i32>(); mark(); let _ = receiver.recv_timeout(Duration::from_millis(1)); mark(); }
    atomic_load(mark) { let atomic = AtomicI32::new(1); mark(); atomic.load(Ordering::Relaxed); mark(); }
    atomic_debug(mark) { let atomic = AtomicI32::new(1); mark(); format!("{atomic:?}"); mark(); }
    compare_exchange_fails(mark) { let atomic = AtomicI32::new(1); mark(); let _ = atomic.compare_exchange(2, 3, Ordering::SeqCst, Ordering::SeqCst); mark(); }
    spawn(mark) { mark(); drop(thread::spawn(|| {})); mark(); }
    join(mark) { let thread = thread::spawn(|| {}); mark(); let _ = thread.join(); mark(); }
    is_finished(mark) { let thread = thread::spawn(|| {}); mark(); thread.is_finished(); mark(); }
    scope_end(mark) { thread::scope(|s| { s.spawn(|| {}); mark(); }); mark(); }
    unpark(mark) { let me = thread::current(); mark(); me.unpark(); mark(); }
    park(mark) { thread::current().unpark(); mark(); thread::park(); mark(); }
    print(mark) { mark(); println!("one"); mark(); }
    stdout_lock(mark) { let stdout = std::io::stdout(); mark(); drop(stdout.lock()); mark(); }
    stdout_unlock(mark) { let stdout = std::io::stdout(); let lock = stdout.lock(); mark(); drop(lock); mark(); }
    stdout_write(mark) { let mut stdout = std::io::stdout(); mark(); let _ = write!(stdout, "one"); mark(); }
}

#[test]
fn every_operation_that_others_can_see_is_recorded() {
    let mut silent = Vec::new();
    for operation in operations() {
        let run = operation.run;
        let events = events_of(move || run(&|| mark("operation", 0)));
        let marks: Vec<usize> = (0..events.len())
            .filter(|&at| matches!(events[at].op, Op::Mark(..)))
            .collect();
        let [before, after] = marks[..] else {
            panic!("{} has {} marks", operation.name, marks.len());
        };
        let seen = |event: &Event| event.thread == 0 && event.object != 0;
        if !events[before..after].iter().any(seen) {
            silent.push(operation.name);
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
}
