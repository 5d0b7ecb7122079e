use super::*;
use crate::render::samples::{ada, eve, failed, graded, is_harmless, why};
use recorder::Kind;
use serde_json::Value;

fn read(submission: &Submission) -> Value {
    let text = report(submission);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_test_is_a_check_and_a_task_an_exercise() {
    insta::assert_snapshot!(report(&ada()));
}

#[test]
fn what_does_not_compile_is_an_error_with_the_reason() {
    let mut submission = ada();
    let mut check = submission.graded[0].verdict.checks[0].clone();
    check.outcome = failed(why(
        Kind::DoesNotCompile,
        "The file does not compile: mismatched types.",
        None,
    ));
    submission.graded = vec![graded("03_threaded_print", Some("fn"), Status::Failed, vec![check])];
    let results = read(&submission);
    assert_eq!(
        (&results["status"], &results["tests"]),
        (&Value::from("error"), &Value::Array(Vec::new()))
    );
    assert!(
        results["message"].as_str().expect("text").contains("mismatched types"),
        "{results}"
    );
}

#[test]
fn all_passed_is_a_pass_without_a_message() {
    let mut submission = ada();
    submission.graded.truncate(1);
    let results = read(&submission);
    assert_eq!(
        (&results["status"], &results["message"]),
        (&Value::from("pass"), &Value::Null)
    );
    assert_eq!(results["tests"][0]["status"], "pass");
}

#[test]
fn what_was_printed_is_cut_at_500_characters() {
    let mut submission = eve();
    let check = &mut submission.graded[0].verdict.checks[0];
    if let Outcome::Failed(_, why) = &mut check.outcome {
        let story = why.story.as_mut().expect("a story");
        story.steps[3].printed = Some("ä".repeat(501));
    }
    let results = read(&submission);
    let printed = results["tests"][0]["output"].as_str().expect("text").to_owned();
    assert_eq!(printed.chars().count(), 500);
    assert!(printed.ends_with("Please limit to 500 chars"), "{printed}");
}

#[test]
fn whatever_a_learner_writes_is_harmless() {
    let results = read(&eve());
    for test in results["tests"].as_array().expect("tests") {
        for part in ["name", "message", "output", "test_code"] {
            assert!(test[part].as_str().is_none_or(is_harmless), "{test}");
        }
    }
}
