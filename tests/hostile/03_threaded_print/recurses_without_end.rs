//! kind: panicked
//! Uses up the stack.

#![allow(unconditional_recursion)]

fn deeper(number: u64) -> u64 {
    std::hint::black_box(deeper(number + 1)) + 1
}

pub fn print_numbers(last: u32) {
    println!("{}", deeper(u64::from(last)));
}
