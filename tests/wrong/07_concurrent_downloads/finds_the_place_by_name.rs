//! kind: panicked
//! The place of a result is looked up by its name, so two files of the same name go to the same place.
//! The other place stays empty, and unwrapping it panics.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::channel;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = channel();
    for file in files.iter().cloned() {
        let tx = tx.clone();
        thread::spawn(move || {
            let result = download(&file);
            tx.send(result).unwrap();
        });
    }
    drop(tx);

    let mut places: Vec<Option<Download>> = vec![None; files.len()];
    while let Ok(result) = rx.recv() {
        let place = files.iter().position(|file| file.name == result.name).unwrap(); //~
        places[place] = Some(result);
    }
    places.into_iter().map(|result| result.unwrap()).collect() //~
}
