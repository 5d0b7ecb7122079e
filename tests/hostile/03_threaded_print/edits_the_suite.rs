//! kind: forbidden
//! Makes the suite easier.

pub fn print_numbers(last: u32) {
    let _ = last;
    let _ = std::fs::write(
        "../../../../../../tests/suites/03_threaded_print/simulated.rs",
        "fn main() {}",
    );
}
