//! What is shown while something takes its time: after half a second a spinner, above it what is known already, or a bar where the end is
//! known. Always on standard error, and only on a terminal, so that output stays what it is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

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

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
