//! kind: deadlock
//! The caller locks the results and then joins threads that need that lock to put theirs down.
//! It waits for them, and they wait for it.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Arc::new(Mutex::new(vec![None::<Download>; files.len()]));
    let handles: Vec<_> = (0..files.len())
        .map(|i| {
            let results = Arc::clone(&results);
            let file = files[i].clone();
            thread::spawn(move || {
                let result = download(&file);
                results.lock().unwrap()[i] = Some(result); //~
            })
        })
        .collect();

    let results = results.lock().unwrap(); //~
    for handle in handles {
        handle.join().unwrap(); //~
    }
    results.iter().flatten().cloned().collect()
}
