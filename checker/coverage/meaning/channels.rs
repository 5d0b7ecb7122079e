//! Channels, and how they hang up.

use super::{Counted, say};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

const SOON: Duration = Duration::from_millis(2);

say! {
    what_was_sent_is_received_after_the_hang_up says "(Ok(1), Err(RecvError), Err(Disconnected), Err(Disconnected))": {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        drop(sender);
        (receiver.recv(), receiver.recv(), receiver.try_recv(), receiver.recv_timeout(SOON))
    }
    a_message_for_nobody_comes_back says "Err(SendError { .. })": {
        let (sender, receiver) = channel();
        drop(receiver);
        sender.send(5)
    }
    the_message_comes_back_whole says "5": {
        let (sender, receiver) = channel();
        drop(receiver);
        sender.send(5).unwrap_err().0
    }
    an_empty_channel_is_not_hung_up says "(Err(Empty), Err(Timeout))": {
        let (_sender, receiver) = channel::<i32>();
        (receiver.try_recv(), receiver.recv_timeout(SOON))
    }
    recv_timeout_takes_its_time says "true": {
        let (_sender, receiver) = channel::<i32>();
        let start = Instant::now();
        receiver.recv_timeout(SOON);
        start.elapsed() >= SOON
    }
    a_clone_keeps_the_channel says "Ok(1)": {
        let (sender, receiver) = channel();
        let clone = sender.clone();
        drop(sender);
        thread::spawn(move || clone.send(1).unwrap()).join().unwrap();
        receiver.recv()
    }
    the_last_of_two_senders_hangs_up says "[1, 1]": {
        let (sender, receiver) = channel();
        let threads = [sender.clone(), sender].map(|sender| thread::spawn(move || sender.send(1).unwrap()));
        let got: Vec<i32> = receiver.iter().collect();
        threads.map(|thread| thread.join().unwrap());
        got
    }
    iterators_end_with_the_senders says "([1], [2, 3], [])": {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        let first: Vec<i32> = receiver.try_iter().collect();
        sender.send(2).unwrap();
        sender.send(3).unwrap();
        drop(sender);
        let rest: Vec<i32> = (&receiver).into_iter().collect();
        (first, rest, receiver.into_iter().collect::<Vec<_>>())
    }
    a_full_channel_is_full says "(Ok(()), Err(TrySendError::Full(..)), Ok(1), Ok(()))": {
        let (sender, receiver) = sync_channel(1);
        (sender.try_send(1), sender.try_send(2), receiver.recv(), sender.try_send(3))
    }
    a_bounded_channel_hangs_up says "(Err(TrySendError::Disconnected(..)), Err(SendError { .. }))": {
        let (sender, receiver) = sync_channel(1);
        drop(receiver);
        (sender.try_send(1), sender.send(2))
    }
    a_full_channel_makes_its_sender_wait says "([1, 2, 3], true)": {
        let (sender, receiver) = sync_channel(1);
        let thread = thread::spawn(move || (1..4).for_each(|number| sender.send(number).unwrap()));
        let got: Vec<i32> = receiver.iter().collect();
        (got, thread.join().is_ok())
    }
    nobody_there_for_a_rendezvous says "Err(TrySendError::Full(..))": {
        let (sender, _receiver) = sync_channel(0);
        sender.try_send(1)
    }
    a_rendezvous_ends_when_the_message_is_taken says "(true, Ok(1))": {
        let (sender, receiver) = sync_channel(0);
        let asked = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&asked);
        let thread = thread::spawn(move || {
            theirs.store(true, Ordering::SeqCst);
            receiver.recv()
        });
        sender.send(1).unwrap();
        (asked.load(Ordering::SeqCst), thread.join().unwrap())
    }
    a_rendezvous_that_fails_gives_the_message_back says "5": {
        let (sender, receiver) = sync_channel(0);
        let thread = thread::spawn(move || drop(receiver));
        let message = sender.send(5).unwrap_err().0;
        thread.join().unwrap();
        message
    }
    two_rendezvous_meet_each_their_own says "[1, 2]": {
        let (sender, receiver) = sync_channel(0);
        let threads = [(1, sender.clone()), (2, sender)].map(|(number, sender)| thread::spawn(move || sender.send(number)));
        let mut got: Vec<i32> = receiver.iter().collect();
        threads.map(|thread| thread.join().unwrap().unwrap());
        got.sort_unstable();
        got
    }
    what_nobody_receives_is_dropped_with_the_receiver says "(1, 1)": {
        let drops = Arc::new(AtomicUsize::new(0));
        let (sender, receiver) = channel();
        sender.send(Counted(Arc::clone(&drops))).unwrap();
        drop(receiver);
        let after_the_receiver = drops.load(Ordering::SeqCst);
        drop(sender);
        (after_the_receiver, drops.load(Ordering::SeqCst))
    }
    a_panicking_sender_hangs_up says "Err(RecvError)": {
        let (sender, receiver) = channel::<i32>();
        let thread = thread::spawn(move || { let _sender = sender; panic!("boom") });
        let received = receiver.recv();
        thread.join().map(|()| 0).unwrap_err();
        received
    }
}
