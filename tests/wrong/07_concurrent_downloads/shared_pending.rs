//! kind: too_slow
//! The count of pending downloads is one for all calls, so a short call waits for the files of another.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::{Condvar, Mutex};
use std::thread;

static PENDING: Mutex<usize> = Mutex::new(0); //~
static NONE_LEFT: Condvar = Condvar::new();

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let slots: Vec<Mutex<Option<Download>>> = files.iter().map(|_| Mutex::new(None)).collect();
    let slots = std::sync::Arc::new(slots);
    *PENDING.lock().unwrap() += files.len(); //~
    for (i, file) in files.iter().cloned().enumerate() {
        let slots = slots.clone();
        thread::spawn(move || {
            let arrived = download(&file);
            *slots[i].lock().unwrap() = Some(arrived);
            *PENDING.lock().unwrap() -= 1;
            NONE_LEFT.notify_all();
        });
    }
    drop(NONE_LEFT.wait_while(PENDING.lock().unwrap(), |pending| *pending > 0)); //~
    slots.iter().map(|slot| slot.lock().unwrap().take().unwrap()).collect()
}
