//! The commands, as a learner uses them.

use predicates::prelude::*;
use predicates::str::contains;
use tests::Copy;

const RACE: &str = "09_race_demo";

fn wrong(name: &str) -> String {
    std::fs::read_to_string(tests::root().join("tests/wrong").join(RACE).join(name)).expect("a wrong answer")
}

#[test]
fn the_first_run_greets_once_and_says_what_to_do() {
    let copy = Copy::new();
    let first = copy.checker().assert().code(1);
    first
        .stdout(contains("Welcome to Threadlings"))
        .stdout(contains("from two spawned threads that run at the same"))
        .stdout(contains("edit     exercises/03_threaded_print/src/lib.rs"))
        .stdout(contains("cargo run -p checker -- hint threaded_print"));
    copy.checker().assert().code(1).stdout(contains("Welcome").not());
}

#[test]
fn verify_stops_at_the_first_that_is_not_done() {
    let copy = Copy::new();
    copy.solve("03_threaded_print");
    copy.solve(RACE);
    copy.checker()
        .assert()
        .code(1)
        .stdout(contains("✓ 03_threaded_print"))
        .stdout(contains("→ 06_thread_lifecycle"))
        .stdout(contains(RACE).not());
}

#[test]
fn a_verdict_is_remembered_until_the_file_changes() {
    let copy = Copy::new();
    copy.solve("03_threaded_print");
    copy.run(&[]);
    // Without a compiler, only what is remembered can be shown.
    let (status, listed, _) = copy.run(&["list"]);
    assert!(
        status == 0 && listed.contains("✓ 03_threaded_print        passed"),
        "{listed}"
    );
    let text = tests::solution("03_threaded_print") + "\n// edited\n";
    copy.answer("03_threaded_print", &text);
    let (_, listed, _) = copy.run(&["list"]);
    assert!(listed.contains("· 03_threaded_print        unchecked"), "{listed}");
}

#[test]
fn a_verdict_is_remembered_until_a_module_of_its_suite_changes() {
    let copy = Copy::new();
    copy.solve("06_thread_lifecycle");
    copy.run(&["check", "06"]);
    let listed = || copy.run(&["list"]).1;
    let passed = "✓ 06_thread_lifecycle      passed";
    assert!(listed().contains(passed), "{}", listed());
    let module = copy.path("tests/suites/06_thread_lifecycle/work.rs");
    let text = std::fs::read_to_string(&module).expect("the suite has a module") + "\n// edited\n";
    std::fs::write(&module, text).expect("the copy can be written to");
    assert!(!listed().contains(passed), "{}", listed());
}

#[test]
fn a_failure_shows_the_interleaving_the_lines_and_the_way_on() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("atomics_do_not_make_two_steps_one.rs"));
    let check = copy.checker().args(["check", "race_demo"]).assert().code(1);
    check
        .stdout(contains("✗ 09_race_demo · With the lock"))
        .stdout(contains("It takes 1 preemption"))
        .stdout(contains("update is lost here"))
        .stdout(contains("counter.store(counter.load(SeqCst) + 1, SeqCst);"))
        .stdout(contains("cargo run -p checker -- explain race_demo"))
        .stdout(contains("\u{1b}").not());
    copy.checker()
        .args(["explain", "race"])
        .assert()
        .code(0)
        .stdout(contains("update is lost here"));
    copy.checker()
        .args(["explain", "race", "--color", "always"])
        .assert()
        .code(0)
        .stdout(contains("\u{1b}[1m"));
}

#[test]
fn a_pass_says_how_far_it_looked() {
    let copy = Copy::new();
    copy.solve(RACE);
    let check = copy.checker().args(["check", RACE]).assert().code(0);
    check.stdout(contains(" interleavings, all with up to 1 preemption."));
}

#[test]
fn what_rustc_says_is_passed_on_once_with_the_path_that_the_learner_knows() {
    let copy = Copy::new();
    let text = tests::solution(RACE).replacen("-> usize {", "-> usize {\n    let x: u32 = \"text\";", 1);
    copy.answer(RACE, &text);
    let (status, said, _) = copy.run(&["check", RACE]);
    assert!(
        status == 1 && said.contains("The file does not compile: mismatched types"),
        "{said}"
    );
    assert_eq!(said.matches("error[E0308]: mismatched types").count(), 1, "{said}");
    assert!(said.contains("--> exercises/09_race_demo/src/lib.rs:"), "{said}");
}

#[test]
fn a_changed_signature_is_told_with_the_one_that_is_expected() {
    let copy = Copy::new();
    copy.answer(
        "03_threaded_print",
        "pub fn print_numbers(last: String) {\n    println!(\"{last}\");\n}\n",
    );
    let (status, said, _) = copy.run(&["check", "threaded", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let diagnosis = &report["submissions"][0]["exercises"][0]["checks"][0]["diagnosis"];
    assert_eq!(
        (status, diagnosis["kind"].as_str()),
        (1, Some("does_not_compile")),
        "{said}"
    );
    assert!(
        diagnosis["message"]
            .as_str()
            .unwrap()
            .contains("`pub fn print_numbers(last: u32)`"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_graded_is_refused_with_its_line_and_the_reason() {
    let copy = Copy::new();
    let text = format!(
        "use core::sync::atomic::AtomicU8;\n{}",
        tests::solution(RACE).replace("//!", "//")
    );
    copy.answer(RACE, &text);
    let (status, said, _) = copy.run(&["check", RACE]);
    assert!(
        status == 1 && said.contains("`core::sync` (line 1)") && said.contains("bypasses the"),
        "{said}"
    );
}

#[test]
fn list_works_without_a_terminal_and_as_json() {
    let copy = Copy::new();
    let (status, listed, _) = copy.run(&["list"]);
    assert_eq!(status, 0);
    let rows: Vec<&str> = listed.lines().filter(|line| line.contains("unfinished")).collect();
    assert!(
        rows.len() >= 5 && rows.iter().all(|row| row.chars().count() <= 80),
        "{listed}"
    );
    let (_, listed, _) = copy.run(&["list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed["exercises"][0]["exercise"], "03_threaded_print");
    assert_eq!(listed["exercises"][0]["status"], "unfinished");
}

#[test]
fn hints_come_one_by_one_and_are_counted() {
    let copy = Copy::new();
    for number in 1..=4 {
        let (status, said, _) = copy.run(&["hint", "race_demo"]);
        assert!(
            status == 0 && said.contains(&format!("Hint {number}:")),
            "{number}: {said}"
        );
    }
    let (_, said, _) = copy.run(&["hint", "race_demo", "--all"]);
    assert_eq!(said.matches("Hint ").count(), 4, "{said}");
}

#[test]
fn reset_puts_the_stub_back_and_keeps_what_was_there() {
    let copy = Copy::new();
    let stub = std::fs::read_to_string(copy.path("exercises/09_race_demo/src/lib.rs")).unwrap();
    for number in 1..=2 {
        let mine = format!("// my answer {number}\n");
        copy.answer(RACE, &mine);
        let (status, said, _) = copy.run(&["reset", "race_demo"]);
        let kept = format!("exercises/09_race_demo/src/lib.rs.{number}");
        assert!(status == 0 && said.contains(&kept), "{said}");
        assert_eq!(std::fs::read_to_string(copy.path(&kept)).unwrap(), mine);
        assert_eq!(
            std::fs::read_to_string(copy.path("exercises/09_race_demo/src/lib.rs")).unwrap(),
            stub
        );
    }
    copy.checker()
        .args(["reset", "race_demo"])
        .assert()
        .code(0)
        .stdout(contains("is the stub already"));
}

#[test]
fn reset_brings_back_a_file_that_was_deleted() {
    let copy = Copy::new();
    std::fs::remove_file(copy.path("exercises/09_race_demo/src/lib.rs")).unwrap();
    copy.checker().args(["reset", "race_demo"]).assert().code(0);
    assert!(copy.path("exercises/09_race_demo/src/lib.rs").is_file());
}

#[test]
fn the_first_run_of_a_fresh_clone() {
    let (_, said, _) = Copy::new().run(&[]);
    // The points are the suite's, and not what is tested here.
    let lines = said.lines().map(|line| {
        if line.ends_with(" points") {
            &line[..line.rfind("  ").unwrap_or(0)]
        } else {
            line
        }
    });
    insta::assert_snapshot!("first_run", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_help_names_every_command() {
    let (status, said, _) = Copy::new().run(&["--help"]);
    assert_eq!(status, 0);
    insta::assert_snapshot!("help", said);
}

#[test]
fn an_interleaving_can_be_run_again_also_after_the_mistake_is_mended() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let (_, explained, _) = copy.run(&["explain", "race_demo"]);
    let (_, token) = explained.split_once("--replay ").expect("the token is shown");
    let token = token.lines().next().expect("a line");
    let again = ["explain", "race_demo", "--replay", token];
    let picture = |text: &str| {
        let from = text.find("      main").expect("a picture");
        text[from..text.find("exercises/").expect("lines")].to_owned()
    };
    let (status, replayed, _) = copy.run(&again);
    assert_eq!((status, picture(&replayed)), (0, picture(&explained)));

    copy.solve(RACE);
    let (status, replayed, _) = copy.run(&again);
    assert!(
        status == 0 && replayed.contains("Nothing is wrong with this interleaving.") && !replayed.contains("lost"),
        "{replayed}"
    );
}

#[test]
fn an_execution_under_the_weak_memory_model_can_be_run_again() {
    let copy = Copy::new();
    let wrong = tests::root().join("tests/wrong/07_concurrent_downloads/relaxed_countdown.rs");
    copy.answer(
        "07_concurrent_downloads",
        &std::fs::read_to_string(wrong).expect("a wrong answer"),
    );
    let (_, explained, _) = copy.run(&["explain", "concurrent_downloads"]);
    let (_, token) = explained.split_once("--replay ").expect("the token is shown");
    let token = token.lines().next().expect("a line");
    let (status, replayed, _) = copy.run(&["explain", "concurrent_downloads", "--replay", token]);
    let story = |text: &str| {
        let rows = text
            .lines()
            .filter(|line| line.starts_with(' ') && line.contains("load "));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(status == 0 && replayed.contains("an old value"), "{replayed}");
    assert_eq!(story(&replayed), story(&explained));
}

#[test]
fn a_token_of_nothing_is_a_clear_error() {
    let copy = Copy::new();
    copy.solve(RACE);
    let explain = |token: &str| {
        copy.checker()
            .args(["explain", "race_demo", "--replay", token])
            .assert()
            .code(2)
    };
    explain("nonsense").stderr(contains("is no interleaving; it looks like"));
    explain("nonsense.1").stderr(contains("The checks that do are exact_with_lock,"));
}
