//! Tests of the behaviour: events in, effects and screens out.

use super::*;
use crate::interactive::sample;
use crate::suite::World;
use crate::verdict::{Diagnosis, Outcome, Reach};
use recorder::Kind;

fn places() -> Vec<Place> {
    let place = |folder: &str, passed| Place {
        folder: folder.to_owned(),
        name: folder[3..].to_owned(),
        label: format!("exercises/{folder}/src/lib.rs"),
        title: "A title".to_owned(),
        passed,
    };
    vec![
        place("01_first", true),
        place("02_second", false),
        place("03_third", false),
    ]
}

/// A machine at the second of three exercises, whose first check has just begun.
fn machine() -> Machine {
    let (mut machine, effects) = Machine::begin(places(), 1, sample::LOOK, (80, 24));
    let check = Effect::Check {
        run: 1,
        at: 1,
        fresh: false,
    };
    assert_eq!(effects, [Effect::Attend(1), check]);
    machine.on(Event::Run(1, Progress::Began(lesson(), checks())));
    machine
}

fn checks() -> Vec<Check> {
    let check = |id: &str| Check {
        id: id.to_owned(),
        title: format!("The {id} check"),
        points: 2.0,
        world: World::Simulated,
    };
    vec![check("first"), check("second")]
}

fn reach(interleavings: u64, preemptions: u32) -> Reach {
    Reach {
        interleavings: Some(interleavings),
        preemptions,
        exhausted: true,
        simulated_ms: Some(1000.0),
    }
}

fn passes() -> Verdict {
    let outcomes = [reach(1000, 3), reach(203, 2)].map(Outcome::Passed);
    verdict(Status::Passed, outcomes)
}

fn fails() -> Verdict {
    let why = Diagnosis {
        kind: Kind::LostUpdate,
        message: "An update was lost.".to_owned(),
        lines: vec![3],
        help: None,
        story: Some(sample::story()),
        evidence: Vec::new(),
    };
    let outcomes = [Outcome::Failed(reach(5, 1), Box::new(why)), Outcome::Skipped];
    verdict(Status::Failed, outcomes)
}

fn verdict(status: Status, outcomes: [Outcome; 2]) -> Verdict {
    let judged = checks().into_iter().zip(outcomes);
    Verdict {
        status,
        checks: judged.map(|(check, outcome)| Judged { check, outcome }).collect(),
        duration_ms: 1,
    }
}

fn lesson() -> Lesson {
    Lesson {
        title: "A title".to_owned(),
        task: Some("Do something.".to_owned()),
        next_concept: Some("something else".to_owned()),
    }
}

fn ended(verdict: Verdict) -> Progress {
    Progress::Ended(Box::new((sample::SOURCE.to_owned(), lesson(), verdict)))
}

/// A machine that shows this.
fn showing(verdict: Verdict) -> Machine {
    let mut machine = machine();
    machine.on(Event::Run(1, ended(verdict)));
    machine
}

fn press(machine: &mut Machine, keys: &str) -> Vec<Effect> {
    keys.chars()
        .flat_map(|key| machine.on(Event::Key(Key::Char(key))))
        .collect()
}

fn saved() -> Event {
    Event::Files(Files::Saved { differs: true })
}

/// The screen, which is always as wide and as high as the terminal.
fn screen(machine: &Machine) -> String {
    let lines = view::draw(machine);
    let (columns, rows) = machine.size;
    assert_eq!(lines.len(), rows);
    assert!(lines.iter().all(|line| line.width() == columns));
    lines
        .iter()
        .map(|line| line.text().trim_end().to_owned() + "\n")
        .collect()
}

fn shows(machine: &Machine, parts: &[&str]) {
    let screen = screen(machine);
    for part in parts {
        assert!(screen.contains(part), "{part} is missing:\n{screen}");
    }
}

#[test]
fn a_save_begins_a_new_run_and_the_older_one_is_not_heard_any_more() {
    let mut machine = machine();
    let effects = machine.on(saved());
    assert_eq!(
        effects,
        [Effect::Check {
            run: 2,
            at: 1,
            fresh: false
        }]
    );
    machine.on(Event::Run(1, ended(passes())));
    assert!(machine.verdict().is_none() && machine.is_busy());
    machine.on(Event::Run(2, ended(fails())));
    assert_eq!(
        machine.verdict().map(|verdict| verdict.status.clone()),
        Some(Status::Failed)
    );
    assert!(!machine.is_busy());
}

#[test]
fn a_save_of_the_same_text_does_not_disturb_a_run_and_says_that_nothing_changed() {
    let same = || Event::Files(Files::Saved { differs: false });
    assert_eq!(machine().on(same()), []);
    let mut machine = showing(fails());
    assert_eq!(machine.on(same()).len(), 1);
    assert_eq!(
        machine.notice,
        Some(Notice::Said("Saved. Nothing in it has changed.".to_owned()))
    );
}

#[test]
fn checks_are_shown_as_they_end_and_the_result_after_them() {
    let mut machine = machine();
    shows(&machine, &["Do something.", "checking…"]);
    machine.on(Event::Run(1, Progress::News(News::Compiles)));
    shows(
        &machine,
        &["✓ It compiles", "… The first check", "· The second check", "checking…"],
    );
    let first = passes().checks.remove(0);
    machine.on(Event::Run(1, Progress::News(News::Ended(Box::new(first)))));
    shows(&machine, &["✓ The first check", "… The second check"]);
    assert!(!screen(&machine).contains("no points yet"));
    machine.on(Event::Time(Duration::from_secs(5)));
    shows(&machine, &["checking… 5 s; a save ends this"]);
    machine.on(Event::Run(1, ended(fails())));
    shows(
        &machine,
        &[
            "✗ 02_second",
            "✗ The first check",
            "An update was lost.",
            "not yet",
            "e explain",
        ],
    );
}

#[test]
fn a_failure_is_shown_in_full_while_later_checks_run() {
    let mut machine = machine();
    machine.on(Event::Run(1, Progress::News(News::Compiles)));
    let first = fails().checks.remove(0);
    machine.on(Event::Run(1, Progress::News(News::Ended(Box::new(first)))));
    shows(
        &machine,
        &["✗ The first check", "· The second check", "An update was lost."],
    );
}

#[test]
fn a_pass_says_what_was_verified_and_what_comes_next_and_stays() {
    let machine = showing(passes());
    shows(
        &machine,
        &[
            "✓ 02_second",
            "4 / 4 points  2 of 3 done",
            "Verified: 2 checks; 1,203 interleavings, up to 3 preemptions; 2.0 s simulated.",
            "To compare: solutions/02_second/src/lib.rs",
            "Next concept: something else",
            "n goes on to 03_third.",
        ],
    );
    assert_eq!(machine.at, 1);
}

#[test]
fn every_key_works_while_a_check_runs() {
    let check = |keys: &str, expected: &[Effect]| {
        let mut machine = machine();
        machine.on(Event::Run(1, Progress::News(News::Compiles)));
        assert_eq!(press(&mut machine, keys), expected, "{keys}");
        screen(&machine);
    };
    let begins = |run, at| Effect::Check { run, at, fresh: false };
    check("q", &[Effect::Quit]);
    check("n", &[Effect::Attend(2), begins(2, 2)]);
    check("p", &[Effect::Attend(0), begins(2, 0)]);
    check("h", &[Effect::Hint(1)]);
    check("l", &[Effect::List]);
    check("a", &[Effect::CheckAll { run: 2 }]);
    check("o", &[Effect::Edit(1, None)]);
    check("ry", &[Effect::Reset(1)]);
    check("rn", &[]);
    check("?", &[]);
    check("es", &[]);
}

#[test]
fn the_stub_is_put_back_only_after_a_yes() {
    let mut machine = showing(fails());
    assert_eq!(press(&mut machine, "r"), []);
    shows(&machine, &["Put the stub of 02_second back? Your version is kept. y/n"]);
    // Not even a key with a meaning of its own does anything else.
    assert_eq!(press(&mut machine, "q"), []);
    shows(&machine, &["Nothing was changed."]);
    assert_eq!(press(&mut machine, "ry"), [Effect::Reset(1)]);
    machine.on(Event::Done("Your version is kept in lib.rs.1.".to_owned()));
    // The new file is a save, and must not take away where the old one is.
    machine.on(saved());
    shows(&machine, &["Your version is kept in lib.rs.1."]);
}

#[test]
fn a_question_ends_with_a_save() {
    let mut machine = showing(fails());
    press(&mut machine, "r");
    machine.on(saved());
    assert_eq!(press(&mut machine, "y"), [], "nobody was asked any more");
}

#[test]
fn the_solution_is_named_only_when_it_passes() {
    let mut failing = showing(fails());
    press(&mut failing, "s");
    assert!(!screen(&failing).contains("solutions/"), "{}", screen(&failing));
    let mut passing = showing(passes());
    press(&mut passing, "s");
    assert_eq!(
        passing.notice,
        Some(Notice::Said("To compare: solutions/02_second/src/lib.rs".to_owned()))
    );
}

#[test]
fn explain_steps_through_what_fails_and_says_so_where_it_cannot() {
    assert_eq!(press(&mut showing(fails()), "e"), [Effect::Explain]);
    let mut passing = showing(passes());
    assert_eq!(press(&mut passing, "e"), []);
    shows(&passing, &["there is nothing to explain"]);
}

#[test]
fn next_and_previous_end_where_the_exercises_end() {
    let mut machine = showing(passes());
    assert_eq!(press(&mut machine, "n").len(), 2);
    assert_eq!(press(&mut machine, "n"), []);
    shows(&machine, &["This is the last exercise. 1 is not done yet."]);
    press(&mut machine, "pp");
    assert_eq!(press(&mut machine, "p"), []);
    shows(&machine, &["This is the first exercise.", "01_first"]);
}

#[test]
fn a_missing_file_is_said_and_checked_again_when_it_is_back() {
    let mut machine = machine();
    let path = PathBuf::from("exercises/02_second");
    assert_eq!(machine.on(Event::Files(Files::Gone(path))), [Effect::Cancel]);
    shows(
        &machine,
        &["exercises/02_second is gone. As soon as it is back, it is checked."],
    );
    let back = machine.on(Event::Files(Files::Saved { differs: false }));
    assert!(matches!(back[..], [Effect::Check { at: 1, .. }]), "{back:?}");
    assert!(!screen(&machine).contains("is gone"));
}

#[test]
fn hints_add_up_and_the_newest_stands_at_the_top() {
    let mut machine = showing(fails());
    machine.on(Event::Size(80, 12));
    let hint = |number| {
        (
            format!("Hint {number}"),
            "First line.\n\nSecond line.\n\nThird line.".to_owned(),
        )
    };
    machine.on(Event::Hints(vec![hint(1)], 2));
    shows(&machine, &["Hint 1", "There are 2 more hints"]);
    machine.on(Event::Hints(vec![hint(1), hint(2)], 1));
    assert_eq!(screen(&machine).lines().nth(2), Some("Hint 2"), "{}", screen(&machine));
    machine.on(Event::Key(Key::Home));
    assert_eq!(screen(&machine).lines().nth(2), Some("Hint 1"));
    machine.on(Event::Key(Key::Esc));
    shows(&machine, &["An update was lost."]);
}

#[test]
fn a_save_shows_what_it_led_to_whatever_covers_it() {
    let mut machine = showing(fails());
    press(&mut machine, "?");
    shows(&machine, &["these keys"]);
    machine.on(saved());
    assert!(!screen(&machine).contains("these keys"));
}

#[test]
fn a_long_result_is_scrolled_to_its_end_and_not_beyond() {
    let mut machine = showing(fails());
    machine.on(Event::Size(80, 12));
    shows(&machine, &["The first check", "more lines below; PgDn"]);
    machine.on(Event::Key(Key::End));
    let end = screen(&machine);
    assert!(
        end.contains("e steps through it") && end.contains("the end; PgUp"),
        "{end}"
    );
    press(&mut machine, "j");
    assert_eq!(screen(&machine), end);
    press(&mut machine, "k");
    assert_ne!(screen(&machine), end);
    machine.on(Event::Key(Key::Home));
    machine.on(Event::Key(Key::PageDown));
    machine.on(Event::Key(Key::PageUp));
    shows(&machine, &["The first check"]);
}

#[test]
fn all_exercises_are_checked_with_their_progress_and_a_save_goes_first() {
    let mut machine = showing(fails());
    assert_eq!(press(&mut machine, "a"), [Effect::CheckAll { run: 2 }]);
    machine.on(Event::Run(2, Progress::Next(2)));
    shows(&machine, &["checking 3 of 3: 03_third…"]);
    machine.on(Event::Run(2, Progress::Status(2, Status::Passed)));
    shows(&machine, &["2 of 3 done"]);
    let end = machine.on(Event::Run(2, Progress::AllEnded));
    assert!(
        matches!(end[..], [Effect::Check { at: 1, .. }, Effect::List]),
        "{end:?}"
    );
    press(&mut machine, "a");
    assert!(matches!(machine.on(saved())[..], [Effect::Check { at: 1, .. }]));
    press(&mut machine, "a");
    assert!(matches!(
        machine.on(Event::Key(Key::Esc))[..],
        [Effect::Check { at: 1, .. }]
    ));
}

#[test]
fn what_was_chosen_from_the_list_is_watched() {
    let effects = showing(fails()).on(Event::Chosen(2));
    assert!(
        matches!(effects[..], [Effect::Attend(2), Effect::Check { at: 2, .. }]),
        "{effects:?}"
    );
}

#[test]
fn what_runs_is_begun_anew_after_a_suspension() {
    let effects = machine().on(Event::Suspend);
    assert!(
        matches!(
            effects[..],
            [Effect::Cancel, Effect::Suspend, Effect::Check { run: 2, .. }]
        ),
        "{effects:?}"
    );
    assert_eq!(showing(fails()).on(Event::Suspend), [Effect::Cancel, Effect::Suspend]);
}

#[test]
fn every_size_shows_the_state_and_the_way_out() {
    for size in [(200, 50), (80, 24), (40, 24), (40, 9), (20, 5), (1, 1), (0, 0)] {
        for verdict in [passes(), fails()] {
            let mut machine = showing(verdict);
            machine.on(Event::Size(size.0, size.1));
            let text = screen(&machine);
            if size.0 >= 40 {
                assert!(
                    text.contains("q quit") && text.contains("waits for the next save"),
                    "{size:?}:\n{text}"
                );
            }
            machine.on(Event::Key(Key::End));
            press(&mut machine, "?jk");
            screen(&machine);
        }
    }
}

#[test]
fn ascii_is_ascii() {
    for verdict in [passes(), fails()] {
        let mut machine = showing(verdict);
        machine.look.unicode = false;
        assert!(screen(&machine).is_ascii(), "{}", screen(&machine));
        machine.on(saved());
        machine.on(Event::Run(2, Progress::News(News::Compiles)));
        assert!(screen(&machine).is_ascii(), "{}", screen(&machine));
    }
}

#[test]
fn polling_is_said() {
    let mut machine = showing(passes());
    machine.on(Event::Files(Files::Polled("the system does not tell of them here")));
    shows(&machine, &["looks for saves (the system does not tell of them here)"]);
}
