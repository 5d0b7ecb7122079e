//! What the tests of `watch` share.

use crate::pty::Terminal;
use std::time::{Duration, Instant};
use tests::{Copy, solution};

pub const RACE: &str = "09_race_demo";

/// Starts `checker watch`.
pub fn watch(copy: &Copy, size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    let arguments = [&["watch"], arguments].concat();
    Terminal::start(copy, size, &arguments, variables)
}

pub fn wrong(name: &str) -> String {
    let path = tests::root().join("tests/wrong").join(RACE).join(name);
    std::fs::read_to_string(path).expect("a wrong answer")
}

/// `1 of 8 done`, however many exercises there are.
pub fn done(copy: &Copy, count: usize) -> String {
    let all = std::fs::read_dir(copy.path("exercises")).expect("exercises/").count();
    format!("{count} of {all} done")
}

/// An answer whose every check hangs, for seconds each, until the harness notices.
pub fn hanging() -> String {
    every_function(|_| true)
}

/// An answer whose comparison alone hangs; that is checked after the rest.
pub fn hanging_at_last() -> String {
    every_function(|name| name == "compare")
}

/// The solution with endless loops at the beginning of functions.
fn every_function(hangs: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for line in solution(RACE).lines() {
        out += line;
        out.push('\n');
        let name = line.strip_prefix("pub fn ").and_then(|rest| rest.split('(').next());
        if name.is_some_and(&hangs) && line.ends_with('{') {
            out += "    let mut spins = 0_u64;\n    while std::hint::black_box(true) {\n        spins = spins.wrapping_add(1);\n    }\n";
        }
    }
    assert!(out.contains("spins"), "{out}");
    out
}

/// Waits until a suite runs, where that can be found out.
pub fn until_something_runs(copy: &Copy, terminal: &mut Terminal) {
    let start = Instant::now();
    while cfg!(target_os = "linux") && started_below(copy).is_empty() {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was started");
        terminal.look();
    }
}

/// The processes whose program was built in the copy: the suites.
pub fn started_below(copy: &Copy) -> Vec<u32> {
    let folder = copy
        .path("target")
        .canonicalize()
        .unwrap_or_else(|_| copy.path("target"));
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let numbers = processes.flatten().filter_map(|entry| {
        let number = entry.file_name().to_str()?.parse::<u32>().ok()?;
        let inside = |link: &str| {
            let target = std::fs::read_link(entry.path().join(link));
            target.is_ok_and(|target| target.starts_with(&folder))
        };
        inside("exe").then_some(number)
    });
    numbers.collect()
}
