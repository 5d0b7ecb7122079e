//! kind: too_slow
//! A static lock is held during the whole call, so of two calls at a time one waits for the other.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Mutex;
use std::thread;

static BUSY: Mutex<()> = Mutex::new(());

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let _busy = BUSY.lock().unwrap(); //~
    let handles: Vec<_> = files
        .iter()
        .map(|file| {
            let file = file.clone();
            thread::spawn(move || download(&file))
        })
        .collect();
    handles.into_iter().map(|handle| handle.join().unwrap()).collect()
}
