//! kind: wrong_result
//! To get rid of the order of arrival the results are sorted by name, which is not the order they were asked for.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let downloaded: Arc<Mutex<Vec<Download>>> = Arc::new(Mutex::new(vec![]));
    let threads: Vec<_> = files
        .iter()
        .map(|file| {
            let (file, downloaded) = (file.clone(), downloaded.clone());
            thread::spawn(move || {
                let d = download(&file);
                downloaded.lock().unwrap().push(d);
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());

    let mut list = downloaded.lock().unwrap().clone();
    list.sort_by(|a, b| a.name.cmp(&b.name)); //~
    list
}
