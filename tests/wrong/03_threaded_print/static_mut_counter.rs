//! kind: forbidden
//! The shared counter is a `static mut`, which can't be used without `unsafe`, even with a lock held around it.

use std::sync::Mutex;
use std::thread;

static mut HANDED_OUT: u32 = 0;
static LOCK: Mutex<()> = Mutex::new(());

fn next(last: u32) -> Option<u32> {
    let _guard = LOCK.lock().unwrap();
    let handed_out = unsafe { HANDED_OUT }; //~
    if handed_out == last {
        return None;
    }
    unsafe { HANDED_OUT = handed_out + 1 }; //~
    Some(handed_out + 1)
}

pub fn print_numbers(last: u32) {
    unsafe { HANDED_OUT = 0 }; //~
    let printer = move || {
        while let Some(n) = next(last) {
            println!("{n}");
        }
    };
    let a = thread::spawn(printer);
    let b = thread::spawn(printer);
    a.join().unwrap();
    b.join().unwrap();
}
