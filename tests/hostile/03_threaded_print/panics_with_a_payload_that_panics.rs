//! kind: panicked
//! The panic's own value panics when it is thrown away.

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic!("again");
        }
    }
}

pub fn print_numbers(last: u32) {
    let _ = last;
    let _ = std::thread::spawn(|| std::panic::panic_any(Bomb)).join();
}
