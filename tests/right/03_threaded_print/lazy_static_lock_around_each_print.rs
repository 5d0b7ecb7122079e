//! A `LazyLock` static holds a lock, and each print takes it. It protects nothing that `println!` does not, and
//! does no harm either.

use std::sync::{LazyLock, Mutex};
use std::thread;

static PRINTING: LazyLock<Mutex<()>> = LazyLock::new(|| Mutex::new(()));

fn safe_print(n: u32) {
    let _guard = PRINTING.lock().unwrap();
    println!("{n}");
}

pub fn print_numbers(last: u32) {
    let thread1 = thread::spawn(move || {
        for n in 1..=last {
            if n % 2 == 1 {
                safe_print(n);
            }
        }
    });
    let thread2 = thread::spawn(move || {
        for n in 1..=last {
            if n % 2 == 0 {
                safe_print(n);
            }
        }
    });
    thread1.join().unwrap();
    thread2.join().unwrap();
}
