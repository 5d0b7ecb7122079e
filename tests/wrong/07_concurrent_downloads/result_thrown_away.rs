//! kind: wrong_result
//! What download returns is thrown away, as in a Python thread, and results without a size are made up afterwards.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut threads = Vec::new();
    for file in files {
        let file = file.clone();
        threads.push(thread::spawn(move || {
            download(&file); //~
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }

    let mut downloads = Vec::new();
    for file in files {
        let name = file.name.clone();
        downloads.push(Download { name, bytes: 0 }); //~
    }
    downloads
}
