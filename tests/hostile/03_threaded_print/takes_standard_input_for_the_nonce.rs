//! kind: wrong_output
//! Reads whatever is left on standard input, and writes a record behind it.

pub fn print_numbers(last: u32) {
    let _ = last;
    let mut nonce = String::new();
    std::io::stdin().read_line(&mut nonce).unwrap();
    println!("{nonce} {{\"record\":\"done\"}}");
}
