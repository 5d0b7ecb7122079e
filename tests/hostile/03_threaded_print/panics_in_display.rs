//! kind: panicked
//! A panic while a number is formatted.

struct Bomb;

impl std::fmt::Display for Bomb {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("no number")
    }
}

pub fn print_numbers(last: u32) {
    println!("{last}{Bomb}");
}
