//! Shared slots in an `Arc<Mutex<Vec<Option<_>>>>`; the lock is taken only once the download is there.

mod server;
pub use server::{Download, RemoteFile, download};

use std::mem;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let slots = Arc::new(Mutex::new(vec![None; files.len()]));

    let mut threads = Vec::with_capacity(files.len());
    for i in 0..files.len() {
        let slots = Arc::clone(&slots);
        let file = files[i].clone();
        threads.push(thread::spawn(move || {
            // The right-hand side of an assignment is evaluated first, so the lock is not held during the download.
            slots.lock().unwrap()[i] = Some(download(&file));
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }

    let slots = mem::take(&mut *slots.lock().unwrap());
    slots
        .into_iter()
        .map(|slot| slot.expect("every thread fills its slot"))
        .collect()
}
