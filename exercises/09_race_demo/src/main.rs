//! Runs both counts and shows what chance made of them: `cargo run -p race_demo -- [THREADS [TIMES]]`.

use std::{env, process};

use race_demo::compare;

fn main() {
    let threads = argument(1, 8);
    let times = argument(2, 100_000);

    let counts = compare(threads, times);

    // Saturating, so that a count that came out too high is shown and does not end the program.
    let lost = counts.expected.saturating_sub(counts.without_lock);
    println!("Expected:     {}", counts.expected);
    println!("Without lock: {}", counts.without_lock);
    println!("With lock:    {}", counts.with_lock);
    println!("Additions lost without the lock: {lost}");
}

/// The whole number at this position of the command line, or the default where there is none.
fn argument(position: usize, default: usize) -> usize {
    match env::args().nth(position) {
        Some(text) => text.parse().unwrap_or_else(|_| {
            eprintln!("`{text}` is not a whole number; the arguments are [THREADS [TIMES]]");
            process::exit(2)
        }),
        None => default,
    }
}
