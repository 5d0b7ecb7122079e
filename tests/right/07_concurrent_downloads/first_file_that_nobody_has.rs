//! Each thread takes the first file that nobody has taken yet.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let todo: Vec<Mutex<Option<&RemoteFile>>> = files.iter().map(|f| Mutex::new(Some(f))).collect();
    let done: Vec<Mutex<Option<Download>>> = files.iter().map(|_| Mutex::new(None)).collect();
    thread::scope(|s| {
        for _ in files {
            s.spawn(|| {
                for (todo, done) in todo.iter().zip(&done) {
                    let mine = todo.lock().unwrap().take();
                    if let Some(file) = mine {
                        let d = download(file);
                        *done.lock().unwrap() = Some(d);
                        return;
                    }
                }
            });
        }
    });
    done.into_iter().map(|d| d.into_inner().unwrap().unwrap()).collect()
}
