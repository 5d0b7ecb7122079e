//! What is initialised once, and what a panic does to it.

use super::{Counted, panic_of, say};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Once, OnceLock};
use std::thread;

static STARTS_AFRESH: LazyLock<AtomicUsize> = LazyLock::new(|| AtomicUsize::new(3));

say! {
    a_panic_poisons_a_once says r#"(false, "Once instance has previously been poisoned", true, true)"#: {
        let once = Once::new();
        panic_of(|| once.call_once(|| panic!("boom")));
        let completed = once.is_completed();
        let text = panic_of(|| once.call_once(|| {}));
        let mut poisoned = false;
        once.call_once_force(|state| poisoned = state.is_poisoned());
        (completed, text, poisoned, once.is_completed())
    }
    a_fresh_once_is_not_poisoned says "Some(false)": {
        let mut poisoned = None;
        Once::new().call_once_force(|state| poisoned = Some(state.is_poisoned()));
        poisoned
    }
    a_once_runs_once says "1": {
        let (once, count) = (Once::new(), AtomicUsize::new(0));
        thread::scope(|s| {
            s.spawn(|| once.call_once(|| { count.fetch_add(1, Ordering::SeqCst); }));
            once.call_once(|| { count.fetch_add(1, Ordering::SeqCst); });
        });
        count.into_inner()
    }
    a_panic_leaves_a_once_lock_empty says "(None, 2, Some(2))": {
        let lock = OnceLock::new();
        panic_of(|| lock.get_or_init(|| panic!("boom")));
        (lock.get().copied(), *lock.get_or_init(|| 2), lock.get().copied())
    }
    a_once_lock_is_set_once says "(Ok(()), Err(2), Some(1))": {
        let lock = OnceLock::new();
        (lock.set(1), lock.set(2), lock.get().copied())
    }
    one_of_two_initialises says "(1, true)": {
        let (lock, count) = (OnceLock::new(), AtomicUsize::new(0));
        let init = |value| { count.fetch_add(1, Ordering::SeqCst); value };
        let (theirs, mine) = thread::scope(|s| {
            let thread = s.spawn(|| *lock.get_or_init(|| init(1)));
            let mine = *lock.get_or_init(|| init(2));
            (thread.join().unwrap(), mine)
        });
        (count.into_inner(), theirs == mine)
    }
    a_once_lock_can_be_emptied says "(Some(1), None, Ok(()), Some(2))": {
        let mut lock = OnceLock::from(1);
        (lock.take(), lock.get().copied(), lock.set(2), lock.into_inner())
    }
    a_once_lock_is_cloned_and_compared_by_value says "(true, false)": {
        let lock = OnceLock::from(1);
        (lock.clone() == lock, lock == OnceLock::new())
    }
    a_panic_poisons_a_lazy_lock says r#"("boom", "LazyLock instance has previously been poisoned")"#: {
        let lazy: LazyLock<i32> = LazyLock::new(|| panic!("boom"));
        (panic_of(|| *lazy), panic_of(|| *lazy))
    }
    a_lazy_lock_runs_once says "(1, 10)": {
        let count = AtomicUsize::new(0);
        let lazy = LazyLock::new(|| { count.fetch_add(1, Ordering::SeqCst); 5 });
        let sum = thread::scope(|s| s.spawn(|| *lazy).join().unwrap() + *lazy);
        (count.load(Ordering::SeqCst), sum)
    }
    a_lazy_lock_that_nobody_used_drops_its_closure says "1": {
        let drops = Arc::new(AtomicUsize::new(0));
        let owned = Counted(Arc::clone(&drops));
        drop(LazyLock::new(move || owned));
        drops.load(Ordering::SeqCst)
    }
    a_lazy_static_starts_afresh says "3": {
        if std::thread::current().name() == Some("main") { STARTS_AFRESH.fetch_add(1, Ordering::SeqCst) } else { 3 }
    }
}
