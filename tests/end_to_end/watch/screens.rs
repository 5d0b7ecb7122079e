//! What it looks like: narrow and wide, without colours, in plain ASCII, and when the window changes.

use super::helpers::{RACE, watch, wrong};
use crate::pty::Terminal;
use tests::Copy;

/// A failure and a pass at this size, on the way through all keys that show something.
fn shown(size: (u16, u16), variables: &[(&str, &str)]) -> (String, String, Terminal) {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let mut terminal = watch(&copy, size, &["race"], variables);
    terminal.until_it_says("not yet");
    let failed = terminal.text();
    copy.solve(RACE);
    terminal.until_it_says("Verified: 8 checks;");
    terminal.until_it_says("passed");
    let passed = terminal.text();
    terminal.press("?");
    terminal.until_it_says("these keys");
    terminal.press("hq");
    assert_eq!(terminal.end(), 0);
    (failed, passed, terminal)
}

#[test]
fn a_narrow_terminal_shows_all_that_matters() {
    let (failed, passed, _) = shown((40, 24), &[]);
    for part in [
        "✗ 09_race_demo",
        "5 / 11 points",
        "more lines below",
        "? help  q quit",
        "not yet · waits for the next save",
    ] {
        assert!(failed.contains(part), "{part} is missing:\n{failed}");
    }
    for part in ["✓ 09_race_demo", "solutions/09_race_demo/src/lib.rs", "n goes on to"] {
        assert!(passed.contains(part), "{part} is missing:\n{passed}");
    }
}

#[test]
fn a_wide_terminal_is_used() {
    let (failed, passed, _) = shown((200, 50), &[]);
    assert!(
        failed.contains("one thread overwrote what another had added in between."),
        "{failed}"
    );
    assert!(failed.contains("e steps through it, h gives a hint."), "{failed}");
    assert!(
        passed.contains("The program prints both counts on real threads"),
        "{passed}"
    );
    let widest = failed.lines().map(|line| line.trim_end().chars().count()).max();
    assert_eq!(widest, Some(200), "{failed}");
}

#[test]
fn no_colour_and_plain_ascii_are_respected() {
    let (failed, passed, terminal) = shown((80, 24), &[("NO_COLOR", "1"), ("LANG", "C")]);
    assert!(failed.is_ascii() && passed.is_ascii(), "{failed}\n{passed}");
    assert!(
        failed.contains("x 09_race_demo") && passed.contains("ok 09_race_demo"),
        "{failed}\n{passed}"
    );
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(raw.is_ascii(), "{raw:?}");
    // Every sequence that sets a colour or a weight ends in `m`.
    let coloured = raw.split("\u{1b}[").skip(1).any(|rest| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic());
        end.is_some_and(|end| rest[end..].starts_with('m'))
    });
    assert!(!coloured, "{raw:?}");
    let (_, _, coloured) = shown((80, 24), &[]);
    assert!(String::from_utf8_lossy(&coloured.raw).contains("\u{1b}[1m"));
}

#[test]
fn the_screen_follows_the_size_of_the_terminal() {
    let copy = Copy::new();
    copy.answer(RACE, &wrong("guard_dropped_between_read_and_write.rs"));
    let mut terminal = watch(&copy, (140, 50), &["race"], &[]);
    terminal.until_it_says("e steps through it");
    terminal.resize(40, 16);
    terminal.until("narrow", |screen| {
        let text = screen.contents();
        text.contains("more lines below") && text.contains("q quit") && !text.contains("A race, and the lock")
    });
    // From the top to the end by pages.
    for _ in 0..20 {
        terminal.press("\u{1b}[6~");
    }
    terminal.until_it_says("the end; PgUp");
    terminal.resize(140, 50);
    terminal.until("wide again", |screen| {
        let text = screen.contents();
        text.contains("A race, and the lock that ends it") && text.contains("e steps through it")
    });
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
