//! kind: stale_read
//! The countdown is Relaxed: who sees its zero may still find a cell empty, of any thread but the last.
mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

struct Shared {
    left: AtomicUsize,
    cells: Vec<OnceLock<Download>>,
}

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let shared = Arc::new(Shared {
        left: AtomicUsize::new(files.len()),
        cells: files.iter().map(|_| OnceLock::new()).collect(),
    });
    let caller = thread::current();

    for (place, file) in files.iter().cloned().enumerate() {
        let (shared, caller) = (Arc::clone(&shared), caller.clone());
        thread::spawn(move || {
            let arrived = download(&file);
            let _ = shared.cells[place].set(arrived);
            if shared.left.fetch_sub(1, Ordering::Relaxed) == 1 {
                caller.unpark();
            }
        });
    }

    while shared.left.load(Ordering::Relaxed) > 0 {
        thread::park();
    }
    shared
        .cells
        .iter()
        .map(|cell| cell.get().cloned().expect("all have arrived"))
        .collect()
}
