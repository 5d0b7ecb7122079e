//! Verdicts from earlier runs. In and out: `target/threadlings/verdicts/NN_name/KEY.json`, a file a verdict.
//!
//! The key is that of everything that led to the verdict: the answer, the suite, the given files, the engines and this program. So a
//! file can't be out of step with anything: what is edited has another key, and what is put back has its old one. A file is written
//! once and never changed, so checkers that run at the same time are in nobody's way.

use super::stored::StoredVerdict;
use crate::error::Error;
use crate::verdict::Verdict;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many verdicts on an exercise are kept: enough for going back to what was there before.
const KEPT: usize = 24;

/// The stored verdicts of a workspace.
#[derive(Debug, Clone)]
pub struct Verdicts {
    folder: PathBuf,
}

impl Verdicts {
    pub fn at(folder: PathBuf) -> Verdicts {
        Verdicts { folder }
    }

    /// The verdict that was reached under `key`. A damaged file is as good as none: the check is made again.
    pub fn find(&self, exercise: &str, key: &str) -> Option<Verdict> {
        let bytes = std::fs::read(self.file(exercise, key)).ok()?;
        serde_json::from_slice::<StoredVerdict>(&bytes).ok()?.restore()
    }

    pub fn keep(&self, exercise: &str, key: &str, verdict: &Verdict) -> Result<(), Error> {
        let file = self.file(exercise, key);
        let text = serde_json::to_string(&StoredVerdict::from(verdict)).map_err(|error| {
            Error::new(
                format!("the verdict cannot be stored: {error}"),
                "This is a fault of the checker's.",
            )
        })?;
        super::write_aside(&file, &text)?;
        self.forget_the_oldest(exercise);
        Ok(())
    }

    fn file(&self, exercise: &str, key: &str) -> PathBuf {
        self.folder.join(exercise).join(format!("{key}.json"))
    }

    /// Somebody else may be doing the same, so what is gone already is fine.
    fn forget_the_oldest(&self, exercise: &str) {
        let Ok(entries) = std::fs::read_dir(self.folder.join(exercise)) else {
            return;
        };
        let mut files: Vec<(SystemTime, PathBuf)> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
            .map(|path| (written(&path), path))
            .collect();
        files.sort();
        let surplus = files.len().saturating_sub(KEPT);
        for (_, path) in &files[..surplus] {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn written(path: &Path) -> SystemTime {
    path.metadata()
        .and_then(|data| data.modified())
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::verdict;

    #[test]
    fn a_verdict_comes_back_as_it_was_and_only_under_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let verdicts = Verdicts::at(folder.path().join("deep"));
        verdicts.keep("09_race_demo", "key", &verdict()).unwrap();
        assert_eq!(verdicts.find("09_race_demo", "key"), Some(verdict()));
        assert_eq!(verdicts.find("09_race_demo", "other"), None);
        assert_eq!(verdicts.find("03_threaded_print", "key"), None);
    }

    #[test]
    fn what_was_there_before_an_edit_is_still_known_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let verdicts = Verdicts::at(folder.path().to_path_buf());
        verdicts.keep("a", "before", &verdict()).unwrap();
        verdicts.keep("a", "after", &verdict()).unwrap();
        assert_eq!(verdicts.find("a", "before"), Some(verdict()));
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let verdicts = Verdicts::at(folder.path().to_path_buf());
        verdicts.keep("a", "key", &verdict()).unwrap();
        std::fs::write(verdicts.file("a", "key"), "{\"status\": \"pas").unwrap();
        assert_eq!(verdicts.find("a", "key"), None);
    }

    #[test]
    fn only_so_many_are_kept_and_the_newest_is_among_them() {
        let folder = tempfile::tempdir().unwrap();
        let verdicts = Verdicts::at(folder.path().to_path_buf());
        for key in 0..KEPT + 5 {
            verdicts.keep("a", &key.to_string(), &verdict()).unwrap();
        }
        assert_eq!(std::fs::read_dir(folder.path().join("a")).unwrap().count(), KEPT);
        assert!(verdicts.find("a", &(KEPT + 4).to_string()).is_some());
    }
}
