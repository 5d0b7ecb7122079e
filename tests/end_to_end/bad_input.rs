//! When the checker cannot do its work: a message that says what to do, exit status 2, and nothing lost.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use tests::Copy;

#[test]
fn an_unknown_exercise_suggests_the_nearest() {
    let copy = Copy::new();
    for command in ["check", "hint", "reset", "explain"] {
        let (status, said, errors) = copy.run(&[command, "rase_demo"]);
        assert_eq!((status, &*said), (2, ""), "{command}: {errors}");
        assert!(
            errors.contains("there is no exercise `rase_demo`") && errors.contains("`race_demo`"),
            "{command}: {errors}"
        );
    }
}

#[test]
fn wrong_arguments_are_told() {
    let copy = Copy::new();
    for arguments in [
        &["chekc"][..],
        &["check"],
        &["grade", "--format", "xml"],
        &["check", "--jobs", "0", "--all"],
    ] {
        let (status, _, errors) = copy.run(arguments);
        assert!(status == 2 && errors.contains("error:"), "{arguments:?}: {errors}");
    }
}

#[test]
fn a_missing_file_of_the_learners_is_told_with_the_way_back() {
    let copy = Copy::new();
    std::fs::remove_file(copy.path("exercises/03_threaded_print/src/lib.rs")).unwrap();
    for arguments in [&[][..], &["check", "threaded_print"]] {
        let (status, _, errors) = copy.run(arguments);
        assert!(
            status == 2 && errors.contains("lib.rs is missing") && errors.contains("reset threaded_print"),
            "{errors}"
        );
    }
}

#[test]
fn without_a_toolchain_it_is_told_how_to_get_one() {
    let copy = Copy::new();
    let run = copy
        .checker()
        .args(["check", "race_demo"])
        .env("PATH", "/nowhere")
        .assert()
        .code(2);
    run.stderr(contains("there is no `rustc` on the PATH"))
        .stderr(contains("https://rustup.rs"));
}

#[test]
fn the_first_task_is_told_before_anything_is_built() {
    let copy = Copy::new();
    let run = copy.checker().env("PATH", "/nowhere").assert().code(2);
    run.stdout(
        contains("start two threads that share the numbers").and(contains("edit     exercises/03_threaded_print")),
    )
    .stderr(contains("there is no `rustc` on the PATH"));
    copy.solve("03_threaded_print");
    let run = copy.checker().env("PATH", "/nowhere").assert().code(2);
    run.stdout(contains("03_threaded_print").not());
}

#[test]
fn a_damaged_state_file_is_moved_aside_and_nothing_is_lost() {
    let copy = Copy::new();
    copy.run(&["hint", "race_demo"]);
    let state = copy.path("target/threadlings/state.json");
    assert!(state.is_file());
    std::fs::write(&state, "{\"hints\": ").unwrap();
    let (status, _, errors) = copy.run(&["hint", "race_demo"]);
    assert!(
        status == 2 && errors.contains("is damaged") && errors.contains("state.json.damaged"),
        "{errors}"
    );
    assert_eq!(
        std::fs::read_to_string(copy.path("target/threadlings/state.json.damaged")).unwrap(),
        "{\"hints\": "
    );
    assert_eq!(copy.run(&["hint", "race_demo"]).0, 0);
}

#[test]
fn a_target_folder_that_cannot_be_written_is_told() {
    let copy = Copy::new();
    // A file in its place stops everybody; a folder's permissions would not stop root.
    std::fs::write(copy.path("target"), "").unwrap();
    let (status, _, errors) = copy.run(&["check", "race_demo"]);
    assert!(
        status == 2 && errors.contains("cannot write") && errors.contains("CARGO_TARGET_DIR"),
        "{errors}"
    );
}

#[test]
fn a_folder_that_cannot_be_read_is_told() {
    let copy = Copy::new();
    std::fs::remove_dir_all(copy.path("exercises/03_threaded_print/src")).unwrap();
    std::fs::write(copy.path("exercises/03_threaded_print/src"), "").unwrap();
    let (status, _, errors) = copy.run(&["check", "threaded_print"]);
    assert!(
        status == 2 && errors.contains("exercises/03_threaded_print/src"),
        "{errors}"
    );
    let (status, _, errors) = copy.run(&["--root", "/nowhere/at/all", "list"]);
    assert!(status == 2 && errors.contains("/nowhere/at/all"), "{errors}");
}

#[test]
fn a_broken_suite_is_told_with_its_place() {
    let copy = Copy::new();
    std::fs::write(copy.path("tests/suites/09_race_demo/program.toml"), "id = 3").unwrap();
    let (status, _, errors) = copy.run(&["check", "race_demo"]);
    assert!(status == 2 && errors.contains("program.toml"), "{errors}");
}
