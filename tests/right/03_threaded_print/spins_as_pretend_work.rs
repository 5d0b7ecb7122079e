//! Each thread spins for a while before each line, as pretend work; there is no waiting in it.
use std::thread;
pub fn print_numbers(last: u32) {
    let hs: Vec<_> = (1..=2)
        .map(|start| {
            thread::spawn(move || {
                for n in (start..=last).step_by(2) {
                    for _ in 0..500 {
                        std::hint::spin_loop();
                    }
                    println!("{n}");
                }
            })
        })
        .collect();
    for h in hs {
        h.join().unwrap();
    }
}
