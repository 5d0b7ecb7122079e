//! kind: does_not_compile
//! A function that needs itself for a larger type, and so on.

struct Larger<T>(T);

trait Depth {
    fn depth(&self, left: u32) -> u32;
}

impl<T: Clone> Depth for Larger<T> {
    fn depth(&self, left: u32) -> u32 {
        deeper(self.0.clone(), left)
    }
}

fn deeper<T: Clone>(value: T, left: u32) -> u32 {
    if left == 0 {
        0
    } else {
        deeper((value.clone(), value), left - 1)
    }
}

pub fn print_numbers(last: u32) {
    println!("{}", Larger(last).depth(last));
}
