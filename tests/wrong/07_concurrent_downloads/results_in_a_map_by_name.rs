//! kind: wrong_result
//! The results are kept in a map by name, where two files of the same name have one place between them.
//! Both are downloaded, but only one of them is returned.

mod server;
pub use server::{Download, RemoteFile, download};

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = mpsc::channel::<Download>();
    for file in files.iter().cloned() {
        let tx = tx.clone();
        thread::spawn(move || tx.send(download(&file)).unwrap());
    }
    drop(tx);

    let mut by_name: HashMap<String, Download> = HashMap::new();
    for result in rx {
        by_name.insert(result.name.clone(), result); //~
    }
    files.iter().filter_map(|file| by_name.remove(&file.name)).collect() //~
}
