//! kind: panicked
//! try_lock does not wait: it fails when another thread happens to hold the lock, and unwrap turns that into a panic.
//! Two files that arrive together are enough.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let table = Mutex::new(vec![None; files.len()]);

    thread::scope(|scope| {
        for (row, file) in files.iter().enumerate() {
            let table = &table;
            scope.spawn(move || {
                let result = download(file);
                let mut table = table.try_lock().unwrap(); //~
                table[row] = Some(result);
            });
        }
    });

    let table = table.into_inner().unwrap();
    table.into_iter().flatten().collect()
}
