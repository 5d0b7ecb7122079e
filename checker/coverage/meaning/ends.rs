//! How threads end.

use super::{Counted, panic_of, say, text_of};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Builder};

struct TellsIfPanicking(Arc<AtomicBool>);

impl Drop for TellsIfPanicking {
    fn drop(&mut self) {
        self.0.store(thread::panicking(), Ordering::SeqCst);
    }
}

say! {
    join_gives_the_result says "7": { thread::spawn(|| 7).join().unwrap() }
    join_gives_the_text_of_a_panic says r#""boom""#: { text_of(&*thread::spawn(|| panic!("boom")).join().unwrap_err()) }
    join_gives_the_formatted_text_of_a_panic says r#""boom 1""#: {
        let one = 1;
        text_of(&*thread::spawn(move || panic!("boom {one}")).join().unwrap_err())
    }
    join_gives_any_payload says "Some(7)": {
        let payload = thread::spawn(|| std::panic::panic_any(7_u8)).join().unwrap_err();
        payload.downcast_ref::<u8>().copied()
    }
    resume_unwind_hands_the_payload_on says "Some(7)": {
        let payload = thread::spawn(|| std::panic::resume_unwind(Box::new(7_u8))).join().unwrap_err();
        payload.downcast_ref::<u8>().copied()
    }
    a_caught_panic_is_over says r#"("boom", false, 3)"#: {
        thread::spawn(|| (panic_of(|| panic!("boom")), thread::panicking(), 3)).join().unwrap()
    }
    a_destructor_knows_of_the_panic says "(true, false)": {
        let flags = [Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(true))];
        let (first, second) = (Arc::clone(&flags[0]), Arc::clone(&flags[1]));
        let panics = thread::spawn(move || {
            let _tells = TellsIfPanicking(first);
            panic!("boom");
        });
        let ends = thread::spawn(move || drop(TellsIfPanicking(second)));
        panics.join().unwrap_err();
        ends.join().unwrap();
        (flags[0].load(Ordering::SeqCst), flags[1].load(Ordering::SeqCst))
    }
    what_a_closure_owns_is_dropped_before_the_join says "1": {
        let drops = Arc::new(AtomicUsize::new(0));
        let owned = Counted(Arc::clone(&drops));
        thread::spawn(move || { let _owned = &owned; }).join().unwrap();
        drops.load(Ordering::SeqCst)
    }
    after_the_join_nobody_else_owns_it says "1": {
        let shared = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&shared);
        thread::spawn(move || *theirs.lock().unwrap() += 1).join().unwrap();
        Arc::try_unwrap(shared).unwrap().into_inner().unwrap()
    }
    a_weak_reference_does_not_keep_it says "(true, false)": {
        let shared = Arc::new(5);
        let weak = Arc::downgrade(&shared);
        let there = thread::spawn({ let weak = weak.clone(); move || weak.upgrade().is_some() }).join().unwrap();
        drop(shared);
        (there, weak.upgrade().is_some())
    }
    is_finished_comes_true says "(true, 7)": {
        let thread = thread::spawn(|| 7);
        while !thread.is_finished() {
            thread::yield_now();
        }
        (thread.is_finished(), thread.join().unwrap())
    }
    a_scope_gives_its_result says "(6, 7)": {
        let (mut left, mut right) = (1, 2);
        let seven = thread::scope(|s| {
            s.spawn(|| left += 1);
            s.spawn(|| right += 2);
            7
        });
        (left + right, seven)
    }
    a_panic_in_a_scoped_thread_panics_the_scope says r#""a scoped thread panicked""#: {
        panic_of(|| thread::scope(|s| { s.spawn(|| panic!("boom")); }))
    }
    who_joins_takes_the_panic_over says r#"("boom", "no panic")"#: {
        let mut text = String::new();
        let scope = panic_of(|| thread::scope(|s| text = text_of(&*s.spawn(|| panic!("boom")).join().unwrap_err())));
        (text, scope)
    }
    a_panic_of_the_scope_itself_goes_first says r#"("mine", true)"#: {
        let done = AtomicBool::new(false);
        let text = panic_of(|| {
            thread::scope(|s| {
                s.spawn(|| done.store(true, Ordering::SeqCst));
                s.spawn(|| panic!("theirs"));
                panic!("mine");
            });
        });
        (text, done.load(Ordering::SeqCst))
    }
    a_scoped_thread_can_start_another says "2": {
        let count = AtomicUsize::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                count.fetch_add(1, Ordering::SeqCst);
                s.spawn(|| count.fetch_add(1, Ordering::SeqCst));
            });
        });
        count.into_inner()
    }
    names_are_seen_inside_and_outside says r#"(Some("worker"), Some("worker"), None)"#: {
        let named = Builder::new().name("worker".to_string()).stack_size(1 << 16);
        let named = named.spawn(|| thread::current().name().map(str::to_string)).unwrap();
        let outside = named.thread().name().map(str::to_string);
        let unnamed = thread::spawn(|| thread::current().name().map(str::to_string));
        (named.join().unwrap(), outside, unnamed.join().unwrap())
    }
    a_scoped_thread_can_have_a_name says r#"Some("scoped")"#: {
        thread::scope(|s| {
            let named = Builder::new().name("scoped".to_string());
            let thread = named.spawn_scoped(s, || thread::current().name().map(str::to_string)).unwrap();
            thread.join().unwrap()
        })
    }
    a_name_with_a_zero_byte_panics says "true": {
        panic_of(|| Builder::new().name("a\0b".to_string()).spawn(|| {}).unwrap().join()) != "no panic"
    }
    ids_are_unique_and_stay says "(true, true, true)": {
        let (first, second) = (thread::spawn(|| thread::current().id()), thread::spawn(|| thread::current().id()));
        let outside = first.thread().id();
        let (first, second) = (first.join().unwrap(), second.join().unwrap());
        (first == outside, first != second, first != thread::current().id())
    }
    a_token_is_kept_for_the_next_park says "()": {
        thread::current().unpark();
        thread::park();
    }
    an_unpark_wakes says "true": {
        let flag = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&flag);
        let thread = thread::spawn(move || {
            while !theirs.load(Ordering::SeqCst) {
                thread::park();
            }
        });
        flag.store(true, Ordering::SeqCst);
        thread.thread().unpark();
        thread.join().is_ok()
    }
    some_threads_can_run_at_once says "true": { thread::available_parallelism().unwrap().get() >= 1 }
}
