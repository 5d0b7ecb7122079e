//! kind: too_slow
//! A semaphore, meant to be kind to the server, lets only two downloads in at a time.
//! A third file waits although nothing but its own time should hold it up.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Condvar, Mutex};
use std::thread;

struct Semaphore {
    permits: Mutex<usize>,
    freed: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore {
            permits: Mutex::new(permits),
            freed: Condvar::new(),
        }
    }

    fn with<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut permits = self
            .freed
            .wait_while(self.permits.lock().unwrap(), |permits| *permits == 0)
            .unwrap();
        *permits -= 1;
        drop(permits);
        let result = work();
        *self.permits.lock().unwrap() += 1;
        self.freed.notify_one();
        result
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let semaphore = Semaphore::new(2); //~
    thread::scope(|scope| {
        let semaphore = &semaphore;
        let handles: Vec<_> = files
            .iter()
            .map(|file| scope.spawn(move || semaphore.with(|| download(file)))) //~
            .collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    })
}
