//! Why it is so:
//! - The first loop starts every thread and waits for none, so that all the waiting happens at the same time. The
//!   `collect` in the middle is what ends that loop: an iterator is lazy, and without it each thread would be joined
//!   before the next one is started.
//! - The second loop joins in the order of `files`, not in the order of arrival. That costs nothing: by the time the
//!   slowest thread has been joined, the others are done, whichever is asked first. So the results need no sorting,
//!   and files with equal names cannot be mixed up.
//! - `thread::scope` lets the threads borrow `files`; `thread::spawn` would need a clone of each.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    thread::scope(|scope| {
        let threads: Vec<_> = files.iter().map(|file| scope.spawn(|| download(file))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a download does not panic"))
            .collect()
    })
}
