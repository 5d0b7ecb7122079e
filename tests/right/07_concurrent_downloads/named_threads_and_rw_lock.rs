//! Threads from `Builder` with names, numbered by a static counter that is made at first use, and a `RwLock` around a
//! `BTreeMap` that keeps the results sorted by place.

mod server;
pub use server::{Download, RemoteFile, download};

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, RwLock};
use std::thread::{self, Builder};

/// Only the names of threads depend on it, so calls can't get into each other's way.
static BATCH: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(1));

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    try_download_all(files).expect("the system has a thread for each file")
}

fn try_download_all(files: &[RemoteFile]) -> io::Result<Vec<Download>> {
    let batch = BATCH.fetch_add(1, Ordering::Relaxed);
    let results = RwLock::new(BTreeMap::new());
    thread::scope(|scope| -> io::Result<()> {
        for (place, file) in files.iter().enumerate() {
            let results = &results;
            Builder::new()
                .name(format!("download {batch}.{place}"))
                .spawn_scoped(scope, move || {
                    let result = download(file);
                    results.write().unwrap().insert(place, result);
                })?;
        }
        Ok(())
    })?;
    Ok(results.read().unwrap().values().cloned().collect())
}
