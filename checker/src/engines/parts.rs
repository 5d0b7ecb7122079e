//! How far cargo is with the engines, for a bar on the terminal. In: `Cargo.lock` and what cargo has put into the target folder so far.
//! Out: a count of packages.
//!
//! It is only to be looked at: nothing depends on it. Where cargo keeps its notes elsewhere some day, there is the spinner alone.

use crate::progress::{self, Spinner};
use crate::workspace::Workspace;
use indicatif::ProgressStyle;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Fewer are built before anybody has read what the bar says.
const MANY: usize = 6;
const GLANCE: Duration = Duration::from_millis(200);

/// What is shown while the engines are built; gone when this is dropped.
pub struct Shown {
    over: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _spinner: Option<Spinner>,
}

/// Shows a bar if there is much to build, and otherwise a spinner that says `message`.
pub fn show(workspace: &Workspace, message: &'static str, packages: &[&str]) -> Shown {
    let missing = Missing::before(workspace, packages);
    let total = missing.names.len();
    if total < MANY || !std::io::stderr().is_terminal() {
        return Shown {
            over: None,
            thread: None,
            _spinner: Some(Spinner::new(message)),
        };
    }
    let (over, ended) = channel::<()>();
    let thread = std::thread::spawn(move || {
        let bar = progress::bar(total, "building the engines, once");
        // No guess at what is left: the last parts take longer than all the others. ASCII, because no locale is asked here.
        if let Ok(style) = ProgressStyle::with_template("{msg} [{wide_bar}] {pos}/{len} ({elapsed})") {
            bar.set_style(style.progress_chars("=> "));
        }
        while ended.recv_timeout(GLANCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_position(missing.built() as u64);
            bar.tick();
        }
        bar.finish_and_clear();
    });
    Shown {
        over: Some(over),
        thread: Some(thread),
        _spinner: None,
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.over = None;
        if let Some(thread) = self.thread.take() {
            // A bar that panicked is no reason to fail.
            let _ = thread.join();
        }
    }
}

/// The packages that were not there when cargo was started.
struct Missing {
    names: BTreeSet<String>,
    /// Cargo's notes on what it has built.
    notes: PathBuf,
}

impl Missing {
    fn before(workspace: &Workspace, packages: &[&str]) -> Missing {
        let lock = std::fs::read_to_string(workspace.engines.join("Cargo.lock")).unwrap_or_default();
        let notes = workspace.target.join("debug").join(".fingerprint");
        let built = built(&notes);
        let names = needed(&lock, packages).into_iter().filter(|name| !built.contains(name));
        Missing {
            names: names.collect(),
            notes,
        }
    }

    fn built(&self) -> usize {
        built(&self.notes).intersection(&self.names).count()
    }
}

/// The packages that these need, with themselves, after `Cargo.lock`. It knows all systems' packages, and also those that are not asked for.
fn needed(lock: &str, packages: &[&str]) -> BTreeSet<String> {
    #[derive(Deserialize)]
    struct Lock {
        #[serde(default)]
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        #[serde(default)]
        dependencies: Vec<String>,
    }
    let lock: Lock = basic_toml::from_str(lock).unwrap_or(Lock { package: Vec::new() });
    let mut dependencies: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in &lock.package {
        // `name`, or where there are several, `name version`.
        let names = package.dependencies.iter().filter_map(|name| name.split(' ').next());
        dependencies.entry(&package.name).or_default().extend(names);
    }
    let is_foreign = |name: &str| !cfg!(windows) && name.starts_with("win");
    let mut found = BTreeSet::new();
    let mut open = packages.to_vec();
    while let Some(name) = open.pop() {
        if !is_foreign(name) && dependencies.contains_key(name) && found.insert(name.to_owned()) {
            open.extend(&dependencies[name]);
        }
    }
    found
}

/// The packages whose library is built: there is a folder `name-0123456789abcdef` with a file `lib-…` in it.
fn built(notes: &Path) -> BTreeSet<String> {
    let is_library = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.any(|name| name.starts_with("lib-") && !name.ends_with(".json"))
    };
    let entries = std::fs::read_dir(notes).into_iter().flatten().flatten();
    let built = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (package, hash) = name.rsplit_once('-')?;
        (hash.len() == 16 && is_library(&entry.path())).then(|| package.to_owned())
    });
    built.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "loom-std"
version = "0.1.0"
dependencies = ["corosensei", "loom 0.7.2", "windows-sys 0.61.2"]
[[package]]
name = "loom"
version = "0.7.2"
dependencies = ["tracing"]
[[package]]
name = "tracing"
version = "0.1.0"
[[package]]
name = "corosensei"
version = "0.3.4"
[[package]]
name = "windows-sys"
version = "0.61.2"
[[package]]
name = "clap"
version = "4.0.0"
"#;

    #[test]
    fn what_is_needed_is_read_from_the_lock_file() {
        let mut needed = needed(LOCK, &["loom-std"]);
        needed.remove("windows-sys");
        assert_eq!(
            needed.into_iter().collect::<Vec<_>>(),
            ["corosensei", "loom", "loom-std", "tracing"]
        );
        assert!(super::needed("no lock file", &["loom-std"]).is_empty());
    }

    #[test]
    fn what_is_built_is_counted_by_its_library() {
        let folder = tempfile::tempdir().unwrap();
        let note = |path: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        };
        note("loom-0123456789abcdef/lib-loom");
        note("loom-std-0123456789abcdef/lib-loom_std.json");
        note("tracing-0123456789abcdef/invoked.timestamp");
        assert_eq!(built(folder.path()), BTreeSet::from(["loom".to_owned()]));
        note("loom-std-0123456789abcdef/lib-loom_std");
        assert_eq!(built(folder.path()).len(), 2);
        assert!(built(&folder.path().join("nowhere")).is_empty());
    }
}
