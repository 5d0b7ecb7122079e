//! Whichever thread comes first works out the shares, in a `OnceLock`; both use the same ones.

use std::sync::{Arc, OnceLock};
use std::thread;

#[derive(Default)]
struct Plan(OnceLock<(Vec<u32>, Vec<u32>)>);

impl Plan {
    fn get(&self, last: u32) -> &(Vec<u32>, Vec<u32>) {
        self.0.get_or_init(|| (1..=last).partition(|n| n % 2 == 1))
    }
}

pub fn print_numbers(last: u32) {
    let plan = Arc::new(Plan::default());

    let mine = plan.clone();
    let first = thread::spawn(move || {
        let (odd, _) = mine.get(last);
        for n in odd {
            println!("{n}");
        }
    });
    let second = thread::spawn(move || {
        let (_, even) = plan.get(last);
        for n in even {
            println!("{n}");
        }
    });

    first.join().unwrap();
    second.join().unwrap();
}
