//! A process's descendants, from `/proc`. Linux only.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::time::{Duration, Instant};

/// The living processes below `id`, parents first. Without `id` itself.
pub fn of(id: u32) -> Vec<u32> {
    let mut found = vec![id];
    let mut at = 0;
    let mut table = None;
    while at < found.len() {
        let children = match children(found[at]) {
            Some(children) => children,
            // Not every kernel keeps the lists; then all processes are looked at, once.
            None => {
                let table = table.get_or_insert_with(parents);
                let of_this = table.iter().filter(|(_, parent)| *parent == found[at]);
                of_this.map(|(child, _)| *child).collect()
            }
        };
        // Ids are used again, so a list may be stale; nobody is counted twice.
        for child in children {
            if !found.contains(&child) {
                found.push(child);
            }
        }
        at += 1;
    }
    found.remove(0);
    found
}

fn children(id: u32) -> Option<Vec<u32>> {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).ok()?;
    let mut all = Vec::new();
    for thread in threads.flatten() {
        match std::fs::read_to_string(thread.path().join("children")) {
            Ok(list) => all.extend(list.split_whitespace().filter_map(|id| id.parse::<u32>().ok())),
            // A thread may end at any time; that there is no such file at all is something else.
            Err(_) if thread.path().exists() => return None,
            Err(_) => {}
        }
    }
    Some(all)
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter_map(|id| Some((id, *super::usage::fields(id)?.get(1)? as u32)))
        .collect()
}

/// Ends every process below `id`, however often they start others. `id` must be a subreaper, or orphans are missed.
pub fn end_all(id: u32) {
    let start = Instant::now();
    loop {
        // A zombie is dead, and whoever it belongs to has not looked at it yet.
        let living = of(id).into_iter().filter(|&id| !super::usage::is_zombie(id));
        let living: Vec<u32> = living.collect();
        if living.is_empty() || start.elapsed() > Duration::from_secs(5) {
            return;
        }
        for id in living {
            // It may have ended by itself in the meantime.
            let _ = kill(Pid::from_raw(id as i32), Signal::SIGKILL);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
