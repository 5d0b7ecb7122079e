//! kind: forbidden
//! Takes the compiler's environment into the program.

const HOME: Option<&str> = option_env!("HOME");

pub fn print_numbers(last: u32) {
    println!("{last} {HOME:?} {}", std::env!("PATH"));
}
