//! Editors and what else happens to files.

use super::helpers::{RACE, watch, wrong};
use std::fs;
use tests::{Copy, solution};

const LOST: &str = "The count is 1 instead of 2";

#[test]
fn an_editor_may_write_aside_and_rename() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("to do · waits");
    // As vim and others do: the old file away, a new one in its place.
    let answer = copy.path(&format!("exercises/{RACE}/src/lib.rs"));
    let (aside, backup) = (answer.with_file_name(".lib.rs.swx"), answer.with_file_name("lib.rs~"));
    fs::write(&aside, wrong("guard_dropped_between_read_and_write.rs")).expect("a file");
    fs::rename(&answer, &backup).expect("a file");
    fs::rename(&aside, &answer).expect("a file");
    terminal.until_it_says(LOST);
    // The one that is there now is watched too.
    fs::write(&aside, solution(RACE)).expect("a file");
    fs::rename(&aside, &answer).expect("a file");
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_deleted_file_is_missed_and_checked_when_it_is_back() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says(LOST);
    fs::remove_file(copy.path(&format!("exercises/{RACE}/src/lib.rs"))).expect("a file");
    terminal.until_it_says("src/lib.rs is gone");
    // Every key still works.
    terminal.press("p");
    terminal.until_it_says("08_daemon_exit ·");
    terminal.press("n");
    terminal.until_it_says("src/lib.rs is gone");
    copy.solve(RACE);
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_renamed_folder_is_missed_and_checked_when_it_is_back() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("to do · waits");
    let (here, there) = (
        copy.path(&format!("exercises/{RACE}")),
        copy.path("exercises/elsewhere"),
    );
    fs::rename(&here, &there).expect("a folder");
    terminal.until_it_says("09_race_demo is gone");
    fs::write(there.join("src/lib.rs"), solution(RACE)).expect("a file");
    fs::rename(&there, &here).expect("a folder");
    terminal.until_it_says("passed · waits");
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    terminal.until_it_says(LOST);
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn where_the_system_does_not_tell_of_saves_they_are_looked_for_and_that_is_said() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race", "--poll"], &[]);
    terminal.until_it_says("looks for saves (as asked for, four times a second)");
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    terminal.until_it_says(LOST);
    copy.solve(RACE);
    terminal.until_it_says("passed · looks for saves");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn another_file_of_the_exercise_counts_too() {
    let copy = Copy::new();
    copy.solve(RACE);
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("passed · waits");
    let main = copy.path(&format!("exercises/{RACE}/src/main.rs"));
    let given = fs::read_to_string(&main).expect("the given program");
    fs::write(&main, "fn main() { println!(\"something else\"); }\n").expect("a file");
    terminal.until_it_says("not yet · waits");
    terminal.until_it_says("something else");
    fs::write(&main, given).expect("a file");
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_save_while_another_screen_covers_the_result_shows_what_it_led_to() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says(LOST);
    terminal.until_it_says("not yet · waits");
    terminal.press("e");
    terminal.until_it_says("step 1 of");
    copy.solve(RACE);
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
