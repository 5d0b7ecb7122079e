//! `mpsc::channel`: order, hanging up on either side, and asking without waiting.

use super::super::{Program, program};
use std::sync::mpsc::{self, RecvError, SendError};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("one_sender_keeps_its_order", &["[1, 2, 3]"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || (1..=3).for_each(|n| tx.send(n).unwrap()));
            rx.iter().collect::<Vec<i32>>()
        }),
        program("two_senders_are_merged", &["[1, 2, 9]", "[1, 9, 2]", "[9, 1, 2]"], || {
            let (tx, rx) = mpsc::channel();
            let other = tx.clone();
            thread::spawn(move || {
                tx.send(1).unwrap();
                tx.send(2).unwrap();
            });
            thread::spawn(move || other.send(9).unwrap());
            rx.iter().collect::<Vec<i32>>()
        }),
        program("hang_up_comes_after_the_last_message", &["(Ok(1), Err(RecvError), Err(RecvError))"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || tx.send(1).unwrap());
            (rx.recv(), rx.recv(), rx.recv())
        }),
        program("asking_for_a_message_twice", &[
            "(Err(Empty), Err(Empty))",
            "(Err(Empty), Ok(1))",
            "(Ok(1), Err(Disconnected))",
            "(Ok(1), Err(Empty))",
        ], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || tx.send(1));
            (rx.try_recv(), rx.try_recv())
        }),
        program("asking_whether_the_sender_hung_up", &["Err(Disconnected)", "Err(Empty)"], || {
            let (tx, rx) = mpsc::channel::<()>();
            thread::spawn(move || drop(tx));
            rx.try_recv()
        }),
        program("sending_while_the_receiver_hangs_up", &["false", "true"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || drop(rx));
            tx.send(1).is_ok()
        }),
        program("a_failed_send_gives_the_message_back", &["\"lost\""], || {
            let (tx, rx) = mpsc::channel();
            drop(rx);
            let SendError(message) = tx.send("lost").unwrap_err();
            message
        }),
        program("a_send_error_hides_its_message", &["SendError { .. }"], || {
            let (tx, rx) = mpsc::channel::<i32>();
            drop(rx);
            tx.send(1).unwrap_err()
        }),
        program("messages_never_received_are_dropped", &["2"], || {
            let message = Arc::new(());
            let (tx, rx) = mpsc::channel();
            tx.send(Arc::clone(&message)).unwrap();
            tx.send(Arc::clone(&message)).unwrap();
            let kept = rx.recv().unwrap();
            drop((tx, rx));
            let count = Arc::strong_count(&message);
            drop(kept);
            count
        }),
        program("try_iter_takes_what_is_there", &["[1, 2]", "[1]", "[]"], || {
            let (tx, rx) = mpsc::channel();
            thread::scope(|s| {
                s.spawn(|| {
                    tx.send(1).unwrap();
                    tx.send(2).unwrap();
                });
                rx.try_iter().collect::<Vec<i32>>()
            })
        }),
        program("a_sender_kept_by_the_receiver", &["Deadlock"], || {
            let (tx, rx) = mpsc::channel();
            let theirs = tx.clone();
            thread::spawn(move || theirs.send(1).unwrap());
            let sum: i32 = rx.iter().sum();
            drop(tx);
            sum
        }),
        program("two_workers_share_a_receiver", &["(1, 2)", "(2, 1)"], || {
            let (tx, rx) = mpsc::channel();
            let rx = Mutex::new(rx);
            tx.send(1).unwrap();
            tx.send(2).unwrap();
            thread::scope(|s| {
                let first = s.spawn(|| rx.lock().unwrap().recv().unwrap());
                let second = s.spawn(|| rx.lock().unwrap().recv().unwrap());
                (first.join().unwrap(), second.join().unwrap())
            })
        }),
        program("an_answer_comes_over_a_channel_that_was_sent", &["42"], || {
            let (ask, asked) = mpsc::channel::<(i32, mpsc::Sender<i32>)>();
            thread::spawn(move || {
                for (question, answer) in asked {
                    answer.send(question * 2).unwrap();
                }
            });
            let (answer, answered) = mpsc::channel();
            ask.send((21, answer)).unwrap();
            answered.recv().unwrap()
        }),
        program("messages_of_a_thread_that_panicked", &["[1]"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || {
                tx.send(1).unwrap();
                panic!("with more to say");
            });
            rx.iter().collect::<Vec<i32>>()
        }),
        program("a_pipeline_of_two_stages", &["[2, 4]"], || {
            let (tx, numbers) = mpsc::channel();
            let (doubled, rx) = mpsc::channel();
            thread::spawn(move || (1..=2).for_each(|n| tx.send(n).unwrap()));
            thread::spawn(move || numbers.iter().for_each(|n: i32| doubled.send(2 * n).unwrap()));
            rx.iter().collect::<Vec<i32>>()
        }),
        program("each_waits_for_the_other_to_send", &["Deadlock"], || {
            let (to_them, from_us) = mpsc::channel::<()>();
            let (to_us, from_them) = mpsc::channel::<()>();
            thread::scope(|s| {
                s.spawn(move || {
                    from_us.recv().unwrap();
                    to_us.send(()).unwrap();
                });
                from_them.recv().unwrap();
                to_them.send(()).unwrap();
            });
        }),
        program("a_worker_ends_when_its_queue_is_closed", &["(6, Err(RecvError))"], || {
            let (tx, rx) = mpsc::channel();
            let worker = thread::spawn(move || {
                let mut sum = 0;
                while let Ok(n) = rx.recv() {
                    sum += n;
                }
                (sum, rx.recv())
            });
            (1..=3).for_each(|n| tx.send(n).unwrap());
            drop(tx);
            let ended: (i32, Result<i32, RecvError>) = worker.join().unwrap();
            ended
        }),
    ]
}
