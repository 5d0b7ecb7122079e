//! Four accounts pay each other, all at the same time: `cargo run -p deadlock -- [AMOUNT [TIMES]]`.
//! Everybody holds 100 and pays AMOUNT (30 if it is left out) TIMES times (once).

use deadlock::{BOOKING, Bank};
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, process, thread};

const BALANCES: [u64; 4] = [100; 4];
/// Who pays whom: two pairs that have nothing to do with each other, each in both directions.
const PAYMENTS: [(usize, usize); 4] = [(0, 1), (1, 0), (2, 3), (3, 2)];

fn main() {
    let amount: u64 = argument(1, 30);
    let times: u32 = argument(2, 1);
    let bank = Bank::new(&BALANCES);
    let refused = AtomicUsize::new(0);

    println!("Everybody holds {} and pays {amount}; times: {times}.", BALANCES[0]);
    let start = Instant::now();
    thread::scope(|scope| {
        for (from, to) in PAYMENTS {
            let (bank, refused) = (&bank, &refused);
            scope.spawn(move || {
                for _ in 0..times {
                    if bank.transfer(from, to, amount).is_err() {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let elapsed = start.elapsed().as_secs_f64();

    let refused = refused.into_inner();
    let booked = PAYMENTS.len() * times as usize - refused;
    println!("{booked} booked, {refused} refused.");
    for account in 0..BALANCES.len() {
        println!("Account {account} holds {}.", bank.balance(account));
    }
    println!("Together: {}", bank.total());
    let in_sequence = BOOKING.as_secs_f64() * booked as f64;
    println!("That took {elapsed:.2} seconds; one after another it would be {in_sequence:.2}.");
}

/// The number at this position of the command line, or the default where there is none.
fn argument<N: FromStr>(position: usize, default: N) -> N {
    match env::args().nth(position) {
        Some(text) => text.parse().unwrap_or_else(|_| {
            eprintln!("`{text}` is not a whole number; the arguments are [AMOUNT [TIMES]]");
            process::exit(2)
        }),
        None => default,
    }
}
