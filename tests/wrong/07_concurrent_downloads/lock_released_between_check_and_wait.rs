//! kind: lost_wakeup
//! The count is looked at under one lock and the wait takes a new one.
//! The last thread may finish in between: its notify finds nobody waiting, and the caller waits for ever.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::thread;

struct Job {
    slots: Vec<OnceLock<Download>>,
    left: Mutex<usize>,
    finished: Condvar,
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let job = Arc::new(Job {
        slots: vec![OnceLock::new(); files.len()],
        left: Mutex::new(files.len()),
        finished: Condvar::new(),
    });

    for (i, file) in files.iter().cloned().enumerate() {
        let job = Arc::clone(&job);
        thread::spawn(move || {
            job.slots[i].set(download(&file)).unwrap();
            *job.left.lock().unwrap() -= 1;
            job.finished.notify_all();
        });
    }

    loop {
        let left = *job.left.lock().unwrap(); //~
        if left == 0 {
            break;
        }
        let guard = job.left.lock().unwrap();
        drop(job.finished.wait(guard).unwrap()); //~
    }
    job.slots.iter().map(|slot| slot.get().unwrap().clone()).collect()
}
