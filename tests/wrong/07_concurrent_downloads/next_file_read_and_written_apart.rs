//! kind: lost_update
//! Taking the next number is a load and then a store.
//! Two threads can load the same number: one file is downloaded twice, another one never.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());

    thread::scope(|scope| {
        for _ in files {
            scope.spawn(|| {
                let number = next.load(Ordering::SeqCst); //~
                next.store(number + 1, Ordering::SeqCst); //~
                let result = download(&files[number]);
                results.lock().unwrap().push((number, result));
            });
        }
    });

    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}
