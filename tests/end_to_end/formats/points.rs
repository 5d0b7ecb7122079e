//! Points: weights, what counts, and that the same submission gets the same report wherever and however it is graded.

use super::{PRINT, RACE, ada, graded, json, submit};
use serde_json::Value;
use tests::{Copy, solution};

fn points(report: &Value) -> (f64, f64) {
    let of = |name: &str| report["submissions"][0][name].as_f64().expect("a number");
    (of("points"), of("max_points"))
}

#[test]
fn weights_multiply_and_what_does_not_count_is_not_graded() {
    let copy = Copy::new();
    submit(&copy, "ada", RACE, &solution(RACE));
    let grade = |config: &str, more: &[&str]| {
        std::fs::write(copy.path("grading.toml"), config).expect("it is written");
        json(&graded(&copy, &[&["ada", "--format", "json"], more].concat()))
    };
    let plain = grade("exercises = [\"race_demo\"]\n", &[]);
    let (earned, most) = points(&plain);
    assert!(earned > 0.0 && earned == most, "{plain}");
    assert_eq!(plain["submissions"][0]["exercises"].as_array().map(Vec::len), Some(1));

    let weighted = grade(
        "[weights]\nrace_demo = 0.1\nthreaded_print = 0\n",
        &["--exercise", RACE, "--exercise", PRINT],
    );
    let tenth = (earned * 1e5).round() / 1e6;
    assert_eq!(points(&weighted), (tenth, tenth));
    // What the checks have adds up to what the exercise has, to the last digit.
    let checks = weighted["submissions"][0]["exercises"][1]["checks"]
        .as_array()
        .expect("checks");
    let sum: f64 = checks.iter().filter_map(|check| check["points"].as_f64()).sum();
    assert!((sum - tenth).abs() < 1e-9, "{weighted}");

    // The least that is asked for is in the points of the report.
    let status = |least: f64| {
        let least = least.to_string();
        copy.run(&["grade", "ada", "--exercise", RACE, "--fail-under", &least])
            .0
    };
    assert_eq!((status(tenth), status(tenth + 0.01)), (0, 1));
}

#[test]
fn a_config_that_cannot_be_meant_is_an_error_before_anything_is_graded() {
    let copy = Copy::new();
    let check = |config: &str, expected: &str| {
        std::fs::write(copy.path("other.toml"), config).expect("it is written");
        let (status, said, errors) = copy.run(&["grade", "--config", "other.toml"]);
        assert_eq!((status, &*said), (2, ""), "{config}");
        assert!(
            errors.contains("other.toml") && errors.contains(expected),
            "{config}: {errors}"
        );
        assert!(
            errors.lines().count() >= 2,
            "{config}: nothing says what to do: {errors}"
        );
    };
    check("weigths = 3", "weigths");
    check("[weights]\nrace_demon = 3", "race_demon");
    check("[weights]\nrace_demo = -0.5", "-0.5");
    check("exercises = \"all\"", "line");
    let (status, _, errors) = copy.run(&["grade", "--config", "none.toml"]);
    assert!(status == 2 && errors.contains("none.toml"), "{errors}");
}

/// A report without how long it took.
fn timeless(report: &str) -> String {
    let lines = report
        .lines()
        .filter(|line| !line.trim_start().starts_with("\"duration_ms\""));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_same_submission_gets_the_same_bytes_wherever_it_is_graded() {
    let here = Copy::new();
    let there = Copy::new();
    ada(&here);
    let deep = "deep/er/ada";
    std::fs::create_dir_all(there.path("deep/er")).expect("the copy can be written to");
    ada(&there);
    std::fs::rename(there.path("ada"), there.path(deep)).expect("the copy can be written to");
    let both = ["--exercise", RACE, "--exercise", PRINT, "--format", "json"];
    let one = graded(&here, &[&["ada", "--jobs", "1"], &both[..]].concat());
    let whole = there.path(deep);
    let other = graded(
        &there,
        &[&[whole.to_str().expect("UTF-8"), "--jobs", "2"], &both[..]].concat(),
    );
    assert_eq!(one.matches("\"duration_ms\"").count(), 2);
    // What could differ has been looked at: an interleaving, and rustc's own words with the file's place.
    assert!(
        one.contains("E0373") && one.contains("lost_update") && one.contains("\"passed\"") && !one.contains("deep"),
        "{one}"
    );
    assert_eq!(timeless(&one), timeless(&other));
}

#[test]
fn an_exercise_that_is_named_twice_counts_once() {
    let copy = Copy::new();
    let report = json(&graded(
        &copy,
        &["--exercise", "race_demo", "--exercise", "9", "--format", "json"],
    ));
    assert_eq!(report["submissions"][0]["exercises"].as_array().map(Vec::len), Some(1));
}
