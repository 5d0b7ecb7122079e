//! The compile errors that learners of threads meet most: each gets one sentence beside rustc's own words.

use tests::Copy;

const FOLDER: &str = "03_threaded_print";

/// The body of `print_numbers`, the error that rustc finds in it, and a piece of the sentence.
const ERRORS: &[(&str, &str, &str)] = &[
    (
        "E0373",
        "std::thread::spawn(|| println!(\"{last}\")).join().unwrap();",
        "A `move` closure owns what it uses",
    ),
    (
        "E0277",
        "let shared = std::rc::Rc::new(last); std::thread::spawn(move || println!(\"{shared}\")).join().unwrap();",
        "made for one thread only",
    ),
    (
        "E0277",
        "let shared = std::cell::Cell::new(last); std::thread::scope(|s| { s.spawn(|| shared.set(1)); });",
        "has a lock or an atomic around it",
    ),
    (
        "E0382",
        "let name = last.to_string(); for _ in 0..2 { std::thread::spawn(move || println!(\"{name}\")); }",
        "has one owner only",
    ),
    (
        "E0499",
        "let mut sum = last; std::thread::scope(|s| { s.spawn(|| sum += 1); s.spawn(|| sum += 2); });",
        "two places could change the same value at once",
    ),
    (
        "E0502",
        "let mut all = vec![last]; std::thread::scope(|s| { s.spawn(|| println!(\"{all:?}\")); all.push(1); });",
        "Who looks must be done first",
    ),
    (
        "E0507",
        "let handles = vec![std::thread::spawn(move || println!(\"{last}\"))]; for handle in &handles { handle.join().unwrap(); }",
        "`join`, for one, needs the handle itself",
    ),
    (
        "E0521",
        "print(&last.to_string()); } fn print(text: &str) { std::thread::spawn(move || println!(\"{text}\"));",
        "hand over something that the thread owns",
    ),
    (
        "E0596",
        "let all = std::sync::Arc::new(vec![last]); std::thread::spawn(move || all.push(1)).join().unwrap();",
        "can only be looked at, not changed",
    ),
    (
        "E0597",
        "let handle = { let text = last.to_string(); let text: &'static str = &text; std::thread::spawn(move || println!(\"{text}\")) }; \
         handle.join().unwrap();",
        "it must live longer than they do",
    ),
    (
        "E0716",
        "let text: &str = last.to_string().as_str(); println!(\"{text}\");",
        "lives until the end of its statement",
    ),
];

#[test]
fn each_of_the_errors_of_threads_gets_its_sentence() {
    let copy = Copy::new();
    for (code, body, sentence) in ERRORS {
        copy.answer(FOLDER, &format!("pub fn print_numbers(last: u32) {{\n    {body}\n}}\n"));
        let (status, report, _) = copy.run(&["check", "threaded_print"]);
        let report = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            status == 1 && report.contains(&format!("[{code}]")),
            "{code} is no longer what {body} gives:\n{report}"
        );
        assert!(report.contains(sentence), "{code}:\n{report}");
    }
}

#[test]
fn an_error_that_has_nothing_to_do_with_threads_is_left_to_rustc() {
    let copy = Copy::new();
    copy.answer(
        FOLDER,
        "pub fn print_numbers(last: u32) {\n    let x: String = last;\n}\n",
    );
    let (_, report, _) = copy.run(&["check", "threaded_print"]);
    let ours = ERRORS.iter().any(|(_, _, sentence)| report.contains(sentence));
    assert!(report.contains("[E0308]") && !ours, "{report}");
}
