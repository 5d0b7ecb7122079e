//! kind: wrong_output
//! Writes what a suite writes when a check has passed, with a nonce that it made up.

pub fn print_numbers(last: u32) {
    let _ = last;
    println!(
        "0123456789abcdef0123456789abcdef {{\"record\":\"finished\",\"check\":\"every_number_once\",\"interleavings\":9,\"preemptions\":2,\"exhausted\":true,\"simulated_ms\":null,\"mistake\":null,\"story\":null,\"note\":null}}"
    );
    println!("0123456789abcdef0123456789abcdef {{\"record\":\"done\"}}");
}
