//! However it ends: nothing is left running, and the terminal is as it was.

use super::helpers::{RACE, hanging, started_below, until_something_runs, watch};
use crate::pty::Terminal;
use std::time::{Duration, Instant};
use tests::Copy;

/// Watches something that hangs. Out: also how the terminal is set when nobody has taken it.
fn hangs(copy: &Copy) -> (Terminal, String) {
    // Whoever has an empty terminal in hand knows how it is set.
    let untouched = Terminal::start(copy, (80, 24), &["--version"], &[]).settings();
    copy.answer(RACE, &hanging());
    let mut terminal = watch(copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    assert_ne!(terminal.settings(), untouched, "the terminal is raw");
    until_something_runs(copy, &mut terminal);
    (terminal, untouched)
}

fn nothing_is_left(copy: &Copy) {
    // Whoever ends a process may have to wait until the system has taken note of it.
    let start = Instant::now();
    while !started_below(copy).is_empty() {
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{:?} go on",
            started_below(copy)
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn is_as_it_was(terminal: &Terminal, untouched: &str) {
    assert_eq!(terminal.settings(), untouched);
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
}

#[test]
fn q_and_ctrl_c_leave_at_once() {
    let copy = Copy::new();
    for key in ["q", "\u{3}"] {
        let (mut terminal, untouched) = hangs(&copy);
        terminal.press(key);
        assert_eq!(terminal.end(), 0);
        nothing_is_left(&copy);
        is_as_it_was(&terminal, &untouched);
    }
}

#[test]
fn a_signal_leaves_nothing_behind() {
    let copy = Copy::new();
    for signal in ["-TERM", "-HUP", "-INT"] {
        let (mut terminal, untouched) = hangs(&copy);
        terminal.signal(signal);
        assert_ne!(terminal.end(), 0);
        nothing_is_left(&copy);
        is_as_it_was(&terminal, &untouched);
    }
}

#[test]
fn a_closed_terminal_leaves_nothing_behind() {
    let copy = Copy::new();
    let (terminal, _) = hangs(&copy);
    assert!(terminal.close(), "the checker goes on without a terminal");
    nothing_is_left(&copy);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_coming_back_goes_on() {
    let copy = Copy::new();
    let untouched = Terminal::start(&copy, (80, 24), &["--version"], &[]).settings();
    copy.answer(RACE, &hanging());
    let mut terminal = Terminal::start_as_a_job(&copy, (80, 24), &["watch", "race"]);
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    until_something_runs(&copy, &mut terminal);
    terminal.press("\u{1a}");
    terminal.until("suspended", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    is_as_it_was(&terminal, &untouched);
    // What ran would go on, against the clock.
    nothing_is_left(&copy);
    terminal.press("\r");
    terminal.until_it_says("… With the lock, no interleaving loses an addition");
    copy.solve(RACE);
    terminal.until_it_says("passed · waits");
    terminal.press("q");
    terminal.until_it_says("left with 0");
    is_as_it_was(&terminal, &untouched);
}

#[test]
fn ctrl_z_does_nothing_where_no_shell_could_bring_it_back() {
    let copy = Copy::new();
    let mut terminal = watch(&copy, (80, 24), &["race"], &[]);
    terminal.until_it_says("to do · waits");
    terminal.press("\u{1a}?");
    terminal.until_it_says("these keys");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn ctrl_c_during_a_plain_check_ends_what_hangs() {
    let copy = Copy::new();
    copy.answer(RACE, &hanging());
    let mut terminal = Terminal::start(&copy, (80, 24), &["check", "race"], &[]);
    terminal.until_it_says("checking 09_race_demo");
    until_something_runs(&copy, &mut terminal);
    terminal.press("\u{3}");
    assert_ne!(terminal.end(), 0);
    nothing_is_left(&copy);
}
