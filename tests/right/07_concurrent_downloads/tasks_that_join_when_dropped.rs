//! A type that owns its thread and joins it in `Drop`; the results lie in an `Arc<OnceLock>` shared with the thread.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

struct Task {
    result: Arc<OnceLock<Download>>,
    thread: Option<JoinHandle<()>>,
}

impl From<RemoteFile> for Task {
    fn from(file: RemoteFile) -> Self {
        let result = Arc::new(OnceLock::new());
        let cell = Arc::clone(&result);
        let thread = Some(thread::spawn(move || {
            cell.get_or_init(|| download(&file));
        }));
        Task { result, thread }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let tasks: Vec<Task> = files.iter().cloned().map(Task::from).collect();
    let results: Vec<_> = tasks.iter().map(|task| Arc::clone(&task.result)).collect();
    // Dropping the tasks waits for every thread, so each result is there afterwards.
    drop(tasks);
    results.iter().map(|result| result.get().unwrap().clone()).collect()
}
