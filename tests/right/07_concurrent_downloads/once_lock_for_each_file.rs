//! A `OnceLock` for each file, filled by scoped threads that reach it through a shared borrow.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::OnceLock;
use std::thread;

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let cells: Vec<OnceLock<Download>> = files.iter().map(|_| OnceLock::new()).collect();

    thread::scope(|scope| {
        for (file, cell) in files.iter().zip(&cells) {
            scope.spawn(|| {
                cell.set(download(file)).expect("each cell belongs to one thread");
            });
        }
    });

    cells.into_iter().filter_map(OnceLock::into_inner).collect()
}
