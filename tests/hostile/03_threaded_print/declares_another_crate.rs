//! kind: forbidden
//! The real std, under another name, past the stand-in.

extern crate std as real;

pub fn print_numbers(last: u32) {
    let _ = last;
    real::process::exit(0);
}
