//! Programs that hang, flood, crash or leave: each gets a diagnosis of its own within a limit, and the checker lives on.

use serde_json::Value;
use std::time::{Duration, Instant};
use tests::Copy;

/// A limit for each of them that holds on a slow machine with much else to do.
const LIMIT: Duration = Duration::from_secs(120);

/// Checks `03_threaded_print` with this body and returns the first diagnosis.
fn diagnosis(body: &str) -> (String, String) {
    let copy = Copy::new();
    let text = format!("#![allow(unused, unconditional_recursion)]\npub fn print_numbers(last: u32) {{\n{body}\n}}\n");
    copy.answer("03_threaded_print", &text);
    let start = Instant::now();
    let (status, said, errors) = copy.run(&["check", "threaded_print", "--format", "json"]);
    let took = start.elapsed();
    assert!(took < LIMIT, "took {took:?}");
    assert_eq!(status, 1, "{said}{errors}");
    let report: Value = serde_json::from_str(&said).expect("JSON");
    let checks = report["submissions"][0]["exercises"][0]["checks"].as_array().unwrap();
    let first = checks
        .iter()
        .find(|check| !check["diagnosis"].is_null())
        .expect("a diagnosis");
    let word = |name: &str| first["diagnosis"][name].as_str().unwrap().to_owned();
    (word("kind"), word("message"))
}

fn check(body: &str, kind: &str) {
    let (got, message) = diagnosis(body);
    assert_eq!(got, kind, "{message}");
}

#[test]
fn a_deadlock_is_told() {
    check(
        "let lock = std::sync::Mutex::new(0);
         let held = lock.lock().unwrap();
         std::thread::scope(|scope| { scope.spawn(|| println!(\"{}\", lock.lock().unwrap())); });",
        "deadlock",
    );
}

#[test]
fn an_endless_loop_without_operations_is_told() {
    check("loop { std::hint::black_box(last); }", "did_not_finish");
}

#[test]
fn an_endless_loop_with_operations_is_told() {
    check(
        "let lock = std::sync::Mutex::new(0); loop { *lock.lock().unwrap() += 1; }",
        "did_not_finish",
    );
}

#[test]
fn a_flood_of_output_is_told() {
    check("loop { println!(\"flood\"); }", "did_not_finish");
}

#[test]
fn leaving_the_process_is_told() {
    check("std::process::exit(0);", "exited_early");
}

#[test]
fn an_abort_is_told() {
    check("std::process::abort();", "exited_early");
}

#[test]
fn a_second_panic_during_the_first_is_told() {
    check(
        "struct Bomb;
         impl Drop for Bomb { fn drop(&mut self) { panic!(\"second\") } }
         let bomb = Bomb;
         panic!(\"first\");",
        "panicked",
    );
}

#[test]
fn a_stack_overflow_is_told() {
    let (kind, message) =
        diagnosis("fn deeper(n: u64) -> u64 { std::hint::black_box(deeper(n + 1)) + 1 }\n deeper(0);");
    assert!(
        kind == "panicked" && message.contains("stack overflowed"),
        "{kind}: {message}"
    );
}

#[test]
fn a_panic_is_told_with_its_message() {
    let (kind, message) = diagnosis("panic!(\"my own words\");");
    assert!(
        kind == "panicked" && message.contains("my own words"),
        "{kind}: {message}"
    );
}

#[test]
fn endless_memory_is_told() {
    check(
        "let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 20]); }",
        "did_not_finish",
    );
}
