//! kind: stale_read
//! Each size is announced by a Relaxed flag, so the caller may see the flag and still the size 0.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

#[derive(Default)]
struct Slot {
    bytes: AtomicU64,
    ready: AtomicBool,
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut slots = Vec::new();
    for file in files {
        let slot = Arc::new(Slot::default());
        slots.push(Arc::clone(&slot));
        let file = file.clone();
        thread::spawn(move || {
            let download = download(&file);
            slot.bytes.store(download.bytes, Ordering::Relaxed);
            slot.ready.store(true, Ordering::Relaxed); //~
        });
    }
    let mut downloads = Vec::new();
    for (file, slot) in files.iter().zip(&slots) {
        while !slot.ready.load(Ordering::Relaxed) { //~
            thread::yield_now();
        }
        let bytes = slot.bytes.load(Ordering::Relaxed); //~
        downloads.push(Download { name: file.name.clone(), bytes });
    }
    downloads
}
