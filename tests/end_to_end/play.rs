//! `checker play` without a terminal: numbers go in, sentences come out.

use predicates::prelude::*;
use predicates::str::contains;
use tests::Copy;

const RACE: &str = "09_race_demo";

/// Plays, and returns what was said.
fn played(copy: &Copy, arguments: &[&str], input: &str) -> String {
    let output = copy.checker().arg("play").args(arguments).write_stdin(input).output();
    let output = output.expect("the checker can be started");
    let text = |bytes| String::from_utf8(bytes).expect("the checker writes UTF-8");
    assert!(
        output.status.success(),
        "{}{}",
        text(output.stdout),
        text(output.stderr)
    );
    text(output.stdout)
}

#[test]
fn whoever_has_not_begun_plays_with_a_given_program() {
    let copy = Copy::new();
    let said = played(&copy, &["race"], "f\n");
    assert!(
        said.contains("Your own file still has a todo!(), so you play with exercises/09_race_demo/play.rs"),
        "{said}"
    );
    assert!(
        said.contains("1 main goes on") && said.contains("(a preemption)"),
        "{said}"
    );
    assert!(
        said.contains("It can fail: the shortest interleaving that does takes 1 preemption"),
        "{said}"
    );
    assert!(!said.contains("--replay"), "{said}");
}

#[test]
fn a_right_program_cannot_be_made_to_fail_and_it_is_said_how_far_was_looked() {
    let copy = Copy::new();
    copy.solve(RACE);
    let said = played(&copy, &["race", "--check", "exact_with_lock"], "2\n1\n2\nf\n");
    assert!(
        said.contains("THE END. Nothing went wrong in this interleaving."),
        "{said}"
    );
    assert!(
        said.contains("The checker found none that fails either. It tried "),
        "{said}"
    );
    assert!(said.contains(" interleavings, all with up to "), "{said}");
}

#[test]
fn what_only_some_interleaving_must_do_is_no_failure_of_the_others() {
    let copy = Copy::new();
    copy.solve(RACE);
    // Run one after the other, the threads lose nothing, and this check asks for a loss.
    let said = played(&copy, &["race", "--check", "can_lose_without_lock"], "f\n");
    assert!(said.contains("breaks no rule"), "{said}");
    assert!(!said.contains("FAILED"), "{said}");
}

#[test]
fn another_program_can_be_played_with() {
    let copy = Copy::new();
    copy.solve(RACE);
    let given = tests::root().join("tests/wrong/09_race_demo/rwlock_read_then_write.rs");
    let said = played(
        &copy,
        &["race", "--answer", given.to_str().expect("UTF-8")],
        "x\nu\n9\nf\nu\nr\nq\n",
    );
    assert!(said.contains("rwlock_read_then_write.rs"), "{said}");
    assert_eq!(said.matches("That is not possible here.").count(), 3, "{said}");
    assert!(
        said.contains("It can fail:") && said.contains("Back from step "),
        "{said}"
    );
}

#[test]
fn a_check_that_cannot_be_played_is_refused_with_those_that_can() {
    let copy = Copy::new();
    let refused = |check: &str| copy.checker().args(["play", "race", "--check", check]).assert().code(2);
    refused("prints_both").stderr(contains("exact_with_lock"));
    refused("exact_with_lock.99").stderr(contains("runs nothing"));
}

#[test]
fn what_does_not_compile_cannot_be_played() {
    let copy = Copy::new();
    copy.answer(RACE, "pub fn nonsense() -> u32 { \"text\" }\n");
    let play = copy.checker().args(["play", "race"]).assert().code(1);
    play.stdout(contains("does not compile").and(contains("Who goes on?").not()));
}

/// The program that is given goes well if nobody interferes, and can fail.
#[test]
fn every_exercise_gives_a_program_to_play_with() {
    let copy = Copy::new();
    let exercises = std::fs::read_dir(tests::root().join("exercises")).expect("exercises/");
    let mut count = 0;
    for exercise in exercises.flatten().filter(|entry| entry.path().is_dir()) {
        let folder = exercise.file_name().to_string_lossy().into_owned();
        let said = played(&copy, &[&folder], "f\n");
        assert!(
            said.contains("THE END. Nothing went wrong in this interleaving. It can fail:"),
            "{folder}: {said}"
        );
        assert!(
            said.contains(&format!("exercises/{folder}/play.rs")),
            "{folder}: {said}"
        );
        count += 1;
    }
    assert!(count >= 5, "{count} exercises");
}
