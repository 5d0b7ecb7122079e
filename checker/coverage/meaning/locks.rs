//! Locks, condition variables, barriers, and what a panic does to them.

use super::{panic_of, say};
use std::sync::{Arc, Barrier, Condvar, Mutex, RwLock, TryLockError};
use std::thread;
use std::time::Duration;

/// What a try says.
fn tried<G>(result: Result<G, TryLockError<G>>) -> &'static str {
    match result {
        Ok(_) => "free",
        Err(TryLockError::Poisoned(_)) => "poisoned",
        Err(TryLockError::WouldBlock) => "taken",
    }
}

struct LocksWhenDropped<'a>(&'a Mutex<i32>);

impl Drop for LocksWhenDropped<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
    }
}

/// A mutex that a panicking thread has held.
fn poisoned() -> Arc<Mutex<i32>> {
    let mutex = Arc::new(Mutex::new(1));
    let theirs = Arc::clone(&mutex);
    let panicked = thread::spawn(move || {
        let mut guard = theirs.lock().unwrap();
        *guard = 2;
        panic!("boom");
    });
    panicked.join().unwrap_err();
    mutex
}

say! {
    a_panic_with_the_guard_poisons says r#"(true, Some(2), "poisoned", true)"#: {
        let mutex = poisoned();
        let value = mutex.lock().err().map(|poison| *poison.into_inner());
        (mutex.is_poisoned(), value, tried(mutex.try_lock()), mutex.is_poisoned())
    }
    poison_can_be_cleared says r#"(false, Ok(2), "free")"#: {
        let mutex = poisoned();
        mutex.clear_poison();
        (mutex.is_poisoned(), mutex.lock().map(|value| *value).map_err(|_| ()), tried(mutex.try_lock()))
    }
    poison_shows_at_the_end says "(true, Some(2))": {
        let mut mutex = Arc::try_unwrap(poisoned()).unwrap();
        let seen = mutex.get_mut().is_err();
        (seen, mutex.into_inner().err().map(|poison| poison.into_inner()))
    }
    a_guard_given_back_before_the_panic_poisons_nothing says "false": {
        let mutex = Mutex::new(1);
        panic_of(|| {
            drop(mutex.lock());
            panic!("boom");
        });
        mutex.is_poisoned()
    }
    a_guard_taken_while_unwinding_poisons_nothing says "(false, 2)": {
        let mutex = Mutex::new(1);
        panic_of(|| {
            let _locks = LocksWhenDropped(&mutex);
            panic!("boom");
        });
        (mutex.is_poisoned(), *mutex.lock().unwrap())
    }
    who_panics_reading_poisons_nothing says r#"(false, "free")"#: {
        let lock = RwLock::new(1);
        panic_of(|| {
            let _guard = lock.read();
            panic!("boom");
        });
        (lock.is_poisoned(), tried(lock.try_write()))
    }
    who_panics_writing_poisons says r#"(true, true, "poisoned", "poisoned", false)"#: {
        let lock = RwLock::new(1);
        panic_of(|| {
            let _guard = lock.write();
            panic!("boom");
        });
        let reads = lock.read().is_err();
        let seen = (lock.is_poisoned(), reads, tried(lock.try_read()), tried(lock.try_write()));
        lock.clear_poison();
        (seen.0, seen.1, seen.2, seen.3, lock.is_poisoned())
    }
    a_held_mutex_is_taken says r#"("taken", "free")"#: {
        let mutex = Mutex::new(1);
        let guard = mutex.lock();
        let held = tried(mutex.try_lock());
        drop(guard);
        (held, tried(mutex.try_lock()))
    }
    readers_share says r#"("free", "taken", "taken", "taken")"#: {
        let lock = RwLock::new(1);
        let reader = lock.read();
        let (read, write) = (tried(lock.try_read()), tried(lock.try_write()));
        drop(reader);
        let _writer = lock.write();
        (read, write, tried(lock.try_read()), tried(lock.try_write()))
    }
    a_mutex_can_hold_what_has_no_size says "(3, 6)": {
        let mutex: Arc<Mutex<[i32]>> = Arc::new(Mutex::new([1, 2, 3]));
        let theirs = Arc::clone(&mutex);
        thread::spawn(move || theirs.lock().unwrap()[0] = 1).join().unwrap();
        let sum = mutex.lock().unwrap().iter().sum::<i32>();
        (mutex.lock().unwrap().len(), sum)
    }
    a_notify_that_nobody_waits_for_is_lost says "true": {
        let (mutex, condvar) = (Mutex::new(false), Condvar::new());
        condvar.notify_all();
        let waited = condvar.wait_timeout_while(mutex.lock().unwrap(), Duration::from_millis(2), |ready| !*ready);
        waited.unwrap().1.timed_out()
    }
    a_condition_that_holds_is_not_waited_for says "(false, 1)": {
        let (mutex, condvar) = (Mutex::new(1), Condvar::new());
        let (guard, result) = condvar.wait_timeout_while(mutex.lock().unwrap(), Duration::ZERO, |one| *one != 1).unwrap();
        (result.timed_out(), *guard)
    }
    a_wait_of_no_length_times_out says "true": {
        let (mutex, condvar) = (Mutex::new(false), Condvar::new());
        condvar.wait_timeout_while(mutex.lock().unwrap(), Duration::ZERO, |ready| !*ready).unwrap().1.timed_out()
    }
    wait_while_comes_back_when_it_is_ready says "5": {
        let pair = Arc::new((Mutex::new(0), Condvar::new()));
        let theirs = Arc::clone(&pair);
        let thread = thread::spawn(move || {
            *theirs.0.lock().unwrap() = 5;
            theirs.1.notify_one();
        });
        let value = *pair.1.wait_while(pair.0.lock().unwrap(), |value| *value == 0).unwrap();
        thread.join().unwrap();
        value
    }
    a_wait_on_a_poisoned_mutex_says_so says "true": {
        let pair = Arc::new((Mutex::new(0), Condvar::new()));
        let theirs = Arc::clone(&pair);
        let thread = thread::spawn(move || {
            let mut guard = theirs.0.lock().unwrap();
            *guard = 1;
            theirs.1.notify_one();
            panic!("boom");
        });
        let mut poisoned = false;
        let mut guard = pair.0.lock().unwrap_or_else(|poison| { poisoned = true; poison.into_inner() });
        while *guard == 0 {
            guard = pair.1.wait(guard).unwrap_or_else(|poison| { poisoned = true; poison.into_inner() });
        }
        drop(guard);
        thread.join().unwrap_err();
        poisoned
    }
    a_barrier_for_one_is_no_barrier says "(true, true)": {
        let barrier = Barrier::new(1);
        (barrier.wait().is_leader(), barrier.wait().is_leader())
    }
    a_barrier_for_none_lets_everybody_through says "true": { Barrier::new(0).wait().is_leader() }
    a_barrier_has_one_leader_each_time says "(1, 1)": {
        let barrier = Arc::new(Barrier::new(2));
        let theirs = Arc::clone(&barrier);
        let thread = thread::spawn(move || (theirs.wait().is_leader(), theirs.wait().is_leader()));
        let mine = (barrier.wait().is_leader(), barrier.wait().is_leader());
        let theirs = thread.join().unwrap();
        (u8::from(mine.0) + u8::from(theirs.0), u8::from(mine.1) + u8::from(theirs.1))
    }
}
