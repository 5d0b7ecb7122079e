//! The bank's books: every transfer is written down here, and that takes its time.
//! It is given: read it, call `book`, and leave it as it is.

use std::thread;
use std::time::Duration;

/// How long it takes to book one transfer.
pub const BOOKING: Duration = Duration::from_secs(1);

/// Books one transfer: says so, and takes as long as a clerk with a pen would.
// Whoever follows a run step by step wants to see the line that books, not the two below: `track_caller` passes it on.
#[track_caller]
pub fn book(from: usize, to: usize, amount: u64) {
    println!("{from} -> {to}: {amount}");
    thread::sleep(BOOKING);
}
