//! Strict alternation by a token that goes to and fro over two channels.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

struct Ball;

fn player(first: u32, last: u32, mine: Receiver<Ball>, theirs: Sender<Ball>) {
    for n in (first..=last).step_by(2) {
        let ball = mine
            .recv()
            .expect("the other player throws the ball back before it leaves");
        println!("{n}");
        // After the last number nobody may be there to catch it, and that is fine.
        let _ = theirs.send(ball);
    }
}

pub fn print_numbers(last: u32) {
    let (to_ping, ping_gets) = mpsc::channel();
    let (to_pong, pong_gets) = mpsc::channel();
    to_ping.send(Ball).unwrap();

    let ping = thread::spawn(move || player(1, last, ping_gets, to_pong));
    let pong = thread::spawn(move || player(2, last, pong_gets, to_ping));
    ping.join().unwrap();
    pong.join().unwrap();
}
