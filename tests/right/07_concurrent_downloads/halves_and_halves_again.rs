//! Divide and conquer: the slots are split in two with `split_at_mut`, one half goes to a new thread, until one file is
//! left. The calling thread ends up with the last file.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut slots = vec![None; files.len()];
    fill(files, &mut slots);
    slots.into_iter().map(Option::unwrap).collect()
}

fn fill(files: &[RemoteFile], slots: &mut [Option<Download>]) {
    match files {
        [] => {}
        [file] => slots[0] = Some(download(file)),
        _ => {
            let middle = files.len() / 2;
            let (left_files, right_files) = files.split_at(middle);
            let (left_slots, right_slots) = slots.split_at_mut(middle);
            thread::scope(|scope| {
                scope.spawn(|| fill(left_files, left_slots));
                fill(right_files, right_slots);
            });
        }
    }
}
