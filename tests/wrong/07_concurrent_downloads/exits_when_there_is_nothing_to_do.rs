//! kind: exited_early
//! With nothing to download it ends the whole program instead of returning an empty Vec.

mod server;
pub use server::{Download, RemoteFile, download};

use std::process;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    if files.is_empty() {
        process::exit(0); //~
    }
    let handles: Vec<_> = files
        .iter()
        .map(|file| {
            let file = file.clone();
            thread::spawn(move || download(&file))
        })
        .collect();
    handles.into_iter().map(|handle| handle.join().unwrap()).collect()
}
