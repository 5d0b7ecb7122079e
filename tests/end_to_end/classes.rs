//! `grade` over a class: archives, broken submissions, parts, interruptions. Here as a program; the single stages are tested beside them.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tests::{Copy, checker, root, solution};

mod guide;
#[cfg(target_os = "linux")]
mod signals;

const PRINT: &str = "03_threaded_print";
const RACE: &str = "09_race_demo";
/// Judged without a compiler.
const FORBIDDEN: &str = "unsafe fn f() {}";

fn submit(copy: &Copy, name: &str, exercise: &str, text: &str) {
    let source = copy.path("submissions").join(name).join(exercise).join("src");
    std::fs::create_dir_all(&source).unwrap();
    std::fs::write(source.join("lib.rs"), text).unwrap();
}

/// A solution that nobody else has handed in.
fn own_solution(number: usize) -> String {
    format!("{}\n// {number}\n", solution(RACE))
}

/// Every path in `submissions/`, in the order that a shell gives them.
fn submissions(copy: &Copy) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(copy.path("submissions")).unwrap().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Path::new("submissions").join(entry.file_name()))
        .collect();
    paths.sort();
    paths
}

fn command(copy: &Copy, arguments: &[&str]) -> Command {
    let mut command = Command::new(checker());
    command
        .current_dir(copy.path("."))
        .env_remove("CARGO_TARGET_DIR")
        .arg("grade")
        .args(submissions(copy))
        .args(arguments)
        .stderr(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

fn graded(copy: &Copy, arguments: &[&str]) -> (i32, String, String) {
    let output = command(copy, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn report(copy: &Copy, file: &str) -> Value {
    json(&std::fs::read_to_string(copy.path(file)).unwrap())
}

/// The name of each submission and the status of its first exercise.
fn statuses(report: &Value) -> Vec<(String, String)> {
    let submissions = report["submissions"].as_array().unwrap();
    let pair = |submission: &Value| {
        (
            submission["submission"].as_str().unwrap().to_owned(),
            submission["exercises"][0]["status"].as_str().unwrap().to_owned(),
        )
    };
    submissions.iter().map(pair).collect()
}

/// Without what is different each time.
fn timeless(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.contains("\"duration_ms\""));
    lines.collect::<Vec<_>>().join("\n")
}

fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(
            start.elapsed() < Duration::from_secs(300),
            "{what} did not happen in five minutes"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// How many whole results are in a journal.
fn journaled(copy: &Copy, file: &str) -> usize {
    let text = std::fs::read(copy.path(file)).unwrap_or_default();
    text.iter().filter(|&&byte| byte == b'\n').count()
}

fn zipped(path: &Path, entries: &[(&str, &str)]) {
    let mut archive = rawzip::ZipArchiveWriter::new(std::fs::File::create(path).unwrap());
    for (name, text) in entries {
        let name = rawzip::path::EntryPath::verbatim(name.as_bytes().to_vec());
        let (mut entry, config) = archive.new_file(name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(text.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
}

fn tarred(path: &Path, entries: &[(&str, &str)]) {
    let file = std::fs::File::create(path).unwrap();
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    for (name, text) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap();
}

#[test]
fn whatever_is_wrong_with_one_submission_the_others_are_graded() {
    let copy = Copy::new();
    submit(&copy, "good", RACE, &solution(RACE));
    let folder = copy.path("submissions");
    let lib = format!("exercises/{RACE}/src/lib.rs");
    zipped(&folder.join("zipped.zip"), &[(&format!("any/{lib}"), &solution(RACE))]);
    tarred(
        &folder.join("tarred.tar.gz"),
        &[("README.md", "hello"), (&lib, &solution(RACE))],
    );
    zipped(
        &folder.join("climbs.zip"),
        &[(&format!("../../{lib}"), &solution(RACE))],
    );
    zipped(&folder.join("twice.zip"), &[(&lib, FORBIDDEN), (&lib, &solution(RACE))]);
    std::fs::write(folder.join("damaged.zip"), "PK\u{3}\u{4} and then nothing").unwrap();
    std::fs::write(folder.join("damaged.tgz"), "nothing of the kind").unwrap();
    std::fs::write(folder.join("notes.txt"), "call ann").unwrap();
    std::fs::create_dir_all(folder.join("empty")).unwrap();
    let stub = std::fs::read_to_string(copy.path(&lib)).unwrap();
    let (status, said, _) = graded(&copy, &["--exercise", RACE, "--format", "json"]);
    let report = json(&said);
    let found = statuses(&report);
    let expected = [
        ("climbs", "failed"),
        ("damaged.tgz", "failed"),
        ("damaged.zip", "failed"),
        ("empty", "unfinished"),
        ("good", "passed"),
        ("notes.txt", "error"),
        ("tarred", "passed"),
        ("twice", "failed"),
        ("zipped", "passed"),
    ];
    assert_eq!(
        found,
        expected.map(|(name, status)| (name.to_owned(), status.to_owned()))
    );
    // The checker could not do its work on the notes, and says so.
    assert_eq!(status, 2);
    for submission in report["submissions"].as_array().unwrap() {
        let exercise = &submission["exercises"][0];
        if exercise["status"] == "failed" {
            let diagnoses = exercise["checks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|check| &check["diagnosis"]);
            let why = diagnoses.into_iter().find(|why| !why.is_null()).expect("a diagnosis");
            assert_eq!(why["kind"], "forbidden");
            assert!(why["help"].as_str().is_some_and(|help| !help.is_empty()), "{why}");
        }
    }
    // Nothing was unpacked.
    assert_eq!(std::fs::read_to_string(copy.path(&lib)).unwrap(), stub);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 9);
}

#[test]
fn submissions_of_the_same_name_stay_apart() {
    let copy = Copy::new();
    submit(&copy, "week1/ann", RACE, FORBIDDEN);
    submit(&copy, "week2/ann", RACE, "");
    let arguments = [
        "grade",
        "submissions/week2/ann",
        "submissions/week1/ann",
        "--exercise",
        RACE,
        "--format",
        "json",
    ];
    let (_, said, _) = copy.run(&arguments);
    let expected = [("week2/ann", "unfinished"), ("week1/ann", "failed")];
    assert_eq!(
        statuses(&json(&said)),
        expected.map(|(name, status)| (name.to_owned(), status.to_owned()))
    );
}

/// Linux, because other systems refuse to make such a folder.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_is_graded_like_any_other() {
    use std::os::unix::ffi::OsStrExt;
    let copy = Copy::new();
    for bytes in [&b"\xff"[..], b"\xfe"] {
        let source = copy
            .path("submissions")
            .join(std::ffi::OsStr::from_bytes(bytes))
            .join(RACE)
            .join("src");
        std::fs::create_dir_all(&source).unwrap();
        std::fs::write(source.join("lib.rs"), FORBIDDEN).unwrap();
    }
    let (status, said, _) = graded(&copy, &["--exercise", RACE, "--format", "json"]);
    let found = statuses(&json(&said));
    let names: std::collections::BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((status, names.len()), (0, 2), "{found:?}");
    assert!(found.iter().all(|(_, status)| status == "failed"), "{found:?}");
}

#[test]
fn parts_that_are_graded_at_the_same_time_make_up_the_whole() {
    let copy = Copy::new();
    for number in 0..3 {
        submit(&copy, &format!("good{number}"), RACE, &own_solution(number));
    }
    let wrong = "tests/wrong/09_race_demo/guard_dropped_between_read_and_write.rs";
    submit(
        &copy,
        "bad",
        RACE,
        &std::fs::read_to_string(root().join(wrong)).unwrap(),
    );
    submit(&copy, "forbidden", RACE, FORBIDDEN);
    let (status, _, errors) = graded(
        &copy,
        &["--exercise", RACE, "--format", "json", "--output", "whole.json"],
    );
    assert_eq!(status, 0, "{errors}");
    let parts: Vec<String> = (1..=3).map(|part| format!("part{part}.json")).collect();
    let running: Vec<Child> = (1..=3)
        .zip(&parts)
        .map(|(number, file)| {
            let part = format!("{number}/3");
            let arguments = [
                "--exercise",
                RACE,
                "--format",
                "json",
                "--partition",
                &part,
                "--output",
                file,
            ];
            command(&copy, &arguments).spawn().unwrap()
        })
        .collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let merge = |more: &[&str]| {
        let files = ["part2.json", "part3.json", "part1.json"];
        copy.run(&[&["merge"], &files[..], more].concat())
    };
    let (status, merged, _) = merge(&["--format", "json"]);
    let whole = std::fs::read_to_string(copy.path("whole.json")).unwrap();
    assert_eq!(status, 0);
    assert_eq!(timeless(&merged), timeless(&whole));
    assert!(
        merged.contains("lost_update") && merged.contains("timeline"),
        "{merged}"
    );
    assert_eq!(merge(&["--require-all"]).0, 1);
    assert_eq!(merge(&["--fail-under", "1"]).0, 1);
    let (status, human, _) = merge(&["--output", "all.txt"]);
    assert_eq!((status, &*human), (0, ""));
    let human = std::fs::read_to_string(copy.path("all.txt")).unwrap();
    assert!(
        human.contains("good2") && human.contains("forbidden: The file uses `unsafe`"),
        "{human}"
    );
    // More parts than submissions: the last ones are empty, and that is no mistake.
    let arguments = [
        "--exercise",
        RACE,
        "--format",
        "json",
        "--partition",
        "9/9",
        "--output",
        "empty.json",
    ];
    assert_eq!(graded(&copy, &arguments).0, 0);
    let (status, merged, _) = copy.run(&["merge", "empty.json", "whole.json", "--format", "json"]);
    assert_eq!((status, timeless(&merged)), (0, timeless(&whole)));
}

#[test]
fn what_does_not_fit_together_is_not_merged() {
    let copy = Copy::new();
    submit(&copy, "ann", RACE, FORBIDDEN);
    submit(&copy, "ann", PRINT, FORBIDDEN);
    let grade = |name: &str, exercises: &[&str], file: &str| {
        let path = format!("submissions/{name}");
        let mut arguments = vec!["grade", &path, "--format", "json", "--output", file];
        exercises
            .iter()
            .for_each(|exercise| arguments.extend(["--exercise", exercise]));
        assert_eq!(copy.run(&arguments).0, 0);
    };
    grade("ann", &[RACE], "ann.json");
    submit(&copy, "bob", RACE, FORBIDDEN);
    grade("bob", &[RACE, PRINT], "bob.json");
    std::fs::write(copy.path("other.json"), r#"{"schema": 2, "results": []}"#).unwrap();
    std::fs::write(copy.path("broken.json"), r#"{"schema": 1, "submi"#).unwrap();
    let ann = std::fs::read_to_string(copy.path("ann.json")).unwrap();
    let points = ann
        .replace("\"max_points\": 2", "\"max_points\": 3")
        .replace("\"ann\"", "\"eve\"");
    assert_ne!(points, ann);
    std::fs::write(copy.path("points.json"), points).unwrap();
    let check = |files: &[&str], words: &[&str]| {
        let (status, said, errors) =
            copy.run(&[&["merge", "--output", "out.json", "--format", "json"], files].concat());
        assert_eq!((status, &*said), (2, ""), "{errors}");
        for word in words {
            assert!(errors.contains(word), "{word}: {errors}");
        }
    };
    check(&["ann.json", "ann.json"], &["`ann`", "twice"]);
    check(
        &["ann.json", "bob.json"],
        &["`bob`", "03_threaded_print", "same exercises"],
    );
    check(&["ann.json", "points.json"], &["`eve`", "points for 09_race_demo"]);
    check(&["ann.json", "other.json"], &["other.json", "schema 2"]);
    check(&["ann.json", "broken.json"], &["broken.json", "--resume"]);
    check(&["ann.json", "nowhere.json"], &["nowhere.json"]);
}

#[test]
fn a_run_that_was_killed_goes_on_where_it_stopped() {
    let copy = Copy::new();
    // The first two take no time, the others a second or more each.
    submit(&copy, "a", RACE, FORBIDDEN);
    submit(&copy, "b", RACE, "unsafe fn g() {}");
    for number in 0..4 {
        submit(&copy, &format!("c{number}"), RACE, &own_solution(number));
    }
    let arguments = [
        "--exercise",
        RACE,
        "--jobs",
        "1",
        "--format",
        "json",
        "--output",
        "out.json",
    ];
    let mut run = command(&copy, &arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("the first results", || journaled(&copy, "out.json.journal") >= 2);
    run.kill().unwrap();
    run.wait().unwrap();
    let journal = std::fs::read_to_string(copy.path("out.json.journal")).unwrap();
    let known = journaled(&copy, "out.json.journal");
    assert!((2..6).contains(&known), "{known}");

    // What was known is marked, to be recognised, and the process may have died in the middle of a line.
    let marked: Vec<String> = journal.lines().map(with_duration).collect();
    let marked = marked[..known].join("\n") + "\n" + r#"{"key":"0123","verd"#;
    std::fs::write(copy.path("out.json.journal"), marked).unwrap();
    // This one has thought better of it in the meantime.
    submit(&copy, "b", RACE, "");
    let (status, _, errors) = graded(&copy, &[&arguments[..], &["--resume"]].concat());
    assert_eq!((status, errors.contains("interrupted")), (0, false), "{errors}");
    let report = report(&copy, "out.json");
    let found = statuses(&report);
    let expected = ["failed", "unfinished", "passed", "passed", "passed", "passed"];
    assert_eq!(
        found.iter().map(|(_, status)| status.as_str()).collect::<Vec<_>>(),
        expected
    );
    let taken = report["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|submission| submission["exercises"][0]["duration_ms"] == 987_654);
    assert_eq!(taken.count(), known - 1, "all but the one that has changed");
    assert!(!copy.path("out.json.journal").exists(), "the run has come to its end");
}

/// A line of a journal with a time that no run takes.
fn with_duration(line: &str) -> String {
    let mut record = json(line);
    record["verdict"]["duration_ms"] = Value::from(987_654);
    record.to_string()
}

#[test]
fn without_resume_everything_is_graded_again_and_the_earlier_run_is_mentioned() {
    let copy = Copy::new();
    submit(&copy, "a", RACE, FORBIDDEN);
    let arguments = ["--exercise", RACE, "--format", "json", "--output", "out.json"];
    std::fs::write(copy.path("out.json.journal"), "").unwrap();
    let (status, _, errors) = graded(&copy, &arguments);
    assert_eq!((status, &*errors), (0, ""));
    // As a run leaves it that was interrupted: the key of another answer, but a key.
    std::fs::write(
        copy.path("out.json.journal"),
        "{\"key\":\"0\",\"verdict\":{\"status\":\"passed\",\"trouble\":null,\"duration_ms\":1,\"checks\":[]}}\n",
    )
    .unwrap();
    let (status, _, errors) = graded(&copy, &arguments);
    assert!(status == 0 && errors.contains("--resume"), "{errors}");
    assert!(!copy.path("out.json.journal").exists());
    // The old report is there until the new one is.
    let before = std::fs::read_to_string(copy.path("out.json")).unwrap();
    let (status, _, _) = copy.run(&["merge", "nowhere.json", "--output", "out.json"]);
    assert_eq!(
        (status, std::fs::read_to_string(copy.path("out.json")).unwrap()),
        (2, before)
    );
}

#[test]
fn staging_folders_do_not_grow_in_number_also_after_a_kill() {
    let copy = Copy::new();
    for number in 0..4 {
        submit(&copy, &format!("c{number}"), RACE, &own_solution(number));
    }
    let arguments = ["--exercise", RACE, "--jobs", "2", "--format", "json"];
    let stage = copy.path("target/threadlings/stage").join(RACE);
    let folders = || {
        let entries = std::fs::read_dir(&stage).into_iter().flatten().flatten();
        entries.filter(|entry| entry.path().is_dir()).count()
    };
    for _ in 0..2 {
        let mut run = command(&copy, &arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_until("a staging folder", || folders() > 0);
        run.kill().unwrap();
        run.wait().unwrap();
    }
    assert_eq!(graded(&copy, &arguments).0, 0);
    assert!((1..=2).contains(&folders()), "{}", folders());
}
