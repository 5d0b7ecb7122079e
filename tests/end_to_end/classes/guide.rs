//! What the guide for teachers says: the calls in it, and the script for Classroom 50.

use super::{FORBIDDEN, RACE, submit};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tests::{Copy, checker, root};

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[cfg(unix)]
mod shells;

/// Classroom 50 starts the script in the learner's checkout and wants `result.json` there.
#[test]
fn the_classroom_50_script_leaves_its_result_in_the_checkout() {
    let python = ["python3", "python"];
    let works = |name: &&&str| {
        Command::new(name)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let Some(python) = python.iter().find(works) else {
        eprintln!("no Python here: not tried");
        return;
    };
    let copy = Copy::new();
    submit(&copy, "ann", RACE, FORBIDDEN);
    let output = Command::new(python)
        .arg(root().join("checker/grading/classroom50/autograder.py"))
        .current_dir(copy.path("submissions/ann"))
        .env_remove("CARGO_TARGET_DIR")
        .env("CHECKER", checker())
        .env("COURSE_FOLDER", copy.path("."))
        .envs([
            ("CLASSROOM", "threads"),
            ("ASSIGNMENT", "race"),
            ("OWNER", "ann"),
            ("SUBMISSION_TAG", "submit/1"),
            ("COMMIT_URL", "https://example.org/commit/1"),
            ("RELEASE_URL", "https://example.org/release/1"),
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let result = read(&copy.path("submissions/ann/result.json"));
    assert_eq!(result["schema"], "classroom50/result/v1", "{result}");
    assert!(result.to_string().contains("race"), "{result}");
}

/// Every call of the checker, wherever teachers find it, has options that there are. Formats have tests of their own.
#[test]
fn every_call_in_the_guide_is_understood() {
    let copy = Copy::new();
    let mut calls = 0;
    for file in [
        "README.md",
        "checker/GRADING.md",
        "checker/grading/github/submission.yml",
        "checker/grading/github/class.yml",
        "checker/grading/slurm.sh",
    ] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        let lines = text.lines().filter_map(|line| {
            let (_, call) = line.split_once("-p checker -- ")?;
            let end = call.find(['#', '`', '|', ':', ';']).unwrap_or(call.len());
            Some(call[..end].replace("${{ matrix.part }}", "1"))
        });
        for call in lines {
            let call = ["{}/8", "$part/3", "\"$SLURM_ARRAY_TASK_ID/8\""]
                .iter()
                .fold(call, |call, part| call.replace(part, "1/8"))
                .replace("\"$SLURM_CPUS_PER_TASK\"", "4");
            let mut words: Vec<&str> = call.split_whitespace().collect();
            if let Some(at) = words.iter().position(|word| *word == "--format") {
                words.drain(at..at + 2);
            }
            let (status, said, errors) = copy.run(&[&words[..], &["--help"]].concat());
            assert_eq!(status, 0, "{file}: {call}: {errors}");
            assert!(said.contains("Usage"), "{call}");
            calls += 1;
        }
    }
    assert!(calls > 15, "{calls}");
}
