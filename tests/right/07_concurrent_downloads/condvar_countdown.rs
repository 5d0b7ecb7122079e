//! Detached threads and a countdown under a Mutex with a Condvar: the caller sleeps until nothing is outstanding.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct State {
    outstanding: usize,
    slots: Vec<Option<Download>>,
}

struct Shared {
    state: Mutex<State>,
    all_done: Condvar,
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            outstanding: files.len(),
            slots: vec![None; files.len()],
        }),
        all_done: Condvar::new(),
    });

    for (index, file) in files.iter().cloned().enumerate() {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let result = download(&file);
            let mut state = shared.state.lock().unwrap();
            state.slots[index] = Some(result);
            state.outstanding -= 1;
            if state.outstanding == 0 {
                shared.all_done.notify_one();
            }
        });
    }

    let state = shared.state.lock().unwrap();
    let mut state = shared
        .all_done
        .wait_while(state, |state| state.outstanding > 0)
        .unwrap();
    state.slots.iter_mut().map(|slot| slot.take().unwrap()).collect()
}
