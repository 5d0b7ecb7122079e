//! kind: forbidden
//! The results lie in a static mut that all threads write to, which takes unsafe.
//! Nothing keeps two threads from writing at the same time.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

static mut RESULTS: Vec<Option<Download>> = Vec::new();

fn results() -> &'static mut Vec<Option<Download>> {
    unsafe { &mut *(&raw mut RESULTS) } //~
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    *results() = vec![None; files.len()];
    thread::scope(|s| {
        for (i, file) in files.iter().enumerate() {
            s.spawn(move || {
                let result = download(file);
                results()[i] = Some(result);
            });
        }
    });
    results().iter().flatten().cloned().collect()
}
