//! kind: did_not_finish
//! Prints without end.

pub fn print_numbers(last: u32) {
    loop {
        println!("{last}");
    }
}
