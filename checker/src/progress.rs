//! What is shown while something takes its time: after half a second a spinner, above it what is known already, or a bar where the end is
//! known. Always on standard error, and only on a terminal, so that output stays what it is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(500);

/// A spinner that appears when its time has come and is gone when this is dropped.
pub struct Spinner {
    /// Lines to be shown above it.
    lines: Option<Mutex<Sender<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Spinner {
    pub fn new(message: impl Into<String>) -> Spinner {
        let message = message.into();
        if !std::io::stderr().is_terminal() {
            return Spinner {
                lines: None,
                thread: None,
            };
        }
        let (lines, come) = channel();
        let thread = std::thread::spawn(move || spin(&message, &come));
        Spinner {
            lines: Some(Mutex::new(lines)),
            thread: Some(thread),
        }
    }

    /// Adds something that is known already. It is shown at once, and gone with the spinner: what is printed then says it again. Nothing
    /// happens where that is not printed on the same terminal.
    pub fn above(&self, line: &str) {
        if let Some(lines) = self.lines.as_ref().filter(|_| std::io::stdout().is_terminal()) {
            let lines = lines.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            // The thread ends when it is told to, so somebody listens.
            let _ = lines.send(line.trim_end_matches('\n').to_owned());
        }
    }
}

fn spin(message: &str, come: &Receiver<String>) {
    let mut lines = match come.recv_timeout(PATIENCE) {
        Ok(line) => line + "\n",
        Err(RecvTimeoutError::Timeout) => String::new(),
        Err(RecvTimeoutError::Disconnected) => return,
    };
    let bar = ProgressBar::new_spinner().with_prefix(message.to_owned());
    bar.set_style(style("{msg}{spinner} {prefix} ({elapsed})"));
    bar.set_message(lines.clone());
    bar.enable_steady_tick(Duration::from_millis(100));
    // The end is that the other side hangs up.
    while let Ok(line) = come.recv() {
        lines += &(line + "\n");
        bar.set_message(lines.clone());
    }
    bar.finish_and_clear();
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.lines = None;
        if let Some(thread) = self.thread.take() {
            // A spinner that panicked is no reason to fail.
            let _ = thread.join();
        }
    }
}

/// A bar over `length` steps.
pub fn bar(length: usize, message: &'static str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    bar.set_style(style("{msg} {wide_bar} {pos}/{len} ({elapsed}, {eta} left)"));
    bar.set_message(message);
    bar
}

/// How far a long piece of work is: a bar on a terminal; elsewhere, in the log of a CI run say, a line now and then.
pub struct Progress {
    bar: ProgressBar,
    message: &'static str,
    total: usize,
    done: AtomicUsize,
    /// Of them, those that took no time because they were known before.
    known: AtomicUsize,
    start: Instant,
    said: Mutex<Instant>,
}

/// How long a log may say nothing.
const QUIET: Duration = Duration::from_secs(30);

impl Progress {
    pub fn new(total: usize, message: &'static str) -> Progress {
        let start = Instant::now();
        Progress {
            bar: bar(total, message),
            message,
            total,
            done: AtomicUsize::new(0),
            known: AtomicUsize::new(0),
            start,
            said: Mutex::new(start),
        }
    }

    /// Counts one more, and says how many that makes. What was known before says nothing about how long the rest takes.
    pub fn one_more(&self, was_known: bool) -> usize {
        self.bar.inc(1);
        if was_known {
            self.bar.reset_eta();
        }
        // Relaxed, here and below: the numbers themselves are all that counts.
        let known = self.known.fetch_add(usize::from(was_known), Ordering::Relaxed) + usize::from(was_known);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(mut said) = self.said.lock() {
            if done < self.total && said.elapsed() >= QUIET && !std::io::stderr().is_terminal() {
                *said = Instant::now();
                let (message, total) = (self.message, self.total);
                let left = left(self.start.elapsed(), done.saturating_sub(known), total - done);
                crate::aside::say(format_args!("{message}: {done} of {total}, about {left} left"));
            }
        }
        done
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// How long the rest takes if it goes on like this.
fn left(elapsed: Duration, done: usize, rest: usize) -> String {
    let rest = elapsed.as_secs_f64() / done.max(1) as f64 * rest as f64;
    match rest.ceil() as u64 {
        seconds @ ..90 => format!("{seconds} s"),
        seconds => format!("{} min", seconds.div_ceil(60)),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_what_the_rest_takes_at_this_pace() {
        let check = |seconds: u64, done: usize, expected: &str| {
            assert_eq!(left(Duration::from_secs(seconds), done, 100 - done), expected);
        };
        check(10, 50, "10 s");
        check(60, 10, "9 min");
        check(5, 100, "0 s");
    }
}
