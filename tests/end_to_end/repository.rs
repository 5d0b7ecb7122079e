//! Rules for the repository: what every exercise must have.

use std::path::{Path, PathBuf};

fn exercises() -> Vec<String> {
    let entries = std::fs::read_dir(tests::root().join("exercises"))
        .expect("exercises/")
        .flatten();
    let mut folders: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    assert!(folders.len() >= 5, "{folders:?}");
    folders
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(tests::root().join(folder))
        .into_iter()
        .flatten()
        .flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_lesson_follows_the_same_flow() {
    let flow = [
        "Concept",
        "Reason",
        "Syntax",
        "Example",
        "Task",
        "Validation",
        "Next concept",
    ];
    for folder in exercises() {
        let lesson = read(&tests::root().join("exercises").join(&folder).join("README.md"));
        let headings: Vec<&str> = lesson.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let known: Vec<&str> = headings.into_iter().filter(|heading| flow.contains(heading)).collect();
        assert_eq!(known, flow, "{folder}");
    }
}

#[test]
fn every_exercise_has_three_hints_or_more() {
    for folder in exercises() {
        let hints = read(&tests::root().join("exercises").join(&folder).join("hints.md"));
        let count = hints.lines().filter(|line| line.starts_with("## Hint ")).count();
        assert!(count >= 3, "{folder} has {count} hints");
    }
}

#[test]
fn every_exercise_is_checked_in_all_three_worlds() {
    for folder in exercises() {
        for file in ["simulated.rs", "answer.rs", "loom.rs", "program.toml"] {
            let path = tests::root().join("tests/suites").join(&folder).join(file);
            assert!(path.is_file(), "{} is missing", path.display());
        }
    }
}

#[test]
fn every_exercise_has_ten_wrong_and_six_right_answers_or_more() {
    for folder in exercises() {
        let (wrong, right) = (
            rust_files(&format!("tests/wrong/{folder}")),
            rust_files(&format!("tests/right/{folder}")),
        );
        assert!(
            wrong.len() >= 10 && right.len() >= 6,
            "{folder}: {} wrong, {} right",
            wrong.len(),
            right.len()
        );
    }
}

/// `dev new` writes AUTHOR wherever an author has something to write.
#[test]
fn nothing_of_the_template_is_left_in_an_exercise() {
    for above in ["exercises", "solutions", "tests/suites", "tests/wrong", "tests/right"] {
        for entry in walkdir::WalkDir::new(tests::root().join(above)).into_iter().flatten() {
            if entry.file_type().is_file() {
                let text = read(entry.path());
                assert!(!text.contains("AUTHOR"), "{}", entry.path().display());
            }
        }
    }
}

#[test]
fn every_exercise_can_be_reset() {
    for folder in exercises() {
        let stub = read(&tests::root().join("tests/suites").join(&folder).join("stub.rs"));
        assert!(stub.contains("todo!("), "{folder}: the stub has nothing left to do");
    }
}

/// What the editor and `cargo check` know a suite by.
fn suite_manifests(folder: &str) -> [(PathBuf, &'static str, &'static str); 2] {
    let suite = tests::root().join("tests/suites").join(folder);
    [
        (suite.join("Cargo.toml"), "simulated", "simulated.rs"),
        (suite.join("loom/Cargo.toml"), "loom", "../loom.rs"),
    ]
}

#[test]
fn every_suite_belongs_to_a_package_so_that_editors_resolve_its_names() {
    for folder in exercises() {
        let name = folder.split_once('_').expect("NN_name").1;
        for (path, world, source) in suite_manifests(&folder) {
            let manifest = read(&path);
            for part in [
                format!("name = \"{name}-{world}-suite\""),
                format!("path = \"{source}\""),
                format!("{name} = {{ path = \""),
                format!("harness = {{ package = \"{world}-harness\""),
            ] {
                assert!(manifest.contains(&part), "{}: {part} is missing", path.display());
            }
        }
    }
}

#[test]
fn the_editors_tasks_are_json_and_call_what_exists() {
    for file in ["tasks.json", "settings.json", "extensions.json"] {
        let text = read(&tests::root().join(".vscode").join(file));
        // Comments are allowed there, on lines of their own.
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let value: serde_json::Value =
            serde_json::from_str(&lines.collect::<String>()).unwrap_or_else(|error| panic!("{file}: {error}"));
        for task in value["tasks"].as_array().into_iter().flatten() {
            let command = task["command"].as_str().unwrap_or_default();
            assert!(command.starts_with("cargo run --quiet -p checker -- "), "{command}");
        }
    }
}
