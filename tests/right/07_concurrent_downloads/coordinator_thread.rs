//! A coordinator thread starts and joins the downloading threads; the calling thread only waits for the coordinator.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

struct Coordinator {
    files: Vec<RemoteFile>,
}

impl Coordinator {
    fn run(self) -> Vec<Download> {
        let workers = self
            .files
            .into_iter()
            .map(|file| thread::spawn(move || download(&file)))
            .collect::<Vec<_>>();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let coordinator = Coordinator { files: files.to_vec() };
    thread::spawn(move || coordinator.run()).join().unwrap()
}
