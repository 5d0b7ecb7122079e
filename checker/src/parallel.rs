//! Many tasks on a few threads. In: how many, and what to do. Out: the results in the tasks' order.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `count` tasks on `workers` threads, the first ones first, and returns the results in the tasks' order.
///
/// # Panics
/// If a task panics.
pub fn in_parallel<T: Send>(workers: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..workers.clamp(1, count.max(1)) {
            scope.spawn(|| {
                loop {
                    // Relaxed: only the number itself must be handed out once; the results have locks of their own.
                    let task = next.fetch_add(1, Ordering::Relaxed);
                    let Some(place) = results.get(task) else { break };
                    let result = work(task);
                    if let Ok(mut place) = place.lock() {
                        *place = Some(result);
                    }
                }
            });
        }
    });
    results
        .into_iter()
        .filter_map(|place| place.into_inner().ok().flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_are_in_the_tasks_order() {
        let results = in_parallel(4, 100, |task| {
            std::thread::sleep(std::time::Duration::from_micros((task as u64 * 37) % 200));
            task
        });
        assert_eq!(results, (0..100).collect::<Vec<_>>());
        assert_eq!(in_parallel(4, 0, |task| task), Vec::<usize>::new());
    }
}
