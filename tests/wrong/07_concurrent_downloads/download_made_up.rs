//! kind: wrong_result
//! The download is imitated instead of called: it prints and sleeps just so, but the size is made up.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

fn fetch(file: &RemoteFile) -> Download {
    println!("Downloading {}...", file.name);
    thread::sleep(file.time);
    println!("{} downloaded!", file.name);
    Download {
        name: file.name.clone(),
        bytes: file.name.len() as u64 * 1024, //~
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    thread::scope(|s| {
        let handles: Vec<_> = files.iter().map(|f| s.spawn(|| fetch(f))).collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect()
    })
}
