//! The counters of all calls live in one static table; every call has a row of its own in it.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard};
use std::thread;

static TABLE: LazyLock<Mutex<BTreeMap<u64, usize>>> = LazyLock::new(Default::default);
static NEXT_ROW: AtomicU64 = AtomicU64::new(0);

fn table() -> MutexGuard<'static, BTreeMap<u64, usize>> {
    TABLE.lock().unwrap()
}

fn with_row(threads: usize, times: usize, add: impl Fn(u64) + Sync) -> usize {
    let row = NEXT_ROW.fetch_add(1, Ordering::Relaxed);
    table().insert(row, 0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    add(row);
                }
            });
        }
    });
    let count = table().remove(&row);
    count.expect("nobody else removes this row")
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    with_row(threads, times, |row| {
        let old = table()[&row];
        table().insert(row, old + 1);
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    with_row(threads, times, |row| {
        let mut table = table();
        let old = table[&row];
        table.insert(row, old + 1);
    })
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
        without_lock: count_without_lock(threads, times),
        with_lock: count_with_lock(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}
