//! kind: not_concurrent
//! The guard in the head of a while-let lives until the end of the loop's body.
//! The first worker keeps the queue locked during its downloads, and the others only ever find it locked or empty.

mod server;
pub use server::{Download, RemoteFile, download};

use std::collections::VecDeque;
use std::sync::{Mutex, mpsc};

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let queue: Mutex<VecDeque<(usize, &RemoteFile)>> = Mutex::new(files.iter().enumerate().collect());
    let (sender, receiver) = mpsc::channel();

    std::thread::scope(|scope| {
        for _ in files {
            let sender = sender.clone();
            let queue = &queue;
            scope.spawn(move || {
                while let Some((place, file)) = queue
                    .lock() //~
                    .expect("a worker panicked while it held the queue")
                    .pop_front()
                {
                    sender.send((place, download(file))).unwrap(); //~
                }
            });
        }
    });
    drop(sender);

    let mut slots = vec![None; files.len()];
    for (place, result) in receiver {
        slots[place] = Some(result);
    }
    slots.into_iter().map(Option::unwrap).collect()
}
