//! kind: wrong_threads
//! Starts threads without end.

pub fn print_numbers(last: u32) {
    println!("{last}");
    loop {
        std::thread::spawn(std::thread::park);
    }
}
