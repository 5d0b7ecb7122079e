//! kind: wrong_threads
//! The two functions are called, not given to `spawn`, as with `Thread(target=f())` in Python: everything is
//! printed by the calling thread.

fn thread_1(last: u32) {
    for n in (1..=last).step_by(2) {
        println!("{n}"); //~
    }
}

fn thread_2(last: u32) {
    for n in (2..=last).step_by(2) {
        println!("{n}"); //~
    }
}

pub fn print_numbers(last: u32) {
    thread_1(last);
    thread_2(last);
}
