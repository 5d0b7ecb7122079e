//! kind: panicked
//! A panic while another one is on its way.

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("second");
    }
}

pub fn print_numbers(last: u32) {
    let _bomb = Bomb;
    panic!("first {last}");
}
