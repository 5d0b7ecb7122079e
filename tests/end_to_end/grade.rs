//! `grade`: submissions in, one report out, whatever is in them.

use serde_json::Value;
use std::path::Path;
use tests::{Copy, solution};

const RACE: &str = "09_race_demo";

fn submit(folder: &Path, layout: &str, exercise: &str, text: &str) {
    let source = folder.join(layout).join(exercise).join("src");
    std::fs::create_dir_all(&source).unwrap();
    std::fs::write(source.join("lib.rs"), text).unwrap();
}

fn graded(copy: &Copy, arguments: &[&str]) -> (i32, Value) {
    let (status, said, errors) = copy.run(&[&["grade", "--format", "json"], arguments].concat());
    (
        status,
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}{errors}")),
    )
}

#[test]
fn both_layouts_are_read_and_the_order_is_as_given() {
    let copy = Copy::new();
    submit(&copy.path("submissions/zoe"), "exercises", RACE, &solution(RACE));
    submit(&copy.path("submissions/ann"), "", RACE, &solution(RACE));
    std::fs::create_dir_all(copy.path("submissions/empty")).unwrap();
    let (status, report) = graded(
        &copy,
        &[
            "submissions/zoe",
            "submissions/ann",
            "submissions/empty",
            "--exercise",
            "race_demo",
        ],
    );
    assert_eq!((status, &report["schema"]), (0, &Value::from(1)));
    let summary: Vec<(&str, &str)> = report["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|submission| {
            let exercises = submission["exercises"].as_array().unwrap();
            assert_eq!(exercises.len(), 1);
            (
                submission["submission"].as_str().unwrap(),
                exercises[0]["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(summary, [("zoe", "passed"), ("ann", "passed"), ("empty", "unfinished")]);
    assert_eq!(
        report["submissions"][0]["points"],
        report["submissions"][0]["max_points"]
    );
    assert_eq!(report["submissions"][2]["points"], 0.0);
}

#[test]
fn everything_that_did_not_pass_has_a_diagnosis() {
    let copy = Copy::new();
    let broken = "pub fn print_numbers(last: u32) { let }";
    submit(&copy.path("one"), "exercises", "03_threaded_print", broken);
    submit(&copy.path("one"), "exercises", RACE, "unsafe fn f() {}");
    let (_, report) = graded(&copy, &["one"]);
    let exercises = report["submissions"][0]["exercises"].as_array().unwrap();
    assert!(exercises.len() >= 5);
    let kinds = exercises.iter().map(|exercise| {
        let mut diagnoses = exercise["checks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|check| !check["diagnosis"].is_null());
        let kind = &diagnoses.next().unwrap()["diagnosis"]["kind"];
        (exercise["exercise"].as_str().unwrap(), kind.as_str().unwrap())
    });
    for (exercise, kind) in kinds {
        let expected = match exercise {
            "03_threaded_print" => "does_not_compile",
            RACE => "forbidden",
            _ => "unfinished",
        };
        assert_eq!(kind, expected, "{exercise}");
    }
}

#[test]
fn nothing_of_a_submission_is_used_but_the_learners_file() {
    let copy = Copy::new();
    let folder = copy.path("sly");
    submit(&folder, "exercises", RACE, &solution(RACE));
    // Each of these would break the build or change the suite if anybody looked at it.
    std::fs::write(folder.join("exercises/09_race_demo/src/main.rs"), "not rust").unwrap();
    std::fs::write(folder.join("exercises/09_race_demo/build.rs"), "not rust").unwrap();
    std::fs::create_dir_all(folder.join(".cargo")).unwrap();
    std::fs::write(folder.join(".cargo/config.toml"), "[build]\nrustc = \"/nowhere\"\n").unwrap();
    std::fs::write(folder.join("rust-toolchain.toml"), "[toolchain]\nchannel = \"1.0.0\"\n").unwrap();
    let (status, report) = graded(&copy, &["sly", "--exercise", RACE]);
    assert_eq!(
        (status, &report["submissions"][0]["exercises"][0]["status"]),
        (0, &Value::from("passed")),
        "{report:#}"
    );
}

#[test]
fn what_cannot_be_read_is_an_error_of_its_own_and_the_others_go_on() {
    let copy = Copy::new();
    submit(&copy.path("good"), "exercises", RACE, &solution(RACE));
    std::fs::write(copy.path("a_file"), "").unwrap();
    let (status, report) = graded(&copy, &["nowhere", "a_file", "good", "--exercise", RACE]);
    let statuses: Vec<&str> = (0..3)
        .map(|number| {
            report["submissions"][number]["exercises"][0]["status"]
                .as_str()
                .unwrap()
        })
        .collect();
    assert_eq!((status, &statuses[..]), (2, &["error", "error", "passed"][..]));
    assert!(
        report["submissions"][0]["exercises"][0]["error"]
            .as_str()
            .unwrap()
            .contains("nowhere")
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_submission_is_not_followed() {
    let copy = Copy::new();
    let source = copy.path("sly/exercises/09_race_demo/src");
    std::fs::create_dir_all(&source).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", source.join("lib.rs")).unwrap();
    let (status, report) = graded(&copy, &["sly", "--exercise", RACE]);
    // The learner's fault, and so a verdict.
    let exercise = &report["submissions"][0]["exercises"][0];
    let kind = &exercise["checks"][0]["diagnosis"]["kind"];
    assert_eq!(
        (status, &exercise["status"], kind),
        (0, &Value::from("failed"), &Value::from("forbidden"))
    );
    assert!(!report.to_string().contains("root:"), "{report}");
}

#[test]
fn the_exit_status_tells_points_only_when_it_is_asked_to() {
    let copy = Copy::new();
    submit(&copy.path("half"), "exercises", RACE, &solution(RACE));
    let run = |more: &[&str]| {
        copy.run(
            &[
                &["grade", "half", "--exercise", "race", "--exercise", "threaded_print"],
                more,
            ]
            .concat(),
        )
        .0
    };
    assert_eq!(run(&[]), 0);
    assert_eq!(run(&["--require-all"]), 1);
    assert_eq!(run(&["--fail-under", "1"]), 0);
    assert_eq!(run(&["--fail-under", "100"]), 1);
}

#[test]
fn the_report_goes_to_a_file_and_to_people() {
    let copy = Copy::new();
    let output = copy.path("out/report.json");
    let (status, said, _) = copy.run(&[
        "grade",
        "--exercise",
        "race_demo",
        "--format",
        "json",
        "--output",
        output.to_str().unwrap(),
    ]);
    assert_eq!((status, &*said), (0, ""));
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&output).unwrap()).unwrap();
    assert_eq!(report["submissions"][0]["exercises"][0]["status"], "unfinished");
    let (status, said, _) = copy.run(&["grade", "--exercise", "race_demo", "--jobs", "1"]);
    assert!(status == 0 && said.contains("unfinished: Line"), "{said}");
}

/// What each of its checks tells of a loop without end is small: together they are no flood that ends the rest.
#[test]
fn a_loop_that_sleeps_without_end_costs_only_the_checks_that_it_is_in() {
    let copy = Copy::new();
    let answer = tests::root().join("tests/wrong/16_bounded_buffer/sleeps_with_the_lock_held.rs");
    let text = std::fs::read_to_string(answer).unwrap();
    submit(&copy.path("one"), "exercises", "16_bounded_buffer", &text);
    let (_, report) = graded(&copy, &["one", "--exercise", "16"]);
    let checks = report["submissions"][0]["exercises"][0]["checks"].as_array().unwrap();
    let of = |status: &str| checks.iter().filter(|check| check["status"] == status).count();
    assert_eq!((of("passed"), of("failed"), of("skipped")), (1, 8, 2), "{checks:#?}");
}
