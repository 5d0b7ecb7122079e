//! Ctrl-C, and being asked to end in other ways. Everything that the checker has started is in process groups of its own, so that
//! nobody but the checker can end it: it does, and then it dies of the signal as it would have anyway.
//!
//! On Windows Ctrl-C reaches all processes of a console by itself.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

static OVER: AtomicBool = AtomicBool::new(false);
/// How many processes are being attended to.
static ALIVE: AtomicUsize = AtomicUsize::new(0);
static FAREWELL: Mutex<Option<String>> = Mutex::new(None);

/// How long the processes get to be ended.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(10);

/// From now on, signals that ask this process to end are obeyed in order. Not for commands that have the terminal to themselves.
pub fn obey() {
    // Without it everything works but for this; the signal's default is to end the process at once.
    #[cfg(unix)]
    let _ = listen();
}

#[cfg(unix)]
fn listen() -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        if is_ignored(signal) {
            continue;
        }
        let (mut heard, said) = UnixStream::pair()?;
        signal_hook::low_level::pipe::register(signal, said)?;
        std::thread::Builder::new().spawn(move || {
            if heard.read_exact(&mut [0]).is_ok() {
                end(signal);
            }
        })?;
    }
    Ok(())
}

/// Whether whoever started this process wants it to go on in spite of the signal, as `nohup` does.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    match status.lines().find_map(|line| line.strip_prefix("SigIgn:")) {
        Some(mask) => u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask >> (signal - 1) & 1 == 1),
        // Elsewhere it isn't known, and a run that must not end is worth more than one that ends tidily.
        None => signal == signal_hook::consts::SIGHUP,
    }
}

#[cfg(unix)]
fn end(signal: i32) {
    // SeqCst, here and below: either whoever starts a process sees that it is over, or it is counted here.
    OVER.store(true, Ordering::SeqCst);
    let start = std::time::Instant::now();
    while ALIVE.load(Ordering::SeqCst) > 0 && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    if let Some(farewell) = &*FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) {
        eprintln!("\n{farewell}");
    }
    // It can only fail for a signal that has no default.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Whether everything is to end.
pub fn is_over() -> bool {
    OVER.load(Ordering::SeqCst)
}

/// What to say at an early end.
pub fn farewell(text: Option<String>) {
    *FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

/// A process that is being attended to. While one lives, this process doesn't end.
pub struct Alive(());

impl Alive {
    /// To be called before a process is started. Does not return if everything is to end.
    pub fn new() -> Alive {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        let alive = Alive(());
        if is_over() {
            drop(alive);
            unreachable!("dropping it does not return when everything is to end");
        }
        alive
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
        // What an ended process said means nothing, so nobody may hear of it; the end is near.
        while is_over() {
            std::thread::sleep(Duration::from_secs(1));
        }
    }
}
