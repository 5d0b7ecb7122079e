//! kind: does_not_compile
//! A thread from spawn may outlive the function, so it can't borrow the caller's slice.
//! It needs a scope, or a clone.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut handles = Vec::new();
    for file in files {
        handles.push(thread::spawn(move || download(file))); //~
    }
    handles.into_iter().map(|handle| handle.join().unwrap()).collect()
}
