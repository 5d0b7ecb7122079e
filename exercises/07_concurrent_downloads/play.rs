//! A program with a mistake in it, for `checker play concurrent_downloads`. Which thread must go on when, so that it shows?

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let downloads = Mutex::new(Vec::new());
    // The place that each download has among the files.
    let places = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for (place, file) in files.iter().enumerate() {
            let (downloads, places) = (&downloads, &places);
            scope.spawn(move || {
                let download = download(file);
                downloads.lock().unwrap().push(download);
                places.lock().unwrap().push(place);
            });
        }
    });
    let mut sorted: Vec<(usize, Download)> = places
        .into_inner()
        .unwrap()
        .into_iter()
        .zip(downloads.into_inner().unwrap())
        .collect();
    sorted.sort_by_key(|(place, _)| *place);
    sorted.into_iter().map(|(_, download)| download).collect()
}
