use super::annotations::{Place, annotations};
use super::result::result;
use super::summary::{LIMIT, summary};
use crate::graded::Submission;
use crate::render::samples::{ada, eve, is_harmless, is_quiet};
use serde_json::Value;
use std::path::PathBuf;

fn place() -> Place {
    Place {
        repository: PathBuf::from("/home/ada/repository"),
        current: PathBuf::from("/home/ada/repository/sub/.."),
    }
}

/// What the reporter makes of a result.
fn decoded(result: &str) -> Value {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => panic!("{c} is not base64"),
    };
    let mut bytes = Vec::new();
    for chunk in result.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = chunk.iter().fold(0_u32, |bits, &c| bits << 6 | u32::from(digit(c)));
        let bits = bits << (6 * (4 - chunk.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..chunk.len()]);
    }
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The score that classroom-resources/autograding-grading-reporter adds up.
fn reported(result: &Value) -> (f64, f64) {
    let tests = result["tests"].as_array().expect("tests");
    let score = tests.iter().map(|test| test["score"].as_f64().expect("a number")).sum();
    (score, result["max_score"].as_f64().expect("a number"))
}

#[test]
fn failures_are_annotated_at_the_learners_lines() {
    insta::assert_snapshot!(annotations(&[ada()], &place()));
}

#[test]
fn a_learner_writes_no_workflow_command() {
    let text = annotations(&[eve()], &place());
    assert!(is_quiet(&text), "{text}");
    for line in text.lines() {
        let (command, rest) = line
            .strip_prefix("::")
            .and_then(|rest| rest.split_once(' '))
            .expect("a command");
        assert!(["error", "notice"].contains(&command), "{line}");
        // The first :: ends the properties, so none may be in them, and each has one name and one value.
        let (properties, _) = rest.split_once("::").expect("a text");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a name");
            assert!(
                ["file", "line", "title"].contains(&name) && !value.contains(':'),
                "{line}"
            );
        }
        // All that stands behind a % is an escape.
        let escapes = ["%25", "%0D", "%0A", "%3A", "%2C"];
        assert!(
            line.match_indices('%')
                .all(|(at, _)| escapes.iter().any(|escape| line[at..].starts_with(escape))),
            "{line}"
        );
    }
    assert_eq!(text.lines().filter(|line| line.starts_with("::error ")).count(), 3);
    assert!(text.contains("%250A"), "{text}");
}

#[test]
fn files_outside_the_repository_are_not_named() {
    let mut submission = ada();
    submission.graded[1].file = Some("../elsewhere/lib.rs".to_owned());
    let text = annotations(&[submission], &place());
    assert!(!text.contains("file="), "{text}");
}

#[test]
fn more_than_github_shows_is_said() {
    let class: Vec<Submission> = (0..12).map(|_| ada()).collect();
    let text = annotations(&class, &place());
    assert!(text.contains("the first 10 of 24"), "{text}");
    assert!(text.contains("12 submissions are graded"), "{text}");
}

#[test]
fn the_summary_has_points_and_diagnoses() {
    insta::assert_snapshot!(summary(&[ada()], LIMIT));
}

#[test]
fn nothing_of_a_learner_is_markdown_or_html() {
    let text = summary(&[eve()], LIMIT);
    assert!(is_harmless(&text), "{text}");
    let mut fenced = None;
    for line in text.lines() {
        match (&fenced, line.find(|c| c != '`')) {
            (None, Some(ticks)) if ticks >= 3 => fenced = Some("`".repeat(ticks)),
            (Some(fence), None) if line == fence => fenced = None,
            (Some(_), _) => {}
            (None, _) => {
                let tags: Vec<&str> = line
                    .split('<')
                    .skip(1)
                    .filter_map(|tag| tag.split('>').next())
                    .collect();
                let ours = ["details", "summary", "/summary", "/details"];
                // In the table what a learner wrote has a backslash before every sign.
                let escaped = line.starts_with("| ") && line.contains("\\<script\\>");
                assert!(escaped || tags.iter().all(|tag| ours.contains(tag)), "{line}");
                assert!(!escaped || line.replace("\\|", "").matches('|').count() == 5, "{line}");
            }
        }
    }
    assert_eq!(fenced, None);
}

#[test]
fn a_summary_that_would_be_too_long_says_what_it_leaves_out() {
    let class: Vec<Submission> = (0..1500).map(|_| ada()).collect();
    let text = summary(&class, LIMIT);
    assert!(text.len() <= LIMIT && text.len() > LIMIT / 2, "{}", text.len());
    assert!(
        text.contains("of 3000 diagnoses are shown"),
        "{}",
        &text[text.len() - 300..]
    );
    let text = summary(&class, 3000);
    assert!(text.len() <= 3000 && text.contains("of 6000 lines are shown"), "{text}");
    assert!(summary(&class, 0).len() <= 400);
}

#[test]
fn the_result_is_what_the_reporter_adds_up() {
    let result = decoded(&result(&[ada()]));
    assert_eq!(
        (&result["version"], &result["status"]),
        (&Value::from(1), &Value::from("fail"))
    );
    assert_eq!(reported(&result), (3.5, 9.5));
    let lost = &result["tests"][2];
    assert_eq!(
        (&lost["name"], &lost["status"], &lost["line_no"]),
        (
            &Value::from("09_race_demo: No update is lost"),
            &Value::from("fail"),
            &Value::from(3)
        )
    );
    assert!(
        lost["message"]
            .as_str()
            .is_some_and(|message| message.contains("write 1")),
        "{lost}"
    );
}

#[test]
fn a_result_fits_into_a_variable_whatever_the_size_of_the_class() {
    for (count, tests) in [(10, 50), (100, 300), (400, 400), (4000, 1)] {
        let class: Vec<Submission> = (0..count).map(|_| ada()).collect();
        let result = result(&class);
        assert!(result.len() < 128 << 10, "{count}: {}", result.len());
        let result = decoded(&result);
        assert_eq!(
            reported(&result),
            (3.5 * f64::from(count), 9.5 * f64::from(count)),
            "{count}"
        );
        assert_eq!(result["tests"].as_array().map(Vec::len), Some(tests), "{count}");
    }
}

#[test]
fn what_could_not_be_graded_is_an_error_and_harmless() {
    let result = decoded(&result(&[eve()]));
    assert_eq!(result["status"], "error");
    for test in result["tests"].as_array().expect("tests") {
        for part in ["name", "message", "filename", "test_code"] {
            assert!(test[part].as_str().is_some_and(is_harmless), "{test}");
        }
    }
}
