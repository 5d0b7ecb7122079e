//! kind: lost_update
//! The whole list of results is copied out, added to and copied back, in two critical sections.
mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::{Arc, RwLock};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Arc::new(RwLock::new(vec![None; files.len()]));
    let threads: Vec<_> = files
        .iter()
        .cloned()
        .enumerate()
        .map(|(place, file)| {
            let results = Arc::clone(&results);
            thread::spawn(move || {
                let done = download(&file);
                let mut copy = results.read().expect("no panic").to_vec(); //~
                copy[place] = Some(done);
                results.write().expect("no panic").clone_from(&copy); //~
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let results = results.read().unwrap().to_vec();
    results.into_iter().flatten().collect()
}
