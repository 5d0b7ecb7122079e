//! kind: wrong_result
//! "Any number of files", "in no order of the threads ... does it ... lose a result": try_send on a channel with room
//! for eight throws the ninth away if the caller has not yet taken one; up to eight files are always right.
mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc;
use std::thread;

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (sender, receiver) = mpsc::sync_channel(8);
    for (place, file) in files.iter().cloned().enumerate() {
        let sender = sender.clone();
        thread::spawn(move || {
            // Never block in the producer.
            let _ = sender.try_send((place, download(&file)));
        });
    }
    drop(sender);
    let mut slots: Vec<Option<Download>> = vec![None; files.len()];
    for (place, arrived) in receiver {
        slots[place] = Some(arrived);
    }
    slots.into_iter().flatten().collect()
}
