//! What a person reads about a mistake: the decisive facts are in the words.

use tests::Copy;

/// What the checker says about a wrong answer, its lines joined.
fn said(folder: &str, answer: &str, arguments: &[&str]) -> String {
    let copy = Copy::new();
    let path = tests::root().join("tests/wrong").join(folder).join(answer);
    copy.answer(folder, &std::fs::read_to_string(path).expect("a wrong answer"));
    let (status, report, _) = copy.run(&[&["check", folder], arguments].concat());
    assert_eq!(status, 1, "{report}");
    report
}

fn joined(report: &str) -> String {
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_readme_shows_what_the_checker_says() {
    let report = said("09_race_demo", "a_lock_to_read_and_a_lock_to_write.rs", &[]).replace(" //~", "");
    let readme = std::fs::read_to_string(tests::root().join("README.md")).expect("README.md");
    let (_, lesson) = readme.split_once("## A failure is a lesson").expect("the section");
    let (_, shown) = lesson.split_once("```text\n").expect("what is shown");
    let (shown, _) = shown.split_once("```").expect("its end");
    assert!(shown.lines().count() > 20 && report.contains(shown), "{report}");
}

#[test]
fn a_deadlock_is_a_cycle_of_who_waits_for_whom_and_since_when() {
    let report = joined(&said("08_daemon_exit", "joins_while_holding_the_lock.rs", &[]));
    let cycle = "main waits for thread 1 to end (line 69); thread 1 waits for the lock `state.stopping` (line 36), held by main since \
                 line 65.";
    assert!(report.contains(cycle), "{report}");
}

#[test]
fn a_channel_that_never_hangs_up_is_blamed_on_the_sender_that_is_kept() {
    let report = joined(&said("19_thread_pool_squares", "sender_alive_at_the_join.rs", &[]));
    assert!(
        report.contains("nobody will send one: a sender is kept and never dropped"),
        "{report}"
    );
}

#[test]
fn what_runs_one_after_the_other_is_drawn_beside_the_best_possible() {
    let report = said("07_concurrent_downloads", "joins_in_the_spawn_loop.rs", &["--ascii"]);
    let row = |name: &str| {
        let row = report.lines().find(|line| line.trim_start().starts_with(name));
        row.unwrap_or_else(|| panic!("no row for {name}:\n{report}")).to_owned()
    };
    let (first, second, best) = (row("thread 1  ="), row("thread 2   "), row("best  "));
    assert!(second.find('=') >= first.rfind('='), "{report}");
    assert!(best.ends_with("= 2 s") && report.is_ascii(), "{report}");
}

#[test]
fn an_old_value_is_explained_by_the_orderings_between_its_write_and_its_read() {
    let report = joined(&said("07_concurrent_downloads", "relaxed_countdown.rs", &[]));
    let why = "Nothing puts the write (line 20) before the read (line 39): the write to `left` (line 21) is no release and the read of it \
               (line 29) no acquire.";
    assert!(report.contains(why), "{report}");
}

#[test]
fn an_interleaving_can_be_told_in_sentences() {
    let report = said(
        "09_race_demo",
        "guard_dropped_between_read_and_write.rs",
        &["--narrate"],
    );
    assert!(
        report.contains("  Step 1: main in line 39: spawn thread 1.\n"),
        "{report}"
    );
    assert!(
        joined(&report).contains("Here: thread 1's update is lost here."),
        "{report}"
    );
    assert!(!report.contains("      main  "), "{report}");
}

#[test]
fn a_panic_that_the_suite_means_is_no_cause_and_what_the_suite_heard_is_told() {
    let report = said("06_thread_lifecycle", "a_panic_wakes_nobody.rs", &[]);
    assert!(
        joined(&report).contains("Nobody can go on: main waits for a notify on the condition `shared.1` (line 72)."),
        "{report}"
    );
    assert!(
        report.contains("the state is Running") && report.contains("the work panics"),
        "{report}"
    );
    // What only the suite reads and writes has no part in the learner's story.
    assert!(!report.contains("atomic"), "{report}");
}

#[cfg(unix)]
#[test]
fn a_panic_during_a_panic_is_told_with_the_lines_of_both() {
    let report = joined(&said("06_thread_lifecycle", "if_around_the_wait.rs", &[]));
    assert!(
        report.contains("The program panicked in line 74: called `Option::unwrap()` on a `None` value."),
        "{report}"
    );
    assert!(
        report.contains("What was dropped then panicked as well in line 81"),
        "{report}"
    );
}

#[test]
fn calls_that_the_suite_makes_are_told_and_nothing_after_the_one_that_broke_the_promise() {
    let report = said("16_bounded_buffer", "if_around_the_wait_in_pop.rs", &[]);
    let (steps, _) = report
        .split_once("\n\n  exercises/")
        .expect("the lines follow the steps");
    assert!(steps.contains("\n      pop()\n"), "{report}");
    // The buffer is closed afterwards, so that nobody goes on waiting; that is of no interest.
    assert!(
        steps.ends_with("\n      returns nothing") && !steps.contains("notify all"),
        "{report}"
    );
}
