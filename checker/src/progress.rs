//! What is shown while something takes more than half a second: a spinner, or a bar where the end is known. Always on
//! standard error, and only on a terminal, so that output stays what it is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_millis(500);

/// A spinner that appears when its time has come and is gone when this is dropped.
pub struct Spinner {
    over: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Spinner {
    pub fn new(message: impl Into<String>) -> Spinner {
        let message = message.into();
        if !std::io::stderr().is_terminal() {
            return Spinner {
                over: None,
                thread: None,
            };
        }
        let (over, ended) = channel::<()>();
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let bar = ProgressBar::new_spinner().with_message(message);
                bar.set_style(style("{spinner} {msg} ({elapsed})"));
                bar.enable_steady_tick(Duration::from_millis(100));
                // The answer is always an error: the other side says nothing and hangs up.
                let _ = ended.recv();
                bar.finish_and_clear();
            }
        });
        Spinner {
            over: Some(over),
            thread: Some(thread),
        }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.over = None;
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

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
