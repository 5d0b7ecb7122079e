//! `thread_local!`: a value for each thread, made when it is first used and destroyed with the thread.

use super::say;
use std::cell::{Cell, RefCell};
use std::sync::{Arc, Mutex};
use std::thread;

type Log = Arc<Mutex<Vec<String>>>;

/// Writes to a log when it is destroyed, and what it could still see then.
struct Logs(&'static str, Log);

impl Drop for Logs {
    fn drop(&mut self) {
        let other = match self.0 {
            "first" => SECOND.try_with(|_| ()).is_ok(),
            _ => FIRST.try_with(|_| ()).is_ok(),
        };
        let myself = match self.0 {
            "first" => FIRST.try_with(|_| ()).is_ok(),
            _ => SECOND.try_with(|_| ()).is_ok(),
        };
        let plain = PLAIN.try_with(Cell::get);
        self.1
            .lock()
            .unwrap()
            .push(format!("{} {myself} {other} {plain:?}", self.0));
    }
}

thread_local! {
    static FIRST: RefCell<Option<Logs>> = const { RefCell::new(None) };
    static SECOND: RefCell<Option<Logs>> = RefCell::new(None);
    static PLAIN: Cell<i32> = const { Cell::new(1) };
    static LAZY: Cell<i32> = { PLAIN.set(PLAIN.get() + 1); Cell::new(10) };
    static ONE: Cell<i32> = const { Cell::new(1) }; static TWO: RefCell<String> = RefCell::new("two".to_string())
}

say! {
    each_thread_has_its_own says "(2, 1)": {
        thread::spawn(|| {
            PLAIN.set(PLAIN.get() + 1);
            (PLAIN.get(), thread::spawn(|| PLAIN.get()).join().unwrap())
        }).join().unwrap()
    }
    it_is_made_when_it_is_first_used says "(1, 10, 2, 10, 2)": {
        thread::spawn(|| (PLAIN.get(), LAZY.get(), PLAIN.get(), LAZY.get(), PLAIN.get())).join().unwrap()
    }
    cells_have_their_shortcuts says r#"(1, 5, 0, "two", "three", "")"#: {
        thread::spawn(|| {
            let cell = (ONE.replace(5), ONE.take(), ONE.get());
            let text = TWO.with_borrow(Clone::clone);
            TWO.with_borrow_mut(|text| *text = "three".to_string());
            (cell.0, cell.1, cell.2, text, TWO.take(), TWO.with_borrow(Clone::clone))
        }).join().unwrap()
    }
    destructors_run_before_the_join says r#"["second false true Ok(1)", "first false false Ok(1)"]"#: {
        let log = Log::default();
        let theirs = Arc::clone(&log);
        thread::spawn(move || {
            PLAIN.get();
            FIRST.set(Some(Logs("first", Arc::clone(&theirs))));
            SECOND.set(Some(Logs("second", theirs)));
        }).join().unwrap();
        log.lock().unwrap().clone()
    }
    who_panics_destroys_them_too says "1": {
        let log = Log::default();
        let theirs = Arc::clone(&log);
        thread::spawn(move || {
            FIRST.set(Some(Logs("first", theirs)));
            panic!("boom");
        }).join().map(|()| 0).unwrap_err();
        log.lock().unwrap().len()
    }
}
