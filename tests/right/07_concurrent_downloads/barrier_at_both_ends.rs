//! Two barriers that the calling thread takes part in: one lets all downloads begin together, one tells when the last
//! result has been put down. The threads are not joined.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Barrier, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let parties = files.len() + 1;
    let begin = Arc::new(Barrier::new(parties));
    let end = Arc::new(Barrier::new(parties));
    let slots: Arc<Vec<Mutex<Option<Download>>>> = Arc::new(files.iter().map(|_| Mutex::new(None)).collect());

    for (i, file) in files.iter().enumerate() {
        let (begin, end, slots, file) = (begin.clone(), end.clone(), slots.clone(), file.clone());
        thread::spawn(move || {
            begin.wait();
            let result = download(&file);
            *slots[i].lock().unwrap() = Some(result);
            end.wait();
        });
    }
    begin.wait();
    end.wait();

    slots.iter().filter_map(|slot| slot.lock().unwrap().take()).collect()
}
