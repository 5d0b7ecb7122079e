//! The list of exercises in a real (pseudo-)terminal.

use crate::pty::Terminal;
use tests::Copy;

const FIRST: &str = "03_threaded_print";
const RACE: &str = "09_race_demo";
const POOL: &str = "19_thread_pool_squares";
const DOWN: &str = "\u{1b}[B";
const UP: &str = "\u{1b}[A";
const ESC: &str = "\u{1b}";

fn list(copy: &Copy, size: (u16, u16), variables: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::start(copy, size, &["list"], variables);
    terminal.until_it_says("Enter go on here");
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    terminal
}

/// The row that is selected.
fn selected(screen: &vt100::Screen) -> String {
    let text = screen.contents();
    let row = text.lines().find(|line| line.starts_with(['▶', '>']));
    row.unwrap_or_default().to_owned()
}

#[test]
fn an_exercise_is_chosen_by_keys_and_the_checker_goes_on_there() {
    let copy = Copy::new();
    let mut terminal = list(&copy, (80, 24), &[]);
    assert!(
        selected(terminal.screen()).starts_with(&format!("▶ → {FIRST}")),
        "{}",
        terminal.text()
    );
    terminal.press(DOWN);
    terminal.until("one down", |screen| !selected(screen).contains(FIRST));
    terminal.press(UP);
    terminal.until("up again", |screen| selected(screen).contains(FIRST));
    terminal.press("jjk");
    terminal.until("one down again", |screen| !selected(screen).contains(FIRST));
    terminal.press("G");
    terminal.until("at the end", |screen| !selected(screen).is_empty());
    terminal.press("/pool of");
    terminal.until_it_says("/pool of_");
    terminal.press("\r");
    terminal.until("found", |screen| {
        selected(screen).contains(POOL) && !screen.contents().contains(FIRST)
    });
    terminal.press("\r");
    assert_eq!(terminal.end(), 0);
    terminal.until_it_says(&format!("exercises/{POOL}/README.md"));
    assert!(!terminal.screen().hide_cursor());
    assert!(
        terminal.text().starts_with(&format!("You go on with {POOL}.")),
        "{}",
        terminal.text()
    );

    let (status, said, _) = copy.run(&[]);
    assert!(
        status == 1 && said.contains(&format!("→ {POOL} ·")) && said.contains("as you chose in the list"),
        "{said}"
    );
    // The way back is the same.
    let mut terminal = list(&copy, (80, 24), &[]);
    assert!(
        selected(terminal.screen()).starts_with(&format!("▶ → {POOL}")),
        "{}",
        terminal.text()
    );
    terminal.press("g\r");
    assert_eq!(terminal.end(), 0);
    let (_, said, _) = copy.run(&[]);
    assert!(
        said.contains(&format!("→ {FIRST} ·")) && !said.contains("as you chose"),
        "{said}"
    );
}

#[test]
fn who_goes_on_later_in_the_course_comes_back_to_what_was_left_out() {
    let copy = Copy::new();
    copy.solve(POOL);
    let mut terminal = list(&copy, (80, 24), &[]);
    terminal.press("/19_\r\r");
    assert_eq!(terminal.end(), 0);
    let (status, said, _) = copy.run(&[]);
    let (pool, first) = (said.find(&format!("✓ {POOL}")), said.find(&format!("→ {FIRST}")));
    assert!(status == 1 && pool.is_some() && pool < first, "{said}");
}

#[test]
fn what_is_done_and_what_is_open_can_be_shown_alone() {
    let copy = Copy::new();
    copy.solve(RACE);
    copy.run(&["check", RACE]);
    let mut terminal = list(&copy, (80, 24), &[]);
    terminal.until_it_says(&format!("✓ {RACE}"));
    terminal.press("d");
    terminal.until("only what is done", |screen| {
        screen.contents().contains("[done]") && !screen.contents().contains(FIRST) && selected(screen).contains(RACE)
    });
    terminal.press("o");
    terminal.until("only what is open", |screen| {
        screen.contents().contains("[open]") && !screen.contents().contains(RACE) && screen.contents().contains(FIRST)
    });
    terminal.press("/no such thing");
    terminal.until_it_says("There is none; Esc clears the search.");
    terminal.press(ESC);
    terminal.until("found again", |screen| screen.contents().contains(FIRST));
    terminal.press("a");
    terminal.until("all", |screen| {
        screen.contents().contains("[all]") && screen.contents().contains(RACE)
    });
    terminal.press("?");
    terminal.until_it_says("any key goes back");
    terminal.press("x");
    terminal.until_it_says("Enter go on here");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let (_, listed, _) = copy.run(&["list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed["current"], FIRST, "leaving chooses nothing");
}

#[test]
fn the_list_fits_terminals_of_every_width() {
    let copy = Copy::new();
    let mut terminal = list(&copy, (200, 40), &[]);
    terminal.until_it_says("A pool of workers");
    terminal.until_it_says("arrows move");
    terminal.resize(40, 20);
    // Names and points are always there; words and titles where there is room.
    terminal.until("narrow", |screen| {
        let text = screen.contents();
        text.contains("Enter go on here")
            && !text.contains("unfinished")
            && text
                .lines()
                .any(|line| line.starts_with("▶ → 03_threaded_print") && line.contains("0 / "))
    });
    terminal.resize(80, 8);
    terminal.press("G");
    terminal.until("the last one in sight", |screen| {
        selected(screen).contains("unfinished") && !screen.contents().contains("▶ → 03")
    });
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn no_key_is_lost_while_the_window_changes_its_size() {
    let copy = Copy::new();
    let mut terminal = list(&copy, (80, 24), &[]);
    for round in 0..100 {
        let (key, at) = if round % 2 == 0 { ("G", POOL) } else { ("g", FIRST) };
        terminal.resize(80, 20 + round % 2);
        terminal.press(key);
        terminal.until(&format!("heard in round {round}"), |screen| {
            selected(screen).contains(at)
        });
    }
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn no_colour_and_plain_ascii_are_respected() {
    let copy = Copy::new();
    let mut terminal = list(&copy, (80, 24), &[("NO_COLOR", "1"), ("LANG", "C")]);
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    assert!(
        selected(terminal.screen()).starts_with("> -> 03_threaded_print"),
        "{}",
        terminal.text()
    );
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let coloured = raw.split("\u{1b}[").skip(1).any(|rest| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic());
        end.is_some_and(|end| rest[end..].starts_with('m'))
    });
    assert!(!coloured, "{raw:?}");
}

#[test]
fn ctrl_c_gives_the_terminal_back_and_chooses_nothing() {
    let copy = Copy::new();
    let mut terminal = list(&copy, (80, 24), &[]);
    terminal.press("G\u{3}");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.screen().hide_cursor());
    terminal.press("typed");
    terminal.until_it_says("typed");
    let (_, said, _) = copy.run(&[]);
    assert!(said.contains(&format!("→ {FIRST} ·")), "{said}");
}

#[test]
fn in_a_terminal_plain_prints_what_a_pipe_gets() {
    let copy = Copy::new();
    let (_, piped, _) = copy.run(&["list"]);
    let mut terminal = Terminal::start(&copy, (80, 60), &["list", "--plain"], &[]);
    terminal.until_it_says(" points");
    let shown: Vec<String> = terminal.text().lines().map(|line| line.trim_end().to_owned()).collect();
    let expected: Vec<&str> = piped.lines().map(str::trim_end).collect();
    assert_eq!(shown.concat(), expected.concat());
}
