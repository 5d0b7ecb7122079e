//! Which files of an exercise were saved. In: a folder. Out: [`Files`] events, through a thread of its own.
//!
//! The system tells of changes as they happen; but not on every network drive, not in every container, and sometimes not at all, since it
//! has only so many watches to give. So the files are also looked at once a second. A change that is found that way and that nobody has
//! told of means that telling doesn't work here; from then on they are looked at more often, and it is said.
//!
//! What counts is what is in the files, not which events came: an editor may write to a file in pieces, or put a new one in its place.

use crate::state;
use crate::watch::machine::Files;
use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

/// How often the files are looked at although the system tells of changes, and how often if it doesn't.
const RARELY: Duration = Duration::from_secs(1);
const OFTEN: Duration = Duration::from_millis(250);

/// A save is over when nothing has happened for so long; but nobody waits for longer than this.
const QUIET: Duration = Duration::from_millis(15);
const LOUD: Duration = Duration::from_millis(200);

/// How long a file may be missing or empty while an editor puts another in its place.
const MISSING: Duration = Duration::from_millis(400);

/// Why the files are looked at often.
pub const ASKED: &str = "as asked for, four times a second";
const NOT_TOLD: &str = "the system does not tell of them here";
const REFUSED: &str = "the system cannot tell of more files";

enum Signal {
    /// Attend to the files of this folder.
    Attend(PathBuf),
    /// Something has happened.
    Changed,
}

/// The thread. It ends with this value.
pub struct FileWatch {
    signals: Sender<Signal>,
    /// Tells of changes for as long as it lives.
    _watcher: Option<RecommendedWatcher>,
}

impl FileWatch {
    /// Begins to watch below `exercises`, or only to look, if that is asked for.
    pub fn begin(exercises: &Path, only_look: bool, tell: impl Fn(Files) + Send + 'static) -> FileWatch {
        let (signals, come) = channel();
        let watcher = match only_look {
            true => None,
            false => watcher(exercises, signals.clone()).ok(),
        };
        let polled = match (&watcher, only_look) {
            (Some(_), _) => None,
            (None, true) => Some(ASKED),
            (None, false) => Some(REFUSED),
        };
        std::thread::spawn(move || Attention::new(polled, tell).attend(&come));
        FileWatch {
            signals,
            _watcher: watcher,
        }
    }

    pub fn attend(&self, directory: &Path) {
        // The thread lives as long as somebody may send to it.
        let _ = self.signals.send(Signal::Attend(directory.to_path_buf()));
    }
}

fn watcher(exercises: &Path, signals: Sender<Signal>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // An error may stand for events that are lost, so it counts as a change.
        if event.map_or(true, |event| is_change(&event.kind)) {
            let _ = signals.send(Signal::Changed);
        }
    })?;
    watcher.watch(exercises, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// Looking at files is something that is told of as well.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// What can be seen of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    /// A hash of all that is in its files, and when one was last written to. Whether there is nothing in the answer.
    There {
        content: u64,
        written: Option<SystemTime>,
        empty: bool,
    },
    /// The folder or the answer is missing.
    Gone(PathBuf),
}

impl Seen {
    fn look(directory: &Path) -> Seen {
        let answer = directory.join("src").join("lib.rs");
        if let Some(gone) = [directory, &answer].into_iter().find(|path| !path.exists()) {
            return Seen::Gone(gone.to_path_buf());
        }
        let (mut parts, mut written, mut empty) = (Vec::new(), None, true);
        let entries = walkdir::WalkDir::new(directory).sort_by_file_name().into_iter();
        // Editors keep hidden files beside what they edit.
        let entries = entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()));
        for entry in entries.flatten().filter(|entry| is_ours(entry.path())) {
            let text = std::fs::read(entry.path()).unwrap_or_default();
            if entry.path() == answer {
                empty = text.is_empty();
            }
            written = written.max(entry.metadata().ok().and_then(|data| data.modified().ok()));
            parts.push(format!(
                "{}\0{}",
                entry.path().display(),
                String::from_utf8_lossy(&text)
            ));
        }
        Seen::There {
            content: state::hash(&parts.join("\0")),
            written,
            empty,
        }
    }

    /// Whether an editor may be about to put something else in its place.
    fn may_be_on_its_way(&self) -> bool {
        match self {
            Seen::There { empty, .. } => *empty,
            Seen::Gone(_) => true,
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_ours(path: &Path) -> bool {
    let known = path
        .extension()
        .is_some_and(|kind| kind == "rs" || kind == "md" || kind == "toml");
    known && path.is_file()
}

/// The thread's own state.
struct Attention<T> {
    tell: T,
    directory: Option<PathBuf>,
    last: Option<Seen>,
    polled: Option<&'static str>,
    /// When a change was found that nobody had told of.
    untold: Option<Instant>,
}

impl<T: Fn(Files)> Attention<T> {
    fn new(polled: Option<&'static str>, tell: T) -> Attention<T> {
        if let Some(why) = polled {
            tell(Files::Polled(why));
        }
        Attention {
            tell,
            directory: None,
            last: None,
            polled,
            untold: None,
        }
    }

    fn attend(mut self, come: &Receiver<Signal>) {
        loop {
            let patience = if self.polled.is_some() { OFTEN } else { RARELY };
            let told = match come.recv_timeout(patience) {
                Ok(Signal::Attend(directory)) => {
                    self.begin(directory);
                    continue;
                }
                Ok(Signal::Changed) => {
                    self.untold = None;
                    self.wait_for_quiet(come)
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            self.look(told);
        }
    }

    fn begin(&mut self, directory: PathBuf) {
        let seen = Seen::look(&directory);
        if let Seen::Gone(path) = &seen {
            (self.tell)(Files::Gone(path.clone()));
        }
        self.directory = Some(directory);
        self.last = Some(seen);
        self.untold = None;
    }

    /// Waits until whoever saves is done. Out: whether anything is to be looked at.
    fn wait_for_quiet(&mut self, come: &Receiver<Signal>) -> bool {
        let start = Instant::now();
        while start.elapsed() < LOUD {
            match come.recv_timeout(QUIET) {
                Ok(Signal::Changed) => {}
                Ok(Signal::Attend(directory)) => self.begin(directory),
                Err(_) => break,
            }
        }
        true
    }

    fn look(&mut self, told: bool) {
        let Some(directory) = self.directory.clone() else {
            return;
        };
        if self.untold.is_some_and(|since| since.elapsed() >= RARELY) && self.polled.is_none() {
            self.polled = Some(NOT_TOLD);
            (self.tell)(Files::Polled(NOT_TOLD));
        }
        let mut seen = Seen::look(&directory);
        if self.last.as_ref() == Some(&seen) {
            return;
        }
        let start = Instant::now();
        while seen.may_be_on_its_way() && start.elapsed() < MISSING {
            std::thread::sleep(QUIET);
            seen = Seen::look(&directory);
        }
        if !told && self.polled.is_none() {
            // It may be told of in a moment.
            self.untold.get_or_insert_with(Instant::now);
        }
        let news = match (&self.last, &seen) {
            (Some(Seen::Gone(_)), Seen::Gone(_)) => None,
            (_, Seen::Gone(path)) => Some(Files::Gone(path.clone())),
            (Some(Seen::There { content: before, .. }), Seen::There { content, .. }) => Some(Files::Saved {
                differs: before != content,
            }),
            (None | Some(Seen::Gone(_)), Seen::There { .. }) => Some(Files::Saved { differs: true }),
        };
        self.last = Some(seen);
        if let Some(news) = news {
            (self.tell)(news);
        }
    }
}

#[cfg(test)]
mod tests;
