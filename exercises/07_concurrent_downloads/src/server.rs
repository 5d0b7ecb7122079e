//! A pretend file server: what can be asked for, what comes back, and the download itself, which only waits.
//! It is given: read it, call `download`, and leave it as it is.

use std::thread;
use std::time::Duration;

/// A file on the server, and how long its download takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFile {
    pub name: String,
    pub time: Duration,
}

/// A file that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    pub name: String,
    pub bytes: u64,
}

/// Downloads one file: says so, waits as a slow network would, says that it is done.
pub fn download(file: &RemoteFile) -> Download {
    println!("Downloading {}...", file.name);
    thread::sleep(file.time);
    println!("{} downloaded!", file.name);
    Download {
        name: file.name.clone(),
        bytes: size(&file.name),
    }
}

/// The size is derived from the name, so that the same file has the same size in every run and on every machine.
fn size(name: &str) -> u64 {
    name.bytes()
        .fold(17, |size, byte| (size * 131 + u64::from(byte)) % 1_000_003)
}
