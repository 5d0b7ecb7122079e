//! kind: forbidden
//! Reads the suite while it is compiled.

const SUITE: &str = include_str!("../../../../../../tests/suites/03_threaded_print/simulated.rs");

pub fn print_numbers(last: u32) {
    let _ = last;
    println!("{SUITE}");
}
