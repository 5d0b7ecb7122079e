//! The shares lie behind an `RwLock`; the threads read theirs, a number at a time.

use std::sync::{Arc, RwLock};
use std::thread;

pub fn print_numbers(last: u32) {
    let plan = Arc::new(RwLock::new([Vec::new(), Vec::new()]));
    {
        let mut plan = plan.write().unwrap();
        for n in 1..=last {
            plan[(n % 2) as usize].push(n);
        }
    }

    let handles: Vec<_> = (0..2)
        .map(|who: usize| {
            let plan = Arc::clone(&plan);
            thread::spawn(move || {
                let mut index = 0;
                loop {
                    let number = plan.read().unwrap()[who].get(index).copied();
                    let Some(number) = number else { break };
                    println!("{number}");
                    index += 1;
                }
            })
        })
        .collect();

    for handle in handles {
        handle.join().unwrap();
    }
}
