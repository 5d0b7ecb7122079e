//! At one's own pace: hints, skipping, beginning again, and what is remembered of it.

use predicates::prelude::*;
use predicates::str::contains;
use std::time::{Duration, Instant};
use tests::Copy;

const FIRST: &str = "03_threaded_print";
const SECOND: &str = "06_thread_lifecycle";
const RACE: &str = "09_race_demo";

/// What the list for programs says about an exercise.
fn listed(copy: &Copy, folder: &str) -> serde_json::Value {
    let (status, said, _) = copy.run(&["list", "--format", "json"]);
    assert_eq!(status, 0, "{said}");
    let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let exercises = report["exercises"].as_array().expect("exercises");
    let found = exercises.iter().find(|exercise| exercise["exercise"] == folder);
    found.expect("the exercise is listed").clone()
}

#[test]
fn without_a_name_a_hint_is_for_the_exercise_that_the_learner_is_at() {
    let copy = Copy::new();
    let (status, said, _) = copy.run(&["hint"]);
    assert!(
        status == 0 && said.starts_with(FIRST) && said.contains("Hint 1:"),
        "{said}"
    );
    copy.run(&["skip"]);
    let (_, said, _) = copy.run(&["hint"]);
    assert!(said.starts_with(SECOND) && said.contains("Hint 1:"), "{said}");
}

#[test]
fn after_the_last_hint_the_first_comes_again_and_that_is_said() {
    let copy = Copy::new();
    let (_, all, _) = copy.run(&["hint", "race", "--all"]);
    let count = all.matches("Hint ").count();
    for number in 1..=count {
        let (_, said, _) = copy.run(&["hint", "race"]);
        assert!(said.contains(&format!("Hint {number}:")), "{said}");
        assert_eq!(
            said.contains("the next one is the first again"),
            number == count,
            "{said}"
        );
    }
    let (_, said, _) = copy.run(&["hint", "race"]);
    assert!(said.contains("Hint 1:"), "{said}");
}

#[test]
fn hints_that_are_asked_for_at_once_are_all_counted() {
    let copy = Copy::new();
    let ask = || copy.run(&["hint", "race"]).0;
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..12).map(|_| scope.spawn(ask)).collect();
        assert!(asked.into_iter().all(|asked| asked.join().expect("no panic") == 0));
    });
    let state = std::fs::read_to_string(copy.path("target/threadlings/state.json")).expect("the state");
    let state: serde_json::Value = serde_json::from_str(&state).expect("JSON");
    let (_, all, _) = copy.run(&["hint", "race", "--all"]);
    // Round and round: none is lost.
    let count = all.matches("Hint ").count();
    assert_eq!(state["hints"][RACE], (12 - 1) % count + 1);
}

#[test]
fn the_checker_goes_past_what_is_skipped_until_that_is_undone() {
    let copy = Copy::new();
    let (status, said, _) = copy.run(&["skip"]);
    assert!(
        status == 0 && said.contains(&format!("{FIRST} is skipped.")) && said.contains("skip threaded_print --undo"),
        "{said}"
    );
    assert!(said.contains(&format!("exercises/{SECOND}/src/lib.rs")), "{said}");
    copy.checker()
        .assert()
        .code(1)
        .stdout(contains(format!("- {FIRST}")).and(contains(format!("→ {SECOND}"))));
    copy.checker()
        .arg("list")
        .assert()
        .stdout(contains("03_threaded_print        skipped").and(contains("1 skipped")));
    assert_eq!(listed(&copy, FIRST)["skipped"], true);
    copy.checker()
        .args(["skip", "threaded", "--undo"])
        .assert()
        .code(0)
        .stdout(contains("is not skipped any more"));
    copy.checker().assert().stdout(contains(format!("→ {FIRST}")));
}

#[test]
fn what_is_skipped_and_passes_is_done() {
    let copy = Copy::new();
    copy.run(&["skip", "threaded"]);
    copy.solve(FIRST);
    copy.checker()
        .assert()
        .code(1)
        .stdout(contains(format!("✓ {FIRST}")).and(contains("skipped").not()));
    let first = listed(&copy, FIRST);
    assert_eq!(first["status"], "passed", "{first}");
    copy.checker()
        .arg("list")
        .assert()
        .stdout(contains("03_threaded_print        passed").and(contains("skipped").not()));
}

#[test]
fn what_is_skipped_is_no_success() {
    let copy = Copy::new();
    for folder in std::fs::read_dir(copy.path("exercises")).expect("exercises").flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        copy.run(&["skip", &name]);
    }
    copy.checker()
        .assert()
        .code(1)
        .stdout(contains("exercises that are skipped."));
    let (status, _, said) = copy.run(&["hint"]);
    assert!(
        status == 2 && said.contains("every exercise is done or skipped"),
        "{said}"
    );
}

#[test]
fn resetting_all_has_to_be_meant_and_keeps_every_version() {
    let copy = Copy::new();
    let answers = [(FIRST, "// my first\n"), (RACE, "// my race\n")];
    for (folder, text) in answers {
        copy.answer(folder, text);
    }
    // Here nobody can be asked.
    let (status, _, said) = copy.run(&["reset", "--all"]);
    assert!(status == 2 && said.contains("--yes"), "{said}");
    let path = |folder: &str, file: &str| copy.path(&format!("exercises/{folder}/src/{file}"));
    assert_eq!(std::fs::read_to_string(path(RACE, "lib.rs")).unwrap(), "// my race\n");

    let (status, said, _) = copy.run(&["reset", "--all", "--yes"]);
    assert_eq!(status, 0);
    for (folder, text) in answers {
        let kept = format!("exercises/{folder}/src/lib.rs.1");
        assert!(said.contains(&format!("Your version is kept in {kept}.")), "{said}");
        assert_eq!(std::fs::read_to_string(path(folder, "lib.rs.1")).unwrap(), text);
        assert!(
            std::fs::read_to_string(path(folder, "lib.rs"))
                .unwrap()
                .contains("todo!(")
        );
    }
    assert!(
        said.contains(&format!("exercises/{SECOND}/src/lib.rs is the stub already.")),
        "{said}"
    );
    assert!(!path(SECOND, "lib.rs.1").exists());
}

#[test]
fn whether_an_exercise_is_done_is_what_its_check_said_about_this_very_content() {
    let copy = Copy::new();
    let status = || listed(&copy, RACE)["status"].as_str().unwrap_or_default().to_owned();
    copy.solve(RACE);
    copy.run(&["check", RACE]);
    assert_eq!(status(), "passed");
    // An edit is another content, and taking it back is the old one.
    copy.answer(RACE, &format!("{}\n// edited\n", tests::solution(RACE)));
    assert_eq!(status(), "unchecked");
    copy.solve(RACE);
    assert_eq!(status(), "passed");
    // A suite that changes asks anew.
    let suite = copy.path(&format!("tests/suites/{RACE}/program.toml"));
    let text = std::fs::read_to_string(&suite).expect("the suite");
    std::fs::write(&suite, format!("# another suite\n{text}")).expect("the copy can be written to");
    assert_eq!(status(), "unchecked");
    std::fs::write(&suite, text).expect("the copy can be written to");
    assert_eq!(status(), "passed");
    // So does a given file.
    let given = copy.path(&format!("exercises/{RACE}/src/main.rs"));
    let text = std::fs::read_to_string(&given).expect("a given file");
    std::fs::write(&given, format!("// changed\n{text}")).expect("the copy can be written to");
    assert_eq!(status(), "unchecked");
    // What is gone is not done.
    std::fs::remove_file(copy.path(&format!("exercises/{RACE}/src/lib.rs"))).expect("the answer is there");
    assert_eq!(status(), "unfinished");
}

#[test]
fn a_folder_that_was_renamed_never_passes_and_its_old_name_is_told() {
    let copy = Copy::new();
    std::fs::rename(
        copy.path("exercises/03_threaded_print"),
        copy.path("exercises/04_threaded_print"),
    )
    .unwrap();
    copy.answer("04_threaded_print", "pub fn print_numbers(_: u32) {}\n");
    let told = contains("no checks for exercises/04_threaded_print").and(contains("rename it back"));
    copy.checker().assert().code(2).stdout(contains("✓").not()).stderr(told);
    // The others can still be looked at and worked on.
    assert_eq!(listed(&copy, "04_threaded_print")["status"], "error");
    assert_eq!(listed(&copy, SECOND)["status"], "unfinished");
    copy.run(&["skip", "threaded"]);
    copy.checker().assert().code(1).stdout(contains(format!("→ {SECOND}")));
    std::fs::rename(
        copy.path("exercises/04_threaded_print"),
        copy.path("exercises/03_threaded_print"),
    )
    .unwrap();
    copy.checker().assert().code(1).stdout(contains(format!("✗ {FIRST}")));
}

#[test]
fn a_verdict_that_was_half_written_is_found_again() {
    let copy = Copy::new();
    copy.solve(FIRST);
    copy.run(&["check", FIRST]);
    let folder = copy.path(&format!("target/threadlings/verdicts/{FIRST}"));
    for file in std::fs::read_dir(folder).expect("the verdicts").flatten() {
        std::fs::write(file.path(), "{\"status\": \"pas").expect("the copy can be written to");
    }
    assert_eq!(listed(&copy, FIRST)["status"], "unchecked");
    copy.checker().assert().code(1).stdout(contains(format!("✓ {FIRST}")));
    assert_eq!(listed(&copy, FIRST)["status"], "passed");
}

#[test]
fn the_list_answers_at_once() {
    let copy = Copy::new();
    copy.solve(RACE);
    copy.run(&["check", RACE]);
    let took = |_| {
        let start = Instant::now();
        let (status, said, _) = copy.run(&["list"]);
        assert!(status == 0 && said.contains("✓ 09_race_demo"), "{said}");
        start.elapsed()
    };
    // The best of many: the machine may be busy with other things.
    let best = (0..20).map(took).min().unwrap_or_default();
    assert!(best < Duration::from_millis(200), "{best:?}");
}

#[cfg(unix)]
#[test]
fn resetting_all_is_asked_for() {
    let copy = Copy::new();
    copy.answer(RACE, "// mine\n");
    let answer = copy.path("exercises/09_race_demo/src/lib.rs");
    for (key, status, kept) in [("\r", 1, true), ("n\r", 1, true), ("y\r", 0, false)] {
        let mut terminal = crate::pty::Terminal::start(&copy, (80, 40), &["reset", "--all"], &[]);
        terminal.until_it_says("[y/N]");
        terminal.press(key);
        assert_eq!(terminal.end(), status, "{key:?}");
        let text = std::fs::read_to_string(&answer).expect("the answer");
        assert_eq!(text == "// mine\n", kept, "{key:?}");
    }
    let text = std::fs::read_to_string(copy.path("exercises/09_race_demo/src/lib.rs.1")).expect("what was kept");
    assert_eq!(text, "// mine\n");
}
