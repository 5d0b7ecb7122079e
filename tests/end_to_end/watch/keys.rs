//! What the keys do.

use super::helpers::{RACE, done, watch, wrong};
use std::fs;
use tests::Copy;

#[test]
fn an_interleaving_is_stepped_through_and_all_exercises_are_listed() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("not yet · waits");
    terminal.press("e");
    terminal.until_it_says("step 1 of");
    terminal.press("d");
    terminal.until_it_says("update is lost here");
    terminal.press("q");
    terminal.until_it_says("not yet · waits");
    terminal.press("l");
    terminal.until_it_says(&done(&copy, 0));
    terminal.press("q");
    terminal.until_it_says("not yet · waits");
    // One can be chosen, and that one is watched.
    terminal.press("l");
    terminal.until_it_says(&done(&copy, 0));
    terminal.press("/squares\r");
    terminal.until("found", |screen| !screen.contents().contains(RACE));
    terminal.press("\r");
    terminal.until_it_says("19_thread_pool_squares · A pool of workers");
    terminal.until_it_says("to do · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn hints_come_one_at_a_time_and_are_remembered_by_the_hint_command_too() {
    let copy = Copy::new();
    let (_, first, _) = copy.run(&["hint", "race"]);
    let title = |said: &str| said.lines().next().unwrap_or("").to_owned();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("to do · waits");
    terminal.press("h");
    // The second, with the first above it.
    terminal.until_it_says("Hint 2");
    terminal.press("\u{1b}[H");
    terminal.until_it_says(&title(&first));
    terminal.press("\u{1b}");
    terminal.until_it_says("to do · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let (_, third, _) = copy.run(&["hint", "race"]);
    assert!(title(&third).contains("Hint 3"), "{third}");
}

#[test]
fn the_stub_comes_back_after_a_yes_and_the_learners_version_is_kept() {
    let copy = Copy::new();
    copy.solve(RACE);
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("passed · waits");
    let answer = copy.path(&format!("exercises/{RACE}/src/lib.rs"));
    let stub = fs::read_to_string(copy.path(&format!("tests/suites/{RACE}/stub.rs"))).expect("the stub");
    terminal.press("r");
    terminal.until_it_says("y/n");
    terminal.press("n");
    terminal.until_it_says("Nothing was changed.");
    assert_ne!(fs::read_to_string(&answer).expect("the answer"), stub);
    terminal.press("r");
    terminal.until_it_says("y/n");
    terminal.press("y");
    terminal.until_it_says("Your version is kept in exercises/09_race_demo/src/lib.rs.1.");
    terminal.until_it_says("is still to do");
    assert_eq!(fs::read_to_string(&answer).expect("the answer"), stub);
    assert_eq!(
        fs::read_to_string(answer.with_file_name("lib.rs.1")).expect("the version that is kept"),
        tests::solution(RACE)
    );
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_editor_that_is_set_gets_the_terminal_and_the_file_and_gives_the_terminal_back() {
    let copy = Copy::new();
    let solution = tests::root().join("solutions").join(RACE).join("src/lib.rs");
    let editor = format!(
        "echo the editor is here; read line; test \"$line\" = typed && cp '{}'",
        solution.display()
    );
    let mut terminal = watch(&copy, (80, 24), &["race"], &[("VISUAL", &editor)]);
    terminal.until_it_says("to do · waits");
    terminal.press("o");
    terminal.until("in the editor", |screen| {
        !screen.alternate_screen() && screen.contents().contains("the editor is here")
    });
    // What is typed goes to the editor, and Ctrl-C in it is the editor's.
    terminal.press("typed\n");
    terminal.until("back", |screen| screen.alternate_screen());
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_an_editor_it_is_said_how_to_set_one() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[("VISUAL", ""), ("EDITOR", "")]);
    terminal.until_it_says("to do · waits");
    terminal.press("o");
    terminal.until_it_says("Neither VISUAL nor EDITOR is set");
    terminal.until_it_says("export EDITOR=nano");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn an_editor_that_is_not_there_is_said() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[("VISUAL", "no-such-editor")]);
    terminal.until_it_says("to do · waits");
    terminal.press("o");
    terminal.until_it_says("The editor `no-such-editor` ended with status 127.");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn all_exercises_are_checked_and_then_listed() {
    let copy = Copy::new();
    copy.solve(RACE);
    let mut terminal = watch(&copy, (80, 24), &["03"], &[]);
    terminal.until_it_says("to do · waits");
    terminal.press("a");
    let done = done(&copy, 1);
    terminal.until("the list", |screen| {
        let text = screen.contents();
        text.contains(&done) && text.contains("Enter go on")
    });
    assert!(terminal.text().contains("✓ 09_race_demo"), "{}", terminal.text());
    terminal.press("q");
    terminal.until_it_says("to do · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
