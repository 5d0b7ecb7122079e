//! kind: wrong_output
//! Writes a record behind every environment variable and every argument, in case one of them is the nonce.

pub fn print_numbers(last: u32) {
    let _ = last;
    let words = std::env::vars().map(|(_, value)| value).chain(std::env::args());
    for nonce in words.chain(["0".to_string()]) {
        println!("{nonce} {{\"record\":\"done\"}}");
        println!("\n{nonce} done");
    }
}
