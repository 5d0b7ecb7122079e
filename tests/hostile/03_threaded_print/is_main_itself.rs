//! kind: forbidden
//! Puts its own `main` in the place of the suite's.

#[unsafe(no_mangle)]
pub extern "C" fn main() -> i32 {
    0
}

pub fn print_numbers(last: u32) {
    let _ = last;
}
