//! How the process ends when it's asked to: what it has started ends first, and the terminal is given back.
//!
//! In: signals, on Unix. Every process that the checker starts has a group of its own, which Ctrl-C in the terminal doesn't reach,
//! so they would go on without anybody who waits for them.

#[cfg(unix)]
pub use unix::{Deaf, die_of, listen};

use std::sync::{Mutex, PoisonError};

/// What to say at an early end.
static FAREWELL: Mutex<Option<String>> = Mutex::new(None);

/// From now on, this is said if the process is asked to end.
pub fn farewell(text: Option<String>) {
    *FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

/// Elsewhere Ctrl-C is a key or ends everything in the console, and jobs end with whoever holds them.
#[cfg(not(unix))]
pub fn listen() {}

/// Somebody else, an editor for instance, has the terminal: what is typed there isn't meant for us.
#[cfg(not(unix))]
pub struct Deaf;

#[cfg(not(unix))]
impl Deaf {
    pub fn begin() -> Deaf {
        Deaf
    }
}

#[cfg(unix)]
mod unix {
    use crate::interactive::terminal;
    use crate::process;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::{flag, low_level};
    use std::io::{self, IsTerminal, Read};
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, PoisonError};

    static DEAF: AtomicBool = AtomicBool::new(false);

    /// Somebody else, an editor for instance, has the terminal: what is typed there isn't meant for us.
    pub struct Deaf;

    impl Deaf {
        pub fn begin() -> Deaf {
            // Relaxed: nothing but the flag itself is told.
            DEAF.store(true, Ordering::Relaxed);
            Deaf
        }
    }

    impl Drop for Deaf {
        fn drop(&mut self) {
            DEAF.store(false, Ordering::Relaxed);
        }
    }

    /// Begins to listen. If the system does not let us, signals do what they always do.
    pub fn listen() {
        let _ = begin();
    }

    fn begin() -> io::Result<()> {
        let (mut heard, told) = UnixStream::pair()?;
        let signal = Arc::new(AtomicUsize::new(0));
        for number in [SIGTERM, SIGINT, SIGQUIT, SIGHUP] {
            if is_ignored(number) {
                continue;
            }
            // In this order: whoever is woken finds the number.
            flag::register_usize(number, Arc::clone(&signal), number as usize)?;
            low_level::pipe::register(number, told.try_clone()?)?;
        }
        std::thread::spawn(move || {
            while let Ok(1..) = heard.read(&mut [0]) {
                // Relaxed: the pipe has ordered it.
                let number = signal.load(Ordering::Relaxed) as i32;
                if !matches!(number, SIGINT | SIGQUIT) || !DEAF.load(Ordering::Relaxed) {
                    die_of(number);
                }
            }
        });
        Ok(())
    }

    /// Whether whoever started this process wants it to go on in spite of the signal, as `nohup` and shells' background jobs do.
    fn is_ignored(signal: i32) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        match status.lines().find_map(|line| line.strip_prefix("SigIgn:")) {
            Some(mask) => u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask >> (signal - 1) & 1 == 1),
            // Elsewhere it isn't known. What runs in the background has no terminal to read from.
            None => signal != SIGTERM && !io::stdin().is_terminal(),
        }
    }

    /// Ends the process as the signal would have done it.
    pub fn die_of(signal: i32) {
        terminal::give_back();
        process::end_all();
        if let Some(farewell) = &*super::FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) {
            crate::aside::say(format_args!("\n{farewell}"));
        }
        // An error means that the system knows no such signal, and then nobody has sent it.
        let _ = low_level::emulate_default_handler(signal);
    }
}
