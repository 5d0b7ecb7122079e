//! kind: panicked
//! The files that are missing are bits of a u64. With more than 64 files the shift overflows.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let missing: u64 = (0..files.len()).fold(0, |mask, i| mask | 1 << i); //~
    let state = Arc::new((AtomicU64::new(missing), vec![OnceLock::new(); files.len()]));
    for (i, file) in files.iter().cloned().enumerate() {
        let (state, caller) = (state.clone(), thread::current());
        thread::spawn(move || {
            state.1[i].set(download(&file)).unwrap();
            state.0.fetch_and(!(1 << i), Ordering::AcqRel); //~
            caller.unpark();
        });
    }
    while state.0.load(Ordering::Acquire) != 0 {
        thread::park();
    }
    state.1.iter().map(|d| d.get().unwrap().clone()).collect()
}
