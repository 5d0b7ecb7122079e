//! Tests of the list of exercises.

use super::*;
use crate::overview::tests::entries;

const LOOK: Look = Look {
    colour: false,
    width: 80,
    unicode: true,
    narrated: false,
};

const FIVE: [&str; 5] = [
    "03_threaded_print passed",
    "-07_concurrent_downloads",
    "08_daemon_exit failed",
    "09_race_demo unchecked",
    "19_thread_pool_squares",
];

fn chooser() -> Chooser {
    Chooser::new(Overview::new(entries(&FIVE), None))
}

fn pressed(keys: &str) -> Chooser {
    let mut chooser = chooser();
    for letter in keys.chars() {
        let key = match letter {
            '\n' => Key::Enter,
            '\u{1b}' => Key::Esc,
            '\u{8}' => Key::Backspace,
            '↓' => Key::Down,
            '↑' => Key::Up,
            letter => Key::Char(letter),
        };
        chooser.key(key);
    }
    chooser
}

fn drawn(chooser: &Chooser, width: usize, height: usize, look: Look) -> String {
    let lines = chooser.draw(width, height, look);
    assert_eq!(lines.len(), height);
    assert!(lines.iter().all(|line| line.width() == width), "{lines:?}");
    let texts = lines.iter().map(|line| line.text().trim_end().to_owned());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn it_begins_where_the_learner_is_and_moves() {
    let check = |keys: &str, expected: usize| assert_eq!(pressed(keys).at, expected, "{keys}");
    check("", 2);
    check("j", 3);
    check("↓↓↓↓↓", 4);
    check("kk", 0);
    check("↑↑↑↑", 0);
    check("G", 4);
    check("Gg", 0);
}

#[test]
fn enter_chooses_and_q_does_not() {
    assert_eq!(pressed("j\n").chosen(), Some(3));
    assert_eq!(pressed("jq").chosen(), None);
    assert_eq!(chooser().key(Key::Enter), Next::Leave);
    assert_eq!(chooser().key(Key::Esc), Next::Leave);
}

#[test]
fn a_filter_shows_only_what_is_open_or_done() {
    assert_eq!(pressed("o").shown(), [1, 2, 3, 4]);
    assert_eq!(pressed("d").shown(), [0]);
    // The selection goes where something is shown.
    assert_eq!(pressed("d").at, 0);
    assert_eq!(pressed("da").shown().len(), 5);
    assert_eq!(pressed("d\u{1b}").shown().len(), 5);
}

#[test]
fn a_search_finds_names_and_titles_as_they_are_typed() {
    assert_eq!(pressed("/pool").shown(), [4]);
    assert_eq!(pressed("/ABOUT RACE").shown(), [3]);
    assert_eq!(pressed("/thread\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}dae").shown(), [2]);
    // Letters that are commands otherwise are letters here.
    assert_eq!(pressed("/daemon q\u{8}\u{8}").shown(), [2]);
    assert_eq!(pressed("/pool\n\n").chosen(), Some(4));
    assert_eq!(pressed("/pool\u{1b}").shown().len(), 5);
    assert_eq!(pressed("/nothing\n\n").chosen(), None);
}

#[test]
fn it_is_readable_at_every_width() {
    for width in [1, 10, 25, 40, 80, 200] {
        for height in [1, 2, 5, 24] {
            drawn(&chooser(), width, height, LOOK);
            drawn(&pressed("?"), width, height, LOOK);
            drawn(&pressed("/nothing"), width, height, LOOK);
        }
    }
    insta::assert_snapshot!("eighty", drawn(&chooser(), 80, 12, LOOK));
    insta::assert_snapshot!("forty", drawn(&pressed("/thread"), 40, 9, LOOK));
    let ascii = Look { unicode: false, ..LOOK };
    let text = drawn(&pressed("o"), 80, 9, ascii);
    assert!(text.is_ascii(), "{text}");
    insta::assert_snapshot!("ascii", text);
}

#[test]
fn the_selected_one_is_always_on_the_screen() {
    let lines: Vec<String> = (1..=40).map(|number| format!("{number:02}_exercise")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut chooser = Chooser::new(Overview::new(entries(&lines), None));
    for at in 0..40 {
        let text = drawn(&chooser, 60, 10, LOOK);
        let selected = text.lines().find(|line| line.starts_with('▶'));
        assert!(
            selected.is_some_and(|line| line.contains(&format!("{:02}_exercise", at + 1))),
            "{at}:\n{text}"
        );
        chooser.key(Key::Down);
    }
}
