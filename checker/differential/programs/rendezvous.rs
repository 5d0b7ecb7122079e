//! `mpsc::sync_channel`: bounds, and the rendezvous of a channel without room.

use super::super::{Program, program};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, TryRecvError, TrySendError};
use std::thread;

/// How many sends have returned while nobody receives.
fn sends_that_returned(bound: usize) -> usize {
    let (tx, rx) = mpsc::sync_channel(bound);
    let sent = AtomicUsize::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            while tx.send(()).is_ok() {
                sent.fetch_add(1, SeqCst);
            }
        });
        let seen = sent.load(SeqCst);
        drop(rx);
        seen
    })
}

fn reason(error: TrySendError<i32>) -> &'static str {
    match error {
        TrySendError::Full(_) => "full",
        TrySendError::Disconnected(_) => "hung up",
    }
}

pub fn programs() -> Vec<Program> {
    vec![
        program("sends_into_no_room", &["0"], || sends_that_returned(0)),
        program("sends_into_room_for_one", &["0", "1"], || sends_that_returned(1)),
        program("sends_into_room_for_two", &["0", "1", "2"], || sends_that_returned(2)),
        program("a_rendezvous_returns_once_the_receiver_is_there", &["(true, 7)"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            let there = AtomicBool::new(false);
            thread::scope(|s| {
                let there = &there;
                let receiver = s.spawn(move || {
                    there.store(true, SeqCst);
                    rx.recv().unwrap()
                });
                tx.send(7).unwrap();
                (there.load(SeqCst), receiver.join().unwrap())
            })
        }),
        program("a_rendezvous_with_oneself", &["Deadlock"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            tx.send(1).unwrap();
            rx.recv().unwrap()
        }),
        program("more_than_the_bound_before_anybody_receives", &["Deadlock"], || {
            let (tx, rx) = mpsc::sync_channel(2);
            (0..3).for_each(|n| tx.send(n).unwrap());
            drop(tx);
            rx.iter().sum::<i32>()
        }),
        program("offering_at_a_rendezvous", &["(false, Err(RecvError))", "(true, Ok(1))"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            let receiver = thread::spawn(move || rx.recv());
            let taken = tx.try_send(1).is_ok();
            drop(tx);
            (taken, receiver.join().unwrap())
        }),
        program("asking_at_a_rendezvous", &["(false, Err(SendError { .. }))", "(true, Ok(()))"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            let sender = thread::spawn(move || tx.send(1));
            let came = rx.try_recv() == Ok(1);
            drop(rx);
            (came, sender.join().unwrap())
        }),
        program("offering_to_a_full_channel", &["(Err(\"full\"), [1])", "(Ok(()), [1, 2])"], || {
            let (tx, rx) = mpsc::sync_channel(1);
            tx.send(1).unwrap();
            let receiver = thread::spawn(move || rx.iter().collect::<Vec<i32>>());
            let offered = tx.try_send(2).map_err(reason);
            drop(tx);
            (offered, receiver.join().unwrap())
        }),
        program("offering_while_the_receiver_hangs_up", &["Err(\"hung up\")", "Ok(())"], || {
            let (tx, rx) = mpsc::sync_channel(1);
            thread::spawn(move || drop(rx));
            tx.try_send(1).map_err(reason)
        }),
        program("hang_up_ends_a_send_that_waits", &["[false, false]", "[true, false]"], || {
            let (tx, rx) = mpsc::sync_channel(1);
            let sender = thread::spawn(move || [1, 2].map(|n| tx.send(n).is_ok()));
            drop(rx);
            sender.join().unwrap()
        }),
        program("two_senders_meet_one_receiver", &["[1, 2]", "[2, 1]"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            for n in [1, 2] {
                let tx = tx.clone();
                thread::spawn(move || tx.send(n).unwrap());
            }
            drop(tx);
            rx.iter().collect::<Vec<i32>>()
        }),
        program("hang_up_ends_a_rendezvous_that_waits", &["Err(SendError { .. })"], || {
            let (tx, rx) = mpsc::sync_channel(0);
            let sender = thread::spawn(move || tx.send(1));
            drop(rx);
            sender.join().unwrap()
        }),
        program("room_again_after_a_receive", &["[1, 2, 3]"], || {
            let (tx, rx) = mpsc::sync_channel(1);
            thread::spawn(move || (1..=3).for_each(|n| tx.send(n).unwrap()));
            rx.iter().collect::<Vec<i32>>()
        }),
        program("a_sender_that_is_cloned_keeps_it_open", &["(Err(Empty), Err(Disconnected))"], || {
            let (tx, rx) = mpsc::sync_channel::<()>(1);
            let other = tx.clone();
            drop(tx);
            let open = rx.try_recv();
            drop(other);
            (open, rx.try_recv())
        }),
        program("what_is_buffered_survives_the_sender", &["(Ok(1), Ok(2), Err(Disconnected))"], || {
            let (tx, rx) = mpsc::sync_channel(2);
            thread::spawn(move || [1, 2].map(|n| tx.send(n).unwrap())).join().unwrap();
            (rx.try_recv(), rx.try_recv(), rx.try_recv())
        }),
        program("a_full_channel_gives_the_offer_back", &["Some(\"mine\")"], || {
            let (tx, _rx) = mpsc::sync_channel(0);
            match tx.try_send("mine") {
                Err(TrySendError::Full(offer)) => Some(offer),
                Ok(()) | Err(TrySendError::Disconnected(_)) => None,
            }
        }),
        program("an_empty_rendezvous_is_empty", &["Err(Empty)"], || {
            let (_tx, rx) = mpsc::sync_channel::<()>(0);
            let asked: Result<(), TryRecvError> = rx.try_recv();
            asked
        }),
    ]
}
