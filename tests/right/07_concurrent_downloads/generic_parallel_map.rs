//! A generic `parallel_map` in the manner of `ThreadPoolExecutor.map`, which knows nothing of downloads.

mod server;
pub use server::{Download, RemoteFile, download};

use std::panic::resume_unwind;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    parallel_map(files, download)
}

/// Applies `f` to every item, each on a thread of its own; a panic of `f` goes on in the caller.
fn parallel_map<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    T: Sync,
    R: Send,
    F: Fn(&'a T) -> R + Sync,
{
    let f = &f;
    thread::scope(|scope| {
        items
            .iter()
            .map(|item| scope.spawn(move || f(item)))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}
