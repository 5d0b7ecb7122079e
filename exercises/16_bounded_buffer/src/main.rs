//! A bakery: two bakers fill a shelf with three places, two slower customers empty it, and at the end the shop closes. What each of
//! them says comes a moment after it was done, so a loaf may be "taken" a line before it is "put up".
//! `cargo run -p bounded_buffer -- [MILLISECONDS]`: how long a customer is busy with a loaf.

use bounded_buffer::{BoundedBuffer, Closed};
use std::time::{Duration, Instant};
use std::{env, process, thread};

fn main() {
    let busy = Duration::from_millis(argument(1, 300));
    let opened = Instant::now();
    let say = |what: String| println!("{:>5} ms  {what}", opened.elapsed().as_millis());
    let shelf = BoundedBuffer::new(3);

    thread::scope(|scope| {
        for customer in ["Clara", "Dan"] {
            let (shelf, say) = (&shelf, &say);
            scope.spawn(move || {
                while let Some(loaf) = shelf.pop() {
                    say(format!("{customer} has taken loaf {loaf}"));
                    thread::sleep(busy);
                }
                say(format!("{customer} goes home"));
            });
        }
        let bakers = ["Ada", "Ben"].map(|baker| {
            let (shelf, say) = (&shelf, &say);
            scope.spawn(move || {
                for number in 1..=5 {
                    let loaf = format!("{baker}-{number}");
                    match shelf.push(loaf.clone()) {
                        Ok(()) => say(format!("{baker} has put up loaf {loaf}")),
                        Err(Closed(loaf)) => say(format!("{baker} keeps loaf {loaf}")),
                    }
                }
            })
        });
        for baker in bakers {
            baker.join().expect("a baker panicked");
        }
        say("the shop closes".to_string());
        shelf.close();
    });

    match shelf.push("too late".to_string()) {
        Ok(()) => println!("One more loaf went in, although the shop is closed."),
        Err(Closed(loaf)) => println!("One more loaf comes back: {loaf}."),
    }
}

/// The whole number at this position of the command line, or the default where there is none.
fn argument(position: usize, default: u64) -> u64 {
    match env::args().nth(position) {
        Some(text) => text.parse().unwrap_or_else(|_| {
            eprintln!("`{text}` is not a whole number; the argument is a number of milliseconds");
            process::exit(2)
        }),
        None => default,
    }
}
