//! A rendezvous channel for each file, like a promise: the receivers are kept in order and asked one after another.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

struct Promise(Receiver<Download>);

impl Promise {
    fn of(file: &RemoteFile) -> Promise {
        let (sender, receiver) = sync_channel(0);
        let file = file.clone();
        thread::spawn(move || {
            let result = download(&file);
            sender.send(result).expect("the promise is kept until it is redeemed");
        });
        Promise(receiver)
    }

    fn redeem(self) -> Download {
        self.0.recv().expect("the thread sends before it ends")
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let promises: Vec<Promise> = files.iter().map(Promise::of).collect();
    promises.into_iter().map(Promise::redeem).collect()
}
