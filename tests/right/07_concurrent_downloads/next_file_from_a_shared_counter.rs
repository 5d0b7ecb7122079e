//! As many workers as files, none bound to a file: each takes the next number from an atomic counter until all are
//! taken, and brings home a list of what it downloaded.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let next = AtomicUsize::new(0);
    let take_one = || {
        // Only the count matters here: join publishes the results.
        let number = next.fetch_add(1, Relaxed);
        files.get(number).map(|file| (number, download(file)))
    };

    let mut numbered: Vec<_> = thread::scope(|s| {
        let workers: Vec<_> = (0..files.len()).map(|_| s.spawn(take_one)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    numbered.sort_by_key(|&(number, _)| number);
    numbered.into_iter().map(|(_, result)| result).collect()
}
