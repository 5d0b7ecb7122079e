//! kind: wrong_threads
//! Whichever thread gets the lock first drains the whole list and prints it; for the other nothing is left.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let todo_list: Arc<Mutex<Vec<u32>>> = Arc::new(Mutex::new((1..=last).collect()));

    let workers: Vec<_> = (0..2)
        .map(|_| {
            let todo_list = Arc::clone(&todo_list);
            thread::spawn(move || {
                let mine: Vec<u32> = todo_list.lock().unwrap().drain(..).collect(); //~
                for n in mine {
                    println!("{n}");
                }
            })
        })
        .collect();

    for worker in workers {
        worker.join().unwrap();
    }
}
