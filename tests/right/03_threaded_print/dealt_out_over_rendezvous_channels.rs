//! The numbers are dealt out like cards, each printer with its own channel of capacity 0.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{JoinHandle, spawn};

fn printer() -> (SyncSender<u32>, JoinHandle<()>) {
    let (card, hand) = sync_channel(0);
    let handle = spawn(move || {
        for number in hand {
            println!("{number}");
        }
    });
    (card, handle)
}

pub fn print_numbers(last: u32) {
    let (left, left_handle) = printer();
    let (right, right_handle) = printer();

    let players = [left, right];
    for (number, player) in (1..=last).zip(players.iter().cycle()) {
        player.send(number).unwrap();
    }
    // Their loops end when the senders are gone.
    drop(players);

    left_handle.join().unwrap();
    right_handle.join().unwrap();
}
