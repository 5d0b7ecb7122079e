//! What is remembered from one run to the next: verdicts, hints given. In and out: `target/threadlings/state.json`.
//!
//! A verdict is kept under a key of everything that led to it: the answer, the suite, the given files, the engines and this
//! program. The file is written aside and renamed, so that it is whole at any time.

use crate::error::Error;
use crate::suite::{Check, World};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::Kind;
use recorder::Story;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// `state.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Whether the greeting has been shown.
    #[serde(default)]
    pub greeted: bool,
    /// How many hints of an exercise have been given.
    #[serde(default)]
    pub hints: BTreeMap<String, usize>,
    /// The last verdict on an exercise in this workspace.
    #[serde(default)]
    verdicts: BTreeMap<String, Kept>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    key: String,
    /// A stored verdict. What an older checker wrote may look different, and is then forgotten.
    verdict: serde_json::Value,
}

impl State {
    /// Reads the state. A damaged file is moved aside, so that nothing is lost and the next run works.
    pub fn read(path: &Path) -> Result<State, Error> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(State::default()),
            Err(error) => return Err(Error::reading(path, &error)),
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            let aside = free_name(path, "damaged");
            match std::fs::rename(path, &aside) {
                Ok(()) => Error::new(
                    format!("the state file {} is damaged ({error})", path.display()),
                    format!(
                        "It was moved to {}. Your answers are not concerned; the hints given so far are forgotten. Run the command again.",
                        aside.display()
                    ),
                ),
                Err(_) => Error::new(
                    format!("the state file {} is damaged ({error})", path.display()),
                    "Delete it, then run the command again. Your answers are not concerned.",
                ),
            }
        })
    }

    /// Changes the state on disk.
    pub fn update(path: &Path, change: impl FnOnce(&mut State)) -> Result<(), Error> {
        // `watch` keeps verdicts in one thread and hints in another.
        static ONE_BY_ONE: Mutex<()> = Mutex::new(());
        let _turn = ONE_BY_ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = State::read(path)?;
        change(&mut state);
        let text = serde_json::to_string(&state).map_err(|error| {
            Error::new(
                format!("the state cannot be written: {error}"),
                "This is a fault of the checker's.",
            )
        })?;
        write_whole(path, &text)
    }

    /// The verdict that was reached under `key`.
    pub fn verdict(&self, folder: &str, key: &str) -> Option<Verdict> {
        let kept = self.verdicts.get(folder).filter(|kept| kept.key == key)?;
        serde_json::from_value::<StoredVerdict>(kept.verdict.clone())
            .ok()?
            .restore()
    }

    pub fn keep(&mut self, folder: &str, key: &str, verdict: &Verdict) {
        if let Ok(stored) = serde_json::to_value(StoredVerdict::from(verdict)) {
            self.verdicts.insert(
                folder.to_owned(),
                Kept {
                    key: key.to_owned(),
                    verdict: stored,
                },
            );
        }
    }
}

/// Writes a file as a whole or not at all.
pub fn write_whole(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    let write = || {
        let mut aside = tempfile::Builder::new();
        // Temporary files are their owner's alone, but others may want to open a report.
        #[cfg(unix)]
        aside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = aside.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map(drop).map_err(|error| Error::writing(path, &error))
}

/// The first of `file.word`, `file.word.1`, … or, without a word, of `file.1`, `file.2`, … that does not exist yet.
pub fn free_name(path: &Path, word: &str) -> PathBuf {
    let named = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let middle = if word.is_empty() {
        String::new()
    } else {
        format!(".{word}")
    };
    let first = (!word.is_empty()).then(|| named(&middle));
    let numbered = (1..).map(|number: u64| named(&format!("{middle}.{number}")));
    first
        .into_iter()
        .chain(numbered)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(".old"))
}

/// A short key of a text. Only compared with keys of the same build of the checker, so std's hasher will do.
pub fn hash(text: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[derive(Serialize, Deserialize)]
struct StoredVerdict {
    status: String,
    trouble: Option<String>,
    duration_ms: u64,
    checks: Vec<StoredCheck>,
}

#[derive(Serialize, Deserialize)]
struct StoredCheck {
    id: String,
    title: String,
    points: f64,
    world: String,
    outcome: StoredOutcome,
}

#[derive(Serialize, Deserialize)]
enum StoredOutcome {
    Passed(StoredReach),
    Failed(StoredReach, Box<StoredDiagnosis>),
    Skipped,
}

#[derive(Serialize, Deserialize)]
struct StoredReach {
    interleavings: Option<u64>,
    preemptions: u32,
    exhausted: bool,
    simulated_ms: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct StoredDiagnosis {
    kind: Kind,
    message: String,
    lines: Vec<u32>,
    help: Option<String>,
    story: Option<Story>,
    evidence: Vec<String>,
}

impl From<&Verdict> for StoredVerdict {
    fn from(verdict: &Verdict) -> StoredVerdict {
        let (status, trouble) = match &verdict.status {
            Status::Passed => ("passed", None),
            Status::Failed => ("failed", None),
            Status::Unfinished => ("unfinished", None),
            Status::Error(trouble) => ("error", Some(trouble.clone())),
        };
        let store = |judged: &Judged| StoredCheck {
            id: judged.check.id.clone(),
            title: judged.check.title.clone(),
            points: judged.check.points,
            world: judged.check.world.name().to_owned(),
            outcome: match &judged.outcome {
                Outcome::Passed(reach) => StoredOutcome::Passed(StoredReach::from(reach)),
                Outcome::Failed(reach, why) => {
                    let Diagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    } = (**why).clone();
                    let why = StoredDiagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    };
                    StoredOutcome::Failed(StoredReach::from(reach), Box::new(why))
                }
                Outcome::Skipped => StoredOutcome::Skipped,
            },
        };
        let checks = verdict.checks.iter().map(store).collect();
        StoredVerdict {
            status: status.to_owned(),
            trouble,
            duration_ms: verdict.duration_ms,
            checks,
        }
    }
}

impl From<&Reach> for StoredReach {
    fn from(reach: &Reach) -> StoredReach {
        let Reach {
            interleavings,
            preemptions,
            exhausted,
            simulated_ms,
        } = *reach;
        StoredReach {
            interleavings,
            preemptions,
            exhausted,
            simulated_ms,
        }
    }
}

impl StoredVerdict {
    fn restore(self) -> Option<Verdict> {
        let status = match self.status.as_str() {
            "passed" => Status::Passed,
            "failed" => Status::Failed,
            "unfinished" => Status::Unfinished,
            _ => Status::Error(self.trouble?),
        };
        let checks: Option<Vec<Judged>> = self.checks.into_iter().map(StoredCheck::restore).collect();
        Some(Verdict {
            status,
            checks: checks?,
            duration_ms: self.duration_ms,
        })
    }
}

impl StoredCheck {
    fn restore(self) -> Option<Judged> {
        let worlds = [World::Simulated, World::Loom, World::Real];
        let world = worlds.into_iter().find(|world| world.name() == self.world)?;
        let reach = |stored: StoredReach| {
            let StoredReach {
                interleavings,
                preemptions,
                exhausted,
                simulated_ms,
            } = stored;
            Reach {
                interleavings,
                preemptions,
                exhausted,
                simulated_ms,
            }
        };
        let outcome = match self.outcome {
            StoredOutcome::Passed(stored) => Outcome::Passed(reach(stored)),
            StoredOutcome::Failed(stored, why) => {
                let StoredDiagnosis {
                    kind,
                    message,
                    lines,
                    help,
                    story,
                    evidence,
                } = *why;
                Outcome::Failed(
                    reach(stored),
                    Box::new(Diagnosis {
                        kind,
                        message,
                        lines,
                        help,
                        story,
                        evidence,
                    }),
                )
            }
            StoredOutcome::Skipped => Outcome::Skipped,
        };
        let check = Check {
            id: self.id,
            title: self.title,
            points: self.points,
            world,
        };
        Some(Judged { check, outcome })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict() -> Verdict {
        let check = |id: &str| Check {
            id: id.to_owned(),
            title: "T".to_owned(),
            points: 1.0,
            world: World::Loom,
        };
        let why = Diagnosis {
            kind: Kind::StaleRead,
            message: "m".to_owned(),
            lines: vec![4],
            help: None,
            story: None,
            evidence: vec!["e".to_owned()],
        };
        let reach = Reach {
            interleavings: Some(7),
            preemptions: 2,
            exhausted: true,
            simulated_ms: Some(2000.0),
        };
        let outcomes = [
            Outcome::Passed(reach),
            Outcome::Failed(reach, Box::new(why)),
            Outcome::Skipped,
        ];
        let checks = outcomes
            .map(|outcome| Judged {
                check: check("x"),
                outcome,
            })
            .to_vec();
        Verdict {
            status: Status::Failed,
            checks,
            duration_ms: 3,
        }
    }

    #[test]
    fn a_verdict_comes_back_as_it_was_and_only_under_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/state.json");
        State::update(&path, |state| state.keep("09_race_demo", "key", &verdict())).unwrap();
        let state = State::read(&path).unwrap();
        assert_eq!(state.verdict("09_race_demo", "key"), Some(verdict()));
        assert_eq!(state.verdict("09_race_demo", "other"), None);
    }

    #[test]
    fn a_damaged_file_is_moved_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        std::fs::write(&path, "{ damaged").unwrap();
        let error = State::read(&path).unwrap_err();
        assert!(error.next.contains("state.json.damaged"), "{error}");
        assert_eq!(
            std::fs::read_to_string(folder.path().join("state.json.damaged")).unwrap(),
            "{ damaged"
        );
        assert!(State::read(&path).is_ok());
    }
}
