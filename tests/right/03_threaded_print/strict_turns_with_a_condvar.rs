//! Strict alternation: whose turn it is stands under a `Mutex`, and a `Condvar` tells the other when it changes.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Odd,
    Even,
}

struct Table {
    turn: Mutex<Turn>,
    changed: Condvar,
}

impl Table {
    fn play(&self, me: Turn, other: Turn, first: u32, last: u32) {
        let mut number = first;
        while number <= last {
            let mut turn = self.turn.lock().unwrap();
            while *turn != me {
                turn = self.changed.wait(turn).unwrap();
            }
            println!("{number}");
            *turn = other;
            self.changed.notify_all();
            drop(turn);
            match number.checked_add(2) {
                Some(next) => number = next,
                None => return,
            }
        }
    }
}

pub fn print_numbers(last: u32) {
    let table = Arc::new(Table {
        turn: Mutex::new(Turn::Odd),
        changed: Condvar::new(),
    });

    let t = Arc::clone(&table);
    let odd = thread::spawn(move || t.play(Turn::Odd, Turn::Even, 1, last));
    let t = Arc::clone(&table);
    let even = thread::spawn(move || t.play(Turn::Even, Turn::Odd, 2, last));

    even.join().unwrap();
    odd.join().unwrap();
}
