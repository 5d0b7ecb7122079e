//! kind: wrong_output
//! The calling thread helps with the last file, which has a thread of its own already.
//! That file is downloaded twice, and its lines come out twice.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let slots = Arc::new(Mutex::new(vec![None; files.len()]));
    let helpers: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(i, file)| {
            let file = file.clone();
            let slots = Arc::clone(&slots);
            thread::spawn(move || {
                let result = download(&file);
                slots.lock().unwrap()[i] = Some(result);
            })
        })
        .collect();

    if let Some(last) = files.last() {
        let result = download(last); //~
        slots.lock().unwrap()[files.len() - 1] = Some(result);
    }
    for helper in helpers {
        helper.join().unwrap();
    }
    slots
        .lock()
        .unwrap()
        .iter_mut()
        .map(|slot| slot.take().unwrap())
        .collect()
}
