//! kind: stale_read
//! The counter is Relaxed, so the caller may see it at zero and a size still at 0.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let sizes: Arc<Vec<AtomicU64>> = Arc::new(files.iter().map(|_| AtomicU64::new(0)).collect());
    let missing = Arc::new(AtomicUsize::new(files.len()));
    let caller = thread::current();
    for (i, file) in files.iter().cloned().enumerate() {
        let (sizes, missing, caller) = (sizes.clone(), missing.clone(), caller.clone());
        thread::spawn(move || {
            let arrived = download(&file);
            sizes[i].store(arrived.bytes, Ordering::Relaxed); //~
            missing.fetch_sub(1, Ordering::Relaxed); //~
            caller.unpark();
        });
    }
    while missing.load(Ordering::Relaxed) > 0 { //~
        thread::park();
    }
    let name = |i: usize| files[i].name.clone();
    (0..files.len()).map(|i| Download { name: name(i), bytes: sizes[i].load(Ordering::Relaxed) }).collect() //~
}
