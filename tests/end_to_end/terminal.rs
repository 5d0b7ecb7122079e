//! What is used by keys, in a real (pseudo-)terminal.

use crate::pty::Terminal;
use tests::Copy;

const RACE: &str = "09_race_demo";
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";
const END: &str = "\u{1b}[F";
const ESC: &str = "\u{1b}";

/// A copy of the workspace with a lost update in it, already checked.
fn spoilt() -> Copy {
    let copy = Copy::new();
    let path = tests::root()
        .join("tests/wrong")
        .join(RACE)
        .join("guard_dropped_between_read_and_write.rs");
    copy.answer(RACE, &std::fs::read_to_string(path).expect("a wrong answer"));
    copy.run(&["check", RACE]);
    copy
}

fn explain(copy: &Copy, size: (u16, u16), variables: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::start(copy, size, &["explain", "race"], variables);
    terminal.until_it_says("step 1 of");
    terminal
}

/// The number of the learner's line that begins like this, for the last time.
fn line_of(copy: &Copy, code: &str) -> usize {
    let text = std::fs::read_to_string(copy.path(&format!("exercises/{RACE}/src/lib.rs"))).expect("the answer");
    1 + text
        .lines()
        .position(|line| line.trim().starts_with(code))
        .expect("such a line")
}

#[test]
fn an_interleaving_is_stepped_through_by_keys() {
    let copy = spoilt();
    let mut terminal = explain(&copy, (80, 24), &[]);
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    terminal.press(RIGHT);
    terminal.until_it_says("step 2 of");
    terminal.press(LEFT);
    terminal.until_it_says("step 1 of");
    terminal.press("d");
    terminal.until_it_says("update is lost here");
    let screen = terminal.text();
    // Both threads are at the line that writes, and it is the one that was reached last.
    let margin = format!("12▶{} ", line_of(&copy, "let mut guard = counter.lock()"));
    for part in ["The count is 1 instead of 2", &margin, "▶!", "values: counter = 1", "│"] {
        assert!(screen.contains(part), "{part} is missing:\n{screen}");
    }
    terminal.press(END);
    terminal.until("at the end", |screen| {
        let text = screen.contents();
        let footer = text
            .lines()
            .find_map(|line| line.strip_prefix("step "))
            .unwrap_or("")
            .to_owned();
        let mut words = footer.split_whitespace();
        words.next().is_some_and(|step| words.nth(1) == Some(step))
    });
    terminal.press("?");
    terminal.until_it_says("any key goes back");
    terminal.press("x");
    terminal.until_it_says("arrows step");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.until_it_says("hint race_demo");
    let text = terminal.text();
    assert!(
        text.starts_with("The count is 1 instead of 2") && text.contains("--replay exact_with_lock.1."),
        "{text}"
    );
    assert!(!terminal.screen().hide_cursor());
}

#[test]
fn it_plays_by_itself_until_a_key_is_pressed() {
    let copy = spoilt();
    let mut terminal = explain(&copy, (100, 30), &[]);
    terminal.press("r");
    terminal.until_it_says("step 3 of");
    terminal.press("x");
    terminal.until_it_says("arrows step");
    terminal.press(ESC);
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_screen_follows_the_size_of_the_terminal() {
    let copy = spoilt();
    let mut terminal = explain(&copy, (140, 40), &[]);
    // Wide enough for a column a thread.
    terminal.until("columns", |screen| {
        screen
            .contents()
            .lines()
            .any(|line| line.contains("main   ") && line.contains("thread 2"))
    });
    terminal.resize(40, 20);
    terminal.until("narrow", |screen| {
        let text = screen.contents();
        text.contains("main: spawn thread 1") && !text.contains('│') && text.contains("step 1 of")
    });
    terminal.resize(100, 30);
    terminal.until("wide again", |screen| screen.contents().contains('│'));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn no_colour_and_plain_ascii_are_respected() {
    let copy = spoilt();
    let mut terminal = explain(&copy, (80, 24), &[("NO_COLOR", "1"), ("LANG", "C")]);
    terminal.press("d");
    terminal.until_it_says(">!");
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    // Every sequence that sets a colour or a weight ends in `m`.
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let coloured = raw.split("\u{1b}[").skip(1).any(|rest| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic());
        end.is_some_and(|end| rest[end..].starts_with('m'))
    });
    assert!(!coloured, "{raw:?}");
    let mut coloured = explain(&copy, (80, 24), &[]);
    coloured.press("q");
    assert_eq!(coloured.end(), 0);
    assert!(String::from_utf8_lossy(&coloured.raw).contains("\u{1b}[1m"));
}

#[test]
fn the_terminal_is_given_back_after_ctrl_c_and_during_ctrl_z() {
    let copy = spoilt();
    let mut terminal = Terminal::start_as_a_job(&copy, (80, 24), &["explain", "race"]);
    terminal.until_it_says("step 1 of");
    terminal.press("\u{1a}");
    terminal.until("suspended", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    terminal.press("\r");
    terminal.until("back", |screen| screen.alternate_screen());
    terminal.press(RIGHT);
    terminal.until_it_says("step 2 of");
    terminal.press("\u{3}");
    terminal.until_it_says("left with 0");
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
    // What is typed is echoed again: the terminal is not raw any more.
    terminal.press("typed");
    terminal.until_it_says("typed");
}

#[test]
fn the_terminal_is_given_back_by_a_process_that_is_asked_to_end() {
    let copy = spoilt();
    let untouched = Terminal::start(&copy, (80, 24), &["--version"], &[]).settings();
    let mut terminal = explain(&copy, (80, 24), &[]);
    assert_ne!(terminal.settings(), untouched);
    terminal.signal("-TERM");
    assert_ne!(terminal.end(), 0);
    assert_eq!(terminal.settings(), untouched);
    assert!(!terminal.screen().hide_cursor());
    terminal.press("typed");
    terminal.until_it_says("typed");
}

#[test]
fn nothing_is_left_running_when_the_terminal_is_closed() {
    let copy = spoilt();
    assert!(
        explain(&copy, (80, 24), &[]).close(),
        "the checker goes on without a terminal"
    );
}

#[test]
fn in_a_terminal_plain_prints_what_a_pipe_gets() {
    let copy = spoilt();
    let (_, piped, _) = copy.run(&["explain", "race"]);
    let mut terminal = Terminal::start(&copy, (80, 60), &["explain", "race", "--plain"], &[]);
    terminal.until_it_says("hint race_demo");
    let shown: Vec<String> = terminal.text().lines().map(|line| line.trim_end().to_owned()).collect();
    let expected: Vec<&str> = piped.lines().map(str::trim_end).collect();
    // A line that is wider than the terminal goes on in the next one.
    assert_eq!(shown.concat(), expected.concat());
}

#[test]
fn a_failing_interleaving_is_played_by_keys() {
    let copy = spoilt();
    let (_, explained, _) = copy.run(&["explain", "race"]);
    let token = explained
        .split("--replay ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    let moves = moves(token.expect("a token"));
    let mut terminal = Terminal::start(&copy, (100, 30), &["play", "race"], &[]);
    terminal.until_it_says("0 moves, 0 preemptions");
    // A wrong turn first.
    terminal.press("1");
    terminal.until_it_says("1 move, 0 preemptions");
    terminal.press("u");
    terminal.until_it_says("0 moves, 0 preemptions");
    for (at, key) in moves.iter().enumerate() {
        terminal.press(key);
        terminal.until("the next move", |screen| {
            let text = screen.contents();
            text.contains(&format!("{} move", at + 1)) || text.contains("You made it fail")
        });
    }
    terminal.press("f");
    terminal.until_it_says("You made it fail with 1 preemption");
    terminal.until_it_says("go shorter");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.until_it_says("hint race_demo");
    assert!(
        terminal
            .text()
            .contains("explain race_demo --replay exact_with_lock.1."),
        "{}",
        terminal.text()
    );
}

/// The keys for the choices of a token, `check.1.4x1.0x2`: four times the first, the second, the third.
fn moves(token: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for part in token.split('.').skip(2) {
        let (defaults, choice) = part.split_once('x').expect("a choice");
        let defaults: usize = defaults.parse().expect("a number");
        keys.extend(std::iter::repeat_n("1".to_owned(), defaults));
        keys.push((choice.parse::<usize>().expect("a number") + 1).to_string());
    }
    assert!(!keys.is_empty(), "{token}");
    keys
}
