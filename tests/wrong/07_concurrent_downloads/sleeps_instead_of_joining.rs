//! kind: not_joined
//! The caller sleeps as long as the longest download and then takes what is there.
//! Nothing makes the threads wake up first: it may return while some of them still have their last steps to do.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Arc::new(Mutex::new(vec![None; files.len()]));
    for (i, file) in files.iter().enumerate() {
        let file = file.clone();
        let results = results.clone();
        thread::spawn(move || {
            let result = download(&file);
            results.lock().unwrap()[i] = Some(result);
        });
    }

    let longest = files.iter().map(|file| file.time).max().unwrap_or_default();
    thread::sleep(longest); //~

    let results = results.lock().unwrap();
    results.iter().flatten().cloned().collect()
}
