//! kind: lost_update
//! Each thread copies the results, fills its place in the copy and puts the copy back under a second guard.
mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results: Mutex<Vec<Option<Download>>> = Mutex::new(files.iter().map(|_| None).collect());
    thread::scope(|s| {
        for (place, file) in files.iter().enumerate() {
            let results = &results;
            s.spawn(move || {
                let done = download(file);
                let mut copy = results.lock().unwrap().clone(); //~
                copy[place] = Some(done);
                let mut guard = results.lock().unwrap();
                *guard = copy; //~
            });
        }
    });
    results.into_inner().unwrap().into_iter().flatten().collect()
}
