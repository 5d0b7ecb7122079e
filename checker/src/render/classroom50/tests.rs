use super::*;
use crate::render::samples::{ada, eve, is_harmless};
use serde_json::Value;

fn variable(name: &str) -> Option<String> {
    let value = match name {
        "CLASSROOM" => "cs-principles",
        "ASSIGNMENT" => "threads",
        "OWNER" => "ada",
        "SUBMISSION_TAG" => "submit/2026-06-01T14-32-05Z-a1b2c3d",
        "COMMIT_URL" => "https://example.org/commit/1",
        "RELEASE_URL" => "https://example.org/releases/1",
        _ => return None,
    };
    Some(value.to_owned())
}

fn read(submission: &Submission) -> Value {
    let identity = Identity::read(variable).expect("all is set");
    let text = report(submission, &identity, 1_780_324_391);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_test_is_a_check_with_an_integer_score() {
    let identity = Identity::read(variable).expect("all is set");
    insta::assert_snapshot!(report(&ada(), &identity, 1_780_324_391));
}

#[test]
fn halves_are_doubled_everywhere_so_that_the_share_stays_exact() {
    let result = read(&ada());
    // 3.5 of 9.5 points.
    assert_eq!(
        (&result["score"], &result["max-score"]),
        (&Value::from(7), &Value::from(19))
    );
    assert_eq!(result["tests"][1]["score"], 3);
    assert_eq!(result["tests"][1]["points"], 1.5);
}

#[test]
fn points_that_are_whole_stay_as_they_are() {
    let mut submission = ada();
    submission.graded.truncate(1);
    assert_eq!(read(&submission)["score"], 2);
}

#[test]
fn points_that_no_factor_makes_whole_are_rounded() {
    let mut submission = ada();
    submission.graded[0].verdict.checks[0].check.points = std::f64::consts::PI;
    let result = read(&submission);
    assert_eq!(result["tests"][0]["max-score"], 3142);
    assert_eq!(result["score"], 3142 + 1500);
}

#[test]
fn what_the_runner_does_not_say_is_asked_for() {
    for missing in [
        "CLASSROOM",
        "ASSIGNMENT",
        "OWNER",
        "SUBMISSION_TAG",
        "COMMIT_URL",
        "RELEASE_URL",
    ] {
        let error = Identity::read(|name| variable(name).filter(|_| name != missing)).expect_err(missing);
        let name = if missing == "OWNER" { "USERNAME" } else { missing };
        assert!(error.what.contains(name), "{missing}: {error}");
    }
    let error = Identity::read(|name| variable(name).map(|value| value.replace("submit/", ""))).expect_err("no tag");
    assert!(error.what.contains("submit/"), "{error}");
}

#[test]
fn whatever_a_learner_writes_is_harmless() {
    let result = read(&eve());
    for test in result["tests"].as_array().expect("tests") {
        assert!(is_harmless(test["test-name"].as_str().expect("text")), "{test}");
        assert!(test["message"].as_str().is_none_or(is_harmless), "{test}");
    }
}

#[test]
fn seconds_become_dates() {
    let check = |seconds, expected: &str| assert_eq!(date_and_time(seconds), expected);
    check(0, "1970-01-01T00:00:00Z");
    check(951_782_399, "2000-02-28T23:59:59Z");
    check(951_782_400, "2000-02-29T00:00:00Z");
    check(1_780_324_391, "2026-06-01T14:33:11Z");
    check(4_107_542_400, "2100-03-01T00:00:00Z");
}
