//! How many executions a second the loom world runs, beside bare loom with the same programs.
//!
//! `cargo run -p loom-harness --example executions_per_second`

use engine::__engine::{Learned, Recording, Settings, run};
use engine::sync::{Mutex, mpsc};
use engine::thread;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

fn ours(name: &str, program: fn() -> usize) {
    for bound in 0..4 {
        for recording in [Recording::Never, Recording::Always] {
            let settings = Settings {
                bound,
                executions: 200_000,
                steps: 2_000,
                drain: true,
                recording,
            };
            let start = Instant::now();
            let scenario = Rc::new(move || {
                std::hint::black_box(program());
            });
            let (_, executions) = run(&settings, &mut Learned::default(), scenario, Rc::new(|_| true));
            tell(name, &format!("ours, {recording:?}"), bound, executions, start);
        }
    }
}

fn bare(name: &str, program: fn() -> usize) {
    static EXECUTIONS: AtomicU64 = AtomicU64::new(0);
    for bound in 0..4 {
        let mut model = loom::model::Builder::new();
        model.preemption_bound = Some(bound);
        EXECUTIONS.store(0, Ordering::Relaxed);
        let start = Instant::now();
        model.check(move || {
            EXECUTIONS.fetch_add(1, Ordering::Relaxed);
            std::hint::black_box(program());
        });
        tell(name, "bare loom", bound, EXECUTIONS.load(Ordering::Relaxed), start);
    }
}

fn tell(name: &str, who: &str, bound: usize, executions: u64, start: Instant) {
    let rate = executions as f64 / start.elapsed().as_secs_f64();
    println!("{name:<28} {who:<14} bound {bound} {executions:>8} executions {rate:>8.0} a second");
}

fn count(threads: usize, times: usize) -> usize {
    let count = Arc::new(Mutex::new(0));
    let add = |count: Arc<Mutex<usize>>| move || (0..times).for_each(|_| *count.lock().unwrap() += 1);
    let threads: Vec<_> = (0..threads).map(|_| thread::spawn(add(Arc::clone(&count)))).collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    *count.lock().unwrap()
}

fn bare_count(threads: usize, times: usize) -> usize {
    let count = Arc::new(loom::sync::Mutex::new(0));
    let add = |count: Arc<loom::sync::Mutex<usize>>| move || (0..times).for_each(|_| *count.lock().unwrap() += 1);
    let threads: Vec<_> = (0..threads)
        .map(|_| loom::thread::spawn(add(Arc::clone(&count))))
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    *count.lock().unwrap()
}

fn channel() -> usize {
    let (sender, receiver) = mpsc::channel();
    for number in 0..3 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap());
    }
    drop(sender);
    receiver.iter().sum()
}

fn main() {
    ours("2 threads, 1 addition", || count(2, 1));
    bare("2 threads, 1 addition", || bare_count(2, 1));
    ours("2 threads, 3 additions", || count(2, 3));
    bare("2 threads, 3 additions", || bare_count(2, 3));
    ours("3 threads, 1 addition", || count(3, 1));
    bare("3 threads, 1 addition", || bare_count(3, 1));
    ours("3 senders, 1 receiver", channel);
}
