//! A lock-free-looking state machine per file: compare_exchange_weak in a loop, swap, fetch_or; a OnceLock holds the value.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

const IDLE: u8 = 0;
const RUNNING: u8 = 1;
const DONE: u8 = 2;

struct Cell {
    state: AtomicU8,
    file: RemoteFile,
    value: OnceLock<Download>,
}

impl Cell {
    fn claim(&self) -> bool {
        loop {
            match self.state.compare_exchange_weak(IDLE, RUNNING, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(IDLE) => continue,
                Err(_) => return false,
            }
        }
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let cells: Arc<[Cell]> = files
        .iter()
        .map(|f| Cell { state: AtomicU8::new(IDLE), file: f.clone(), value: OnceLock::new() })
        .collect::<Vec<_>>()
        .into();
    for _ in files {
        let cells = cells.clone();
        let caller = thread::current();
        thread::spawn(move || {
            if let Some(cell) = cells.iter().find(|c| c.state.fetch_max(RUNNING, Ordering::AcqRel) == IDLE) {
                let _ = cell.value.set(download(&cell.file));
                cell.state.swap(DONE, Ordering::Release);
                caller.unpark();
            }
        });
    }
    cells
        .iter()
        .map(|c| {
            while c.state.load(Ordering::Acquire) != DONE {
                thread::park();
            }
            c.value.get().cloned().unwrap()
        })
        .collect()
}
