//! kind: panicked
//! Asks for more memory than any machine has.

pub fn print_numbers(last: u32) {
    let _ = last;
    let all = vec![1_u8; 1 << 46];
    println!("{}", all.len());
}
