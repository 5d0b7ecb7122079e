//! Scoped threads, each with a mutable borrow of the one slot it fills: no lock, no handle, the scope's end joins.

mod server;
pub use server::{Download, RemoteFile, download};

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut slots: Vec<Option<Download>> = vec![None; files.len()];
    std::thread::scope(|s| {
        for (slot, file) in slots.iter_mut().zip(files) {
            s.spawn(move || *slot = Some(download(file)));
        }
    });
    slots.into_iter().flatten().collect()
}
