//! kind: did_not_finish
//! The loop ends when the channel is closed, but the function itself still holds a sender.
//! After the last file it goes on asking for ever.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::{self, TryRecvError};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = mpsc::channel(); //~
    for (index, file) in files.iter().enumerate() {
        let (tx, file) = (tx.clone(), file.clone());
        thread::spawn(move || tx.send((index, download(&file))).unwrap());
    }

    let mut results: Vec<Option<Download>> = vec![None; files.len()];
    loop {
        let message = rx.try_recv(); //~
        match message {
            Ok((index, result)) => results[index] = Some(result),
            Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Disconnected) => break,
        }
    }
    results.into_iter().map(|result| result.unwrap()).collect()
}
