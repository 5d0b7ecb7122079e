//! kind: wrong_output
//! The function prints a line for each file that arrives, beside those that download prints.
//! Nobody asked for them.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let total = files.len();
    let (tx, rx) = mpsc::channel();
    let mut slots: Vec<Option<Download>> = vec![None; total];

    thread::scope(|scope| {
        for (i, file) in files.iter().enumerate() {
            let tx = tx.clone();
            scope.spawn(move || tx.send((i, download(file))).unwrap());
        }
        drop(tx);

        for (count, (i, result)) in rx.iter().enumerate() {
            slots[i] = Some(result);
            println!("{}/{total} done", count + 1); //~
        }
    });
    slots.into_iter().flatten().collect()
}
