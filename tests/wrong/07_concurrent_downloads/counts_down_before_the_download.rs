//! kind: not_joined
//! Each thread counts itself as done before it has downloaded anything.
//! The caller is woken at once and returns with the downloads still running.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Clone)]
struct Latch(Arc<(Mutex<usize>, Condvar)>);

impl Latch {
    fn new(count: usize) -> Self {
        Latch(Arc::new((Mutex::new(count), Condvar::new())))
    }

    fn count_down(&self) {
        let mut count = self.0.0.lock().unwrap();
        *count -= 1;
        self.0.1.notify_all();
    }

    fn wait(&self) {
        let mut count = self.0.0.lock().unwrap();
        while *count > 0 {
            count = self.0.1.wait(count).unwrap();
        }
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let latch = Latch::new(files.len());
    let slots: Arc<Mutex<Vec<Option<Download>>>> = Arc::new(Mutex::new(vec![None; files.len()]));

    for (i, file) in files.iter().cloned().enumerate() {
        let (latch, slots) = (latch.clone(), slots.clone());
        thread::spawn(move || {
            latch.count_down(); //~
            let result = download(&file); //~
            slots.lock().unwrap()[i] = Some(result);
        });
    }

    latch.wait();
    let slots = slots.lock().unwrap();
    slots.iter().filter_map(Clone::clone).collect()
}
