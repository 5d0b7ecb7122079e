//! kind: not_joined
//! Only the first 250 threads are joined. With more files than that, the others may still be at work when it returns.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let slots = Arc::new(Mutex::new(vec![None; files.len()]));
    let handles: Vec<_> = files
        .iter()
        .cloned()
        .enumerate()
        .map(|(i, f)| {
            let slots = slots.clone();
            thread::spawn(move || {
                let d = download(&f);
                slots.lock().unwrap()[i] = Some(d);
            })
        })
        .collect();
    for handle in handles.into_iter().take(250) { //~
        handle.join().unwrap(); //~
    }
    let slots = slots.lock().unwrap();
    slots.iter().flatten().cloned().collect()
}
