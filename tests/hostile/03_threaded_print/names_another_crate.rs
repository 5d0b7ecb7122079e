//! kind: does_not_compile
//! Another crate, which nobody gave it.

pub fn print_numbers(last: u32) {
    let _ = last;
    libc::exit(0);
}
