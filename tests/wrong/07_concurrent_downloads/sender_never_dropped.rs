//! kind: deadlock
//! The function keeps the first sender while it receives until all senders are gone.
//! All files arrive, and then it waits for itself.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = mpsc::channel(); //~
    for (i, file) in files.iter().enumerate() {
        let tx = tx.clone();
        let file = file.clone();
        thread::spawn(move || {
            tx.send((i, download(&file))).unwrap();
        });
    }

    let mut slots = vec![None; files.len()];
    rx.into_iter().for_each(|(i, result)| slots[i] = Some(result)); //~
    slots.into_iter().map(Option::unwrap).collect()
}
