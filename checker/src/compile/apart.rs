//! Suites that keep the answer apart: what `answer.rs` plugs the answer into is compiled once, and then only when it, or an engine, changes.
//! In: a suite's source. Out: a library under `target/threadlings/suites`.

use super::{Call, Compiled, Compiler, Part};
use crate::error::Error;
use crate::state;
use crate::suite::World;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// What plugs the answer into a suite that keeps it apart.
pub fn answer(world: World, source: &Path) -> Option<PathBuf> {
    let answer = source.with_file_name("answer.rs");
    (world == World::Simulated && answer.is_file()).then_some(answer)
}

/// What `answer.rs` calls the rest of the suite.
pub fn name(exercise: &str) -> String {
    format!("{exercise}_suite")
}

/// The modules beside a suite's root.
pub fn modules(root: &Path) -> Vec<PathBuf> {
    let roots = ["simulated", "loom", "answer", "stub"].map(OsStr::new);
    let files = root.parent().into_iter().flat_map(std::fs::read_dir);
    let mut modules: Vec<PathBuf> = files
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension() == Some(OsStr::new("rs")))
        .filter(|path| path.file_stem().is_some_and(|stem| !roots.contains(&stem)))
        .collect();
    modules.sort();
    modules
}

impl Compiler<'_> {
    /// The part of a suite that doesn't know the answer, built if need be.
    ///
    /// # Errors
    /// If it doesn't compile, which is its author's mistake and not the answer's.
    pub(super) fn suite_apart(&self, world: World, source: &Path) -> Result<PathBuf, Error> {
        let mut arguments = self.arguments(Part::Apart, world);
        arguments.extend(["--crate-type".into(), "rlib".into()]);
        let mut parts = vec![format!("{:016x} {arguments:?}", self.engines.fingerprint)];
        for file in std::iter::once(source.to_path_buf()).chain(modules(source)) {
            let text = std::fs::read_to_string(&file).map_err(|error| Error::reading(&file, &error))?;
            parts.push(format!("{:?}\n{text}", file.file_name()));
        }
        let beginning = format!("lib{}-", name(self.name));
        let key = state::hash(&parts.join("\0"));
        let built = self.suites.join(format!("{beginning}{key:016x}.rlib"));
        // Who comes while it is being built waits. Other processes build it for themselves; the last one's stays.
        static BUILDING: Mutex<()> = Mutex::new(());
        let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_there_and_used(&built) {
            self.build(arguments, source, &built)?;
            forget_unused_ones(&self.suites, &beginning, &built);
        }
        Ok(built)
    }

    fn build(&self, arguments: Vec<OsString>, source: &Path, built: &Path) -> Result<(), Error> {
        let aside = std::fs::create_dir_all(&self.suites).and_then(|()| tempfile::tempdir_in(&self.suites));
        let aside = aside.map_err(|error| Error::writing(&self.suites, &error))?;
        let directory = source.parent().unwrap_or(Path::new("."));
        let mut call = Call {
            directory: directory.to_path_buf(),
            // Others wait for it: it isn't called off together with this answer.
            cancelled: Arc::default(),
            ..self.call(
                arguments,
                source.file_name().unwrap_or_default(),
                aside.path().join(format!("lib{}.rlib", name(self.name))),
            )
        };
        call.needs.reads.push(directory.to_path_buf());
        call.needs.writes = Some(aside.path().to_path_buf());
        match self.rustc(call)? {
            Compiled::Built(file) => match std::fs::rename(file, built) {
                // Where a file that is in use can't be replaced, another process has been faster.
                Err(error) if !built.is_file() => Err(Error::writing(built, &error)),
                _ => Ok(()),
            },
            Compiled::Refused(found) => {
                let rendered: Vec<&str> = found.iter().map(|error| error.rendered.trim_end()).collect();
                Err(Error::new(
                    format!(
                        "the suite {} does not compile:\n{}",
                        source.display(),
                        rendered.join("\n")
                    ),
                    "Put the folder of the suite back with git, or repair it.",
                ))
            }
        }
    }
}

/// Whether the library is there. If so, its time says that it is still in use.
fn is_there_and_used(library: &Path) -> bool {
    let marked = File::options()
        .append(true)
        .open(library)
        .and_then(|file| file.set_modified(SystemTime::now()));
    // It may belong to somebody else, who keeps it.
    marked.is_ok() || library.is_file()
}

/// Removes what states of the suite have left that nobody has used for a day.
fn forget_unused_ones(folder: &Path, beginning: &str, current: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let is_unused = |path: &Path| {
        let used = path.metadata().and_then(|data| data.modified()).ok();
        let since = used.and_then(|used| used.elapsed().ok());
        since.is_some_and(|since| since > DAY)
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, file) = (entry.path(), entry.file_name());
        if file.to_string_lossy().starts_with(beginning) && path != current && is_unused(&path) {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_used_for_a_day_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let library = |name: &str, days: u64| {
            let path = folder.path().join(name);
            let file = File::create(&path).unwrap();
            let then = SystemTime::now() - Duration::from_secs(days * 86_400);
            file.set_modified(then).unwrap();
            path
        };
        let [old, used, another, current] = [
            ("liba_suite-1.rlib", 2),
            ("liba_suite-2.rlib", 2),
            ("libb_suite-1.rlib", 2),
            ("liba_suite-3.rlib", 2),
        ]
        .map(|(name, days)| library(name, days));
        assert!(is_there_and_used(&used) && !is_there_and_used(&folder.path().join("liba_suite-4.rlib")));
        forget_unused_ones(folder.path(), "liba_suite-", &current);
        let there = [&old, &used, &another, &current].map(|path| path.is_file());
        assert_eq!(there, [false, true, true, true]);
    }
}
