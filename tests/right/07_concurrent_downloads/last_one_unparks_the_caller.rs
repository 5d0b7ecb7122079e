//! An atomic countdown and `park`: whoever finishes last wakes the caller, which looks at the count again after each
//! wake-up because `park` may return for no reason.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let caller = thread::current();
    let left = Arc::new(AtomicUsize::new(files.len()));
    let done: Arc<Mutex<Vec<(usize, Download)>>> = Arc::default();

    files.iter().cloned().enumerate().for_each(|(number, file)| {
        let (caller, left, done) = (caller.clone(), left.clone(), done.clone());
        thread::spawn(move || {
            let arrived = download(&file);
            done.lock().unwrap().push((number, arrived));
            // Release hands what this thread did to whoever reads the zero; Acquire in the loop below receives it.
            if left.fetch_sub(1, Ordering::AcqRel) == 1 {
                caller.unpark();
            }
        });
    });

    while left.load(Ordering::Acquire) != 0 {
        thread::park();
    }
    let mut done = std::mem::take(&mut *done.lock().unwrap());
    done.sort_by_key(|pair| pair.0);
    done.into_iter().map(|pair| pair.1).collect()
}
