use super::*;
use crate::render::samples::{ada, eve, is_harmless};
use serde_json::Value;

fn read(submission: &Submission, grading: &Grading) -> Value {
    let text = report(submission, grading);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_test_is_a_check() {
    insta::assert_snapshot!(report(&ada(), &Grading::default()));
}

#[test]
fn the_total_is_right_also_when_tests_are_hidden() {
    let race = crate::exercise::Exercise {
        folder: "09_race_demo".to_owned(),
        name: "race_demo".to_owned(),
        directory: std::path::PathBuf::new(),
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(
        folder.path().join("grading.toml"),
        "[visibility]\nrace_demo = \"hidden\"\n",
    )
    .expect("it is written");
    let grading = Grading::find(folder.path(), None, &[race]).expect("it can be read");
    let (open, hidden) = (read(&ada(), &Grading::default()), read(&ada(), &grading));
    assert_eq!(
        (&open["score"], &hidden["score"]),
        (&Value::from(3.5), &Value::from(3.5))
    );
    let tests = hidden["tests"].as_array().expect("tests");
    let sum: f64 = tests.iter().filter_map(|test| test["score"].as_f64()).sum();
    assert_eq!(sum, 3.5);
    let seen: Vec<&str> = tests.iter().filter_map(|test| test["visibility"].as_str()).collect();
    assert_eq!(seen, ["visible", "hidden", "hidden", "hidden", "visible"]);
    // What everybody sees says nothing about what is hidden.
    assert!(!hidden["output"].to_string().contains("race_demo"), "{hidden}");
}

#[test]
fn whatever_a_learner_writes_is_plain_text() {
    let results = read(&eve(), &Grading::default());
    for test in results["tests"].as_array().expect("tests") {
        assert_eq!([&test["output_format"], &test["name_format"]], ["text", "text"]);
        assert!(is_harmless(test["output"].as_str().expect("text")), "{test}");
        assert!(is_harmless(test["name"].as_str().expect("text")), "{test}");
    }
    assert_eq!(
        [&results["output_format"], &results["test_output_format"]],
        ["text", "text"]
    );
}
