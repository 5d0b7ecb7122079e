//! kind: too_slow
//! Four workers share the files however many there are.
//! The fifth of five files has to wait until a worker is free, so five files of 2 s take 4 s.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const WORKERS: usize = 4; //~

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let files: Arc<[RemoteFile]> = Arc::from(files);
    let next = Arc::new(AtomicUsize::new(0));

    let workers: Vec<_> = (0..WORKERS) //~
        .map(|_| {
            let files = Arc::clone(&files);
            let next = Arc::clone(&next);
            thread::spawn(move || {
                let mut mine = Vec::new();
                loop {
                    let i = next.fetch_add(1, Ordering::SeqCst);
                    let Some(file) = files.get(i) else { break };
                    mine.push((i, download(file)));
                }
                mine
            })
        })
        .collect();

    let mut all: Vec<(usize, Download)> = Vec::new();
    for worker in workers {
        all.extend(worker.join().unwrap());
    }
    all.sort_by_key(|pair| pair.0);
    all.into_iter().map(|pair| pair.1).collect()
}
