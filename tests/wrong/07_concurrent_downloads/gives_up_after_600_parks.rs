//! kind: not_joined
//! Parks at most 600 times for 100 ms: what has not arrived after a minute is not waited for.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let slots = Arc::new(Mutex::new(vec![None; files.len()]));
    let caller = thread::current();
    for (i, file) in files.iter().cloned().enumerate() {
        let (slots, caller) = (slots.clone(), caller.clone());
        thread::spawn(move || {
            let arrived = download(&file);
            slots.lock().unwrap()[i] = Some(arrived);
            caller.unpark();
        });
    }
    for _ in 0..600 { //~
        if slots.lock().unwrap().iter().all(|slot| slot.is_some()) {
            break;
        }
        thread::park_timeout(Duration::from_millis(100)); //~
    }
    slots.lock().unwrap().iter().flatten().cloned().collect()
}
