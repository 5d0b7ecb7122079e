//! kind: panicked
//! It is written for exactly five files, as in the title, and panics when there are more or fewer.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let five: &[RemoteFile; 5] = files.try_into().expect("there are always five files"); //~
    thread::scope(|scope| {
        let threads = five.each_ref().map(|file| scope.spawn(move || download(file)));
        threads.map(|thread| thread.join().unwrap()).to_vec()
    })
}
