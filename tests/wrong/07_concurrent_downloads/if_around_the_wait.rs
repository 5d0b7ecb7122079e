//! kind: not_joined
//! The count is looked at once and not again after the wait.
//! The first download that arrives wakes the caller, and it returns while the others are still under way.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Progress {
    left: usize,
    results: Vec<Option<Download>>,
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let progress = Progress {
        left: files.len(),
        results: vec![None; files.len()],
    };
    let shared = Arc::new((Mutex::new(progress), Condvar::new()));

    for (i, file) in files.iter().enumerate() {
        let file = file.clone();
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let result = download(&file);
            let (progress, arrived) = &*shared;
            let mut progress = progress.lock().unwrap();
            progress.results[i] = Some(result);
            progress.left -= 1;
            arrived.notify_one();
        });
    }

    let (progress, arrived) = &*shared;
    let mut progress = progress.lock().unwrap();
    if progress.left > 0 {
        progress = arrived.wait(progress).unwrap(); //~
    }
    progress.results.iter().flatten().cloned().collect()
}
