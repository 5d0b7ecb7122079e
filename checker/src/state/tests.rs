//! Tests of what is remembered.

use super::*;
use crate::suite::{Check, World};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::Kind;

/// One with everything in it.
pub fn verdict() -> Verdict {
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
fn what_is_remembered_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/state.json");
    State::update(&path, |state| state.current = Some("09_race_demo".to_owned())).unwrap();
    State::update(&path, |state| {
        state.skipped.insert("08_daemon_exit".to_owned());
    })
    .unwrap();
    let state = State::read(&path).unwrap();
    assert_eq!(state.current.as_deref(), Some("09_race_demo"));
    assert!(state.skipped.contains("08_daemon_exit"));
}

#[test]
fn checkers_that_run_at_once_lose_nothing_of_each_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::thread::scope(|scope| {
        for one in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..10 {
                    State::update(path, |state| *state.hints.entry(one.to_string()).or_default() += 1).unwrap();
                }
            });
        }
    });
    let hints = State::read(&path).unwrap().hints;
    assert_eq!(hints.len(), 8);
    assert!(hints.values().all(|&given| given == 10), "{hints:?}");
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

#[test]
fn every_version_is_kept_under_a_name_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lib.rs");
    for (version, name) in [("one", "lib.rs.1"), ("two", "lib.rs.2")] {
        std::fs::write(&path, version).unwrap();
        assert_eq!(keep_beside(&path).unwrap(), folder.path().join(name));
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).unwrap(), version);
    }
}
