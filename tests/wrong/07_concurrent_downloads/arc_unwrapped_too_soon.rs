//! kind: panicked
//! The caller goes on as soon as the last result is counted and takes the Arc apart.
//! The thread that counted it may not have let go of its own Arc yet, and then try_unwrap fails.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Debug, Default)]
struct Board {
    arrived: Mutex<Vec<(usize, Download)>>,
    changed: Condvar,
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let board = Arc::new(Board::default());
    for (index, file) in files.iter().cloned().enumerate() {
        let board = Arc::clone(&board);
        thread::spawn(move || {
            let result = download(&file);
            board.arrived.lock().unwrap().push((index, result));
            board.changed.notify_one();
        });
    }

    let mut arrived = board.arrived.lock().unwrap();
    while arrived.len() < files.len() {
        arrived = board.changed.wait(arrived).unwrap();
    }
    drop(arrived);

    let board = Arc::try_unwrap(board).expect("the threads have let go of the board"); //~
    let mut arrived = board.arrived.into_inner().unwrap();
    arrived.sort_by_key(|(index, _)| *index);
    arrived.into_iter().map(|(_, result)| result).collect()
}
