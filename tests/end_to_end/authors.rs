//! What authors of exercises use: `dev new`, and `dev check` with its memory and its statistics.

use predicates::prelude::*;
use predicates::str::contains;
use std::path::Path;
use tests::Copy;

const NEW: &str = "42_adding_up";

/// The files below a folder, by their paths in the copy.
fn files(copy: &Copy) -> Vec<String> {
    let root = copy.path("");
    let entries = walkdir::WalkDir::new(&root).into_iter().flatten();
    let mut paths: Vec<String> = entries
        .filter(|entry| entry.file_type().is_file() && entry.path().to_string_lossy().contains(NEW))
        .filter(|entry| !entry.path().starts_with(root.join("target")))
        .map(|entry| relative(entry.path(), &root))
        .collect();
    paths.sort();
    paths
}

fn relative(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).expect("it is below the copy");
    relative.to_string_lossy().replace('\\', "/")
}

#[test]
fn a_new_exercise_is_complete_and_every_answer_is_judged_as_it_should_be() {
    let copy = Copy::new();
    let made = copy.checker().args(["dev", "new", NEW]).assert().code(0);
    made.stdout(contains("Made 42_adding_up").and(contains("dev check adding_up")));
    let there = files(&copy);
    for path in [
        "exercises/42_adding_up/README.md",
        "tests/suites/42_adding_up/simulated.rs",
    ] {
        assert!(there.iter().any(|file| file == path), "{there:?}");
    }

    // The hint for a test that fails here: everything below is what an author does next.
    let (status, said, trouble) = copy.run(&["dev", "check", NEW, "--stats"]);
    assert_eq!(status, 0, "{said}{trouble}");
    assert!(said.contains("all 4 answers are judged as they should be"), "{said}");
    assert!(said.contains("a marked line in 1 of 1 wrong answers"), "{said}");
    assert!(
        said.contains("only no_number_is_lost catches:\n  reads_and_writes_apart"),
        "{said}"
    );

    // Nothing has changed since.
    let (status, said, _) = copy.run(&["dev", "check", NEW]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("4 of them"), "{said}");

    // A wrong answer that is right is noticed, and so is one that says nothing of its kind.
    let wrong = copy.path("tests/wrong/42_adding_up/reads_and_writes_apart.rs");
    let solution = std::fs::read_to_string(copy.path("solutions/42_adding_up/src/lib.rs")).expect("a solution");
    std::fs::write(&wrong, format!("//! kind: lost_update\n\n{solution}")).expect("the copy can be written to");
    let checked = copy.checker().args(["dev", "check", NEW]).assert().code(1);
    checked.stdout(contains("must fail with lost_update, got passed").and(contains("1 disagreements")));

    // To a learner it is an exercise like any other.
    let check = copy.checker().args(["check", NEW]).assert().code(1);
    check.stdout(contains("add up {numbers:?} on two threads"));
    copy.checker().args(["hint", NEW]).assert().code(0);
    let list = copy.checker().arg("list").assert().code(0);
    list.stdout(contains("42_adding_up"));
    let play = copy.checker().args(["play", NEW]).write_stdin("f\n").assert().code(0);
    play.stdout(contains("Nothing went wrong in this interleaving. It can fail:"));

    // A suite that does not compile is told once, with rustc's words, and not once an answer.
    let suite = copy.path("tests/suites/42_adding_up/simulated.rs");
    let text = std::fs::read_to_string(&suite).expect("the suite");
    std::fs::write(&suite, format!("{text}const BROKEN: Missing = 1;\n")).expect("the copy can be written to");
    let broken = copy.checker().args(["dev", "check", NEW]).assert().code(1);
    broken.stdout(
        contains("simulated.rs does not compile")
            .count(1)
            .and(contains("cannot find type `Missing`"))
            .and(contains("so 3 answers were not judged")),
    );
}

#[test]
fn a_new_exercise_is_formatted_as_everything_else() {
    let copy = Copy::new();
    copy.checker().args(["dev", "new", NEW]).assert().code(0);
    let rust: Vec<String> = files(&copy).into_iter().filter(|file| file.ends_with(".rs")).collect();
    assert!(rust.len() >= 7, "{rust:?}");
    let settings = tests::root().join("rustfmt.toml");
    let formatted = std::process::Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--config-path"])
        .arg(settings)
        .args(rust.iter().map(|file| copy.path(file)))
        .output()
        .expect("rustfmt can be started");
    assert!(
        formatted.status.success(),
        "{}",
        String::from_utf8_lossy(&formatted.stdout)
    );
}

#[test]
fn a_bad_name_is_refused_and_nothing_is_written() {
    let copy = Copy::new();
    let refused = |name: &str, why: &str| {
        let new = copy.checker().args(["dev", "new", name]).assert().code(2);
        new.stderr(contains(why)).stdout("");
    };
    refused("adding_up", "`adding_up` is no name for an exercise");
    refused("42_Adding", "two digits, an underscore");
    refused("42_../adding_up", "is no name for an exercise");
    refused("09_adding_up", "number 09 is taken by 09_race_demo");
    refused("42_race_demo", "there is an exercise `race_demo` already");
    refused("42_match", "no package can be called `match`");
    std::fs::create_dir_all(copy.path("tests/wrong/42_adding_up")).expect("the copy can be written to");
    refused(NEW, "42_adding_up is there already");
    assert_eq!(files(&copy), [""; 0]);
}

/// The suite is compiled without the answer, and kept.
#[test]
fn a_suite_that_has_changed_is_compiled_again_and_one_that_does_not_compile_is_told() {
    let copy = Copy::new();
    copy.solve("03_threaded_print");
    copy.checker().args(["check", "threaded_print"]).assert().code(0);

    let path = copy.path("tests/suites/03_threaded_print/socket.rs");
    let socket = std::fs::read_to_string(&path).expect("the suite");
    let call = "(ANSWER.print_numbers)(last)";
    assert!(socket.contains(call));
    std::fs::write(&path, socket.replace(call, "(ANSWER.print_numbers)(last + 1)"))
        .expect("the copy can be written to");
    let asks_for_more = copy.checker().args(["check", "threaded_print"]).assert().code(1);
    asks_for_more.stdout(contains("\"5\""));

    std::fs::write(&path, socket.replace(call, "(ANSWER.no_such_function)(last)")).expect("the copy can be written to");
    let broken = copy.checker().args(["check", "threaded_print"]).assert().code(2);
    broken.stderr(
        contains("tests/suites/03_threaded_print/simulated.rs does not compile")
            .and(contains("no field `no_such_function`"))
            .and(contains("socket.rs")),
    );
}
