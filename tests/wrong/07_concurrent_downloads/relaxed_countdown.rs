//! kind: stale_read
//! The countdown is Relaxed, so reading its zero does not bring along what the threads stored before.
//! The caller may see that all is done and still read 0 bytes.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let sizes: Arc<Vec<AtomicU64>> = Arc::new(files.iter().map(|_| AtomicU64::new(0)).collect());
    let left = Arc::new(AtomicUsize::new(files.len()));
    let caller = thread::current();

    for (i, file) in files.iter().cloned().enumerate() {
        let (sizes, left, caller) = (sizes.clone(), left.clone(), caller.clone());
        thread::spawn(move || {
            sizes[i].store(download(&file).bytes, Relaxed);
            let left = left.fetch_sub(1, Relaxed) - 1; //~
            if left == 0 {
                caller.unpark();
            }
        });
    }

    loop {
        let left = left.load(Relaxed); //~
        if left == 0 {
            break;
        }
        thread::park();
    }
    let mut downloads = Vec::new();
    for (file, size) in files.iter().zip(sizes.iter()) {
        downloads.push(Download {
            name: file.name.clone(),
            bytes: size.load(Relaxed),
        });
    }
    downloads
}
