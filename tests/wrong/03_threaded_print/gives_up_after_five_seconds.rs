//! kind: not_joined
//! Looks every 10 ms, but gives up after 500 looks, whether or not the lines are out.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

pub fn print_numbers(last: u32) {
    let working = Arc::new(AtomicUsize::new(2));
    for start in [1, 2] {
        let working = Arc::clone(&working);
        thread::spawn(move || {
            (start..=last).step_by(2).for_each(|n| println!("{n}"));
            working.fetch_sub(1, Ordering::SeqCst);
        });
    }
    let mut looks = 0;
    while working.load(Ordering::SeqCst) > 0 && looks < 500 { //~
        thread::sleep(Duration::from_millis(10)); //~
        looks += 1;
    }
}
