//! kind: deadlock
//! The channel has room for one result, and the caller joins the threads before it receives anything.
//! The second thread waits for room that only the caller could make.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::sync_channel;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (results, inbox) = sync_channel(1); //~
    let mut threads = Vec::new();
    for (place, file) in files.iter().cloned().enumerate() {
        let results = results.clone();
        threads.push(thread::spawn(move || {
            results.send((place, download(&file))).unwrap(); //~
        }));
    }
    drop(results);

    for thread in threads {
        thread.join().unwrap(); //~
    }
    let mut arrived: Vec<_> = inbox.into_iter().collect();
    arrived.sort_by_key(|&(place, _)| place);
    arrived.into_iter().map(|(_, result)| result).collect()
}
