//! A queue of jobs behind a Mutex with a worker for each job; results come over a channel that the caller looks at with
//! a timeout, going back to waiting when nothing has come.

mod server;
pub use server::{Download, RemoteFile, download};

use std::collections::VecDeque;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Queue = Arc<Mutex<VecDeque<(usize, RemoteFile)>>>;

fn next_job(queue: &Queue) -> Option<(usize, RemoteFile)> {
    queue.lock().unwrap().pop_front()
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let queue: Queue = Arc::new(Mutex::new(files.iter().cloned().enumerate().collect()));
    let (results, inbox) = mpsc::channel();

    let workers: Vec<_> = (0..files.len())
        .map(|_| {
            let queue = queue.clone();
            let results = results.clone();
            thread::spawn(move || {
                // One job each is enough, as there are as many workers as jobs; the lock is free again by now.
                if let Some((place, file)) = next_job(&queue) {
                    results.send((place, download(&file))).unwrap();
                }
            })
        })
        .collect();
    drop(results);

    let mut slots = vec![None; files.len()];
    loop {
        match inbox.recv_timeout(Duration::from_millis(700)) {
            Ok((place, result)) => slots[place] = Some(result),
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    for worker in workers {
        worker.join().unwrap();
    }
    slots.into_iter().map(|slot| slot.unwrap()).collect()
}
