//! kind: does_not_compile
//! A constant that is never done.

#![allow(long_running_const_eval)]

const NEVER: u32 = {
    let mut number = 0_u32;
    loop {
        number = number.wrapping_add(1);
        if number == 0 && size_of::<u8>() == 2 {
            break number;
        }
    }
};

pub fn print_numbers(last: u32) {
    println!("{last} {NEVER}");
}
