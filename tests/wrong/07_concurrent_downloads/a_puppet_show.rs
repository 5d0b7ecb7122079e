//! kind: wrong_output
//! No thread is started and nothing is downloaded: the caller prints what the downloads would have printed, when they
//! would have.
mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;
use std::time::Duration;

fn size(name: &str) -> u64 {
    name.bytes()
        .fold(17, |size, byte| (size * 131 + u64::from(byte)) % 1_000_003)
}

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    for file in files {
        println!("Downloading {}...", file.name);
    }

    let mut by_time: Vec<&RemoteFile> = files.iter().collect();
    by_time.sort_by_key(|file| file.time);
    let mut now = Duration::ZERO;
    for file in by_time {
        thread::sleep(file.time - now);
        now = file.time;
        println!("{} downloaded!", file.name);
    }

    files
        .iter()
        .map(|file| Download {
            name: file.name.clone(),
            bytes: size(&file.name),
        })
        .collect()
}
