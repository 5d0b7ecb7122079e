//! Threads from a `Builder`, each of which finds its share by its own name.

use std::thread::{self, Builder};

pub fn print_numbers(last: u32) {
    let start = |name: &str| {
        Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let first = match thread::current().name() {
                    Some("odd") => 1,
                    _ => 2,
                };
                (first..=last).step_by(2).for_each(|n| println!("{n}"));
            })
            .expect("the system has no thread left")
    };
    let odd = start("odd");
    let even = start("even");
    let (odd, even) = (odd.join(), even.join());
    odd.and(even).expect("a printer panicked");
}
