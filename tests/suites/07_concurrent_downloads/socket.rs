//! The learner's function and what is given to it, as the suite knows them: `answer.rs` plugs them in.

use harness::Socket;
use std::time::Duration;

pub struct Answer {
    pub download_all: fn(&[RemoteFile]) -> Vec<Download>,
}

pub struct RemoteFile {
    pub name: String,
    pub time: Duration,
}

pub struct Download {
    pub name: String,
    pub bytes: u64,
}

pub static ANSWER: Socket<Answer> = Socket::new();

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    (ANSWER.download_all)(files)
}
