//! `checker watch` as a learner uses it: files are saved, keys are pressed, the screen is looked at.

mod endings;
mod files;
mod helpers;
mod keys;
mod screens;

use helpers::{RACE, hanging, watch, wrong};
use predicates::prelude::*;
use predicates::str::contains;
use tests::{Copy, solution};

#[test]
fn a_save_that_is_right_passes_and_says_what_was_verified_and_what_comes_next() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("to do · waits for the next save");
    terminal.until_it_says("Let `threads` threads count together");
    copy.solve(RACE);
    terminal.until_it_says("passed · waits for the next save");
    let screen = terminal.text();
    let points = format!("11 / 11 points  {}", helpers::done(&copy, 1));
    for part in [
        &*points,
        "Verified: 8 checks; ",
        " interleavings, up to 1 preemption.",
        "To compare: solutions/09_race_demo/src/lib.rs",
        "Next concept: `10_lock_guard`: how long a guard lives",
        "n goes on to 13_deadlock.",
    ] {
        assert!(screen.contains(part), "{part} is missing:\n{screen}");
    }
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.until_it_says(" exercises are done.");
    // What was found out is known to the other commands too.
    let (_, listed, _) = copy.run(&["list"]);
    assert!(listed.contains("✓ 09_race_demo"), "{listed}");
}

#[test]
fn a_save_ends_a_check_that_hangs_and_every_key_works_meanwhile() {
    let copy = Copy::new();
    copy.answer(RACE, &hanging());
    let mut terminal = watch(&copy, (80, 30), &["race"], &[]);
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    helpers::until_something_runs(&copy, &mut terminal);
    let hangs = helpers::started_below(&copy);
    terminal.press("h");
    terminal.until_it_says("more hints: h shows the next");
    terminal.press("?");
    terminal.until_it_says("these keys");
    terminal.press("s");
    terminal.until_it_says("The solution is named when every check passes");
    terminal.press("\u{1b}");
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    terminal.press("p");
    terminal.until_it_says("08_daemon_exit ·");
    terminal.press("n");
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    copy.solve(RACE);
    terminal.until("passed, without a verdict on what hangs", |screen| {
        let text = screen.contents();
        assert!(!text.contains("goes on and on"), "{text}");
        text.contains("passed · waits")
    });
    let left = helpers::started_below(&copy);
    assert!(
        left.iter().all(|process| !hangs.contains(process)),
        "{left:?} {hangs:?}"
    );
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_syntax_error_is_shown_with_its_line_and_gone_when_it_is_mended() {
    let copy = Copy::new();
    copy.solve(RACE);
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("passed · waits");
    copy.answer(RACE, "pub fn broken( {\n");
    terminal.until_it_says("The file does not compile");
    terminal.until_it_says("exercises/09_race_demo/src/lib.rs:1:");
    assert!(
        terminal.text().contains(&helpers::done(&copy, 0)),
        "{}",
        terminal.text()
    );
    copy.answer(RACE, &(solution(RACE) + "\n// mended\n"));
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn it_begins_with_the_first_exercise_that_is_not_done() {
    let copy = Copy::new();
    copy.solve("03_threaded_print");
    copy.run(&["check", "03"]);
    let mut terminal = watch(&copy, (80, 24), &[], &[]);
    terminal.until_it_says("06_thread_lifecycle · ");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let copy = Copy::new();
    let watch = copy.checker().arg("watch").assert().code(2);
    watch.stderr(contains("watch needs a terminal").and(contains("check NAME")));
    copy.checker().args(["watch", "nonsense", "more"]).assert().code(2);
}

#[test]
fn a_check_in_a_terminal_shows_each_result_as_it_comes_and_in_the_end_what_a_pipe_gets() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("compare_is_left_to_do.rs"));
    let (_, piped, _) = copy.run(&["check", "race"]);
    copy.answer(RACE, &helpers::hanging_at_last());
    let mut terminal = crate::pty::Terminal::start(&copy, (80, 60), &["check", "race"], &[]);
    // The first line of the report says how many points there are, and so it can't be there yet.
    terminal.until("the first result alone", |screen| {
        let text = screen.contents();
        assert!(!text.contains("points"), "the report came first:\n{text}");
        text.contains("✓ With the lock, no interleaving loses an addition") && text.contains("checking 09_race_demo")
    });
    terminal.press("\u{3}");
    drop(terminal);
    copy.answer(RACE, &wrong("compare_is_left_to_do.rs"));
    let mut terminal = crate::pty::Terminal::start(&copy, (80, 60), &["check", "race"], &[]);
    let lines =
        |text: &str| -> Vec<String> { text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect() };
    terminal.until("what a pipe gets", |screen| lines(&screen.contents()) == lines(&piped));
}
