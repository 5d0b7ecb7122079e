//! `grade` in every format: each report is read by what reads it elsewhere, or held against the shape that was published for it.

mod class_page;
mod points;
mod schema;

use predicates::str::contains;
use quick_junit::{Report, TestCaseStatus};
use schema::violations;
use serde_json::Value;
use std::path::Path;
use tests::{Copy, solution};

const RACE: &str = "09_race_demo";
const PRINT: &str = "03_threaded_print";

/// A submission with this text for an exercise.
fn submit(copy: &Copy, name: &str, exercise: &str, text: &str) {
    let source = copy.path(name).join(exercise).join("src");
    std::fs::create_dir_all(&source).expect("the copy can be written to");
    std::fs::write(source.join("lib.rs"), text).expect("the copy can be written to");
}

fn wrong(folder: &str, name: &str) -> String {
    let path = tests::root().join("tests/wrong").join(folder).join(name);
    std::fs::read_to_string(path).expect("a wrong answer")
}

/// Somebody with one exercise wrong and the other not compiling.
fn ada(copy: &Copy) {
    submit(
        copy,
        "ada",
        RACE,
        &wrong(RACE, "guard_dropped_between_read_and_write.rs"),
    );
    submit(copy, "ada", PRINT, &wrong(PRINT, "closure_borrows_last.rs"));
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Holds a report against the shape in `formats/NAME.json`.
fn has_the_shape(name: &str, report: &Value) {
    let path = tests::root()
        .join("tests/end_to_end/formats")
        .join(name)
        .with_extension("json");
    assert_eq!(violations(&json(&read(&path)), report), [""; 0], "{name}");
}

fn graded(copy: &Copy, arguments: &[&str]) -> String {
    let (status, said, errors) = copy.run(&[&["grade"], arguments].concat());
    assert_eq!(status, 0, "{said}{errors}");
    said
}

/// Every exercise of [`ada`].
const BOTH: [&str; 5] = ["ada", "--exercise", RACE, "--exercise", PRINT];

#[test]
fn json_keeps_to_its_schema() {
    let copy = Copy::new();
    ada(&copy);
    submit(&copy, "bob", RACE, &solution(RACE));
    submit(&copy, "bob", PRINT, "unsafe fn f() {}");
    std::fs::create_dir_all(copy.path("nobody")).expect("the copy can be written to");
    let schema = json(&read(&tests::root().join("checker/schema/report-1.json")));
    let report = json(&graded(
        &copy,
        &[&["bob", "nobody", "--format", "json"], &BOTH[..]].concat(),
    ));
    assert_eq!(violations(&schema, &report), [""; 0]);
    let statuses: Vec<&str> = report["submissions"]
        .as_array()
        .expect("submissions")
        .iter()
        .flat_map(|submission| submission["exercises"].as_array().expect("exercises"))
        .map(|exercise| exercise["status"].as_str().expect("a status"))
        .collect();
    assert_eq!(
        statuses,
        ["failed", "passed", "unfinished", "unfinished", "failed", "failed"]
    );
    // With each exercise that is not passed comes at least one diagnosis.
    for exercise in report["submissions"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|one| one["exercises"].as_array())
        .flatten()
    {
        let checks = exercise["checks"].as_array().expect("checks");
        let told = checks.iter().any(|check| !check["diagnosis"].is_null());
        assert_eq!(told, exercise["status"] != "passed", "{exercise}");
    }
    // `check` writes the same, and a grader's own failure is an error in it.
    let (_, said, _) = copy.run(&["check", RACE, "--format", "json"]);
    assert_eq!(violations(&schema, &json(&said)), [""; 0]);
    let (status, said, _) = copy.run(&["grade", "nowhere", "--format", "json", "--exercise", RACE]);
    assert_eq!((status, violations(&schema, &json(&said))), (2, Vec::new()));
}

#[test]
fn junit_is_what_nextest_would_have_written() {
    let copy = Copy::new();
    ada(&copy);
    let text = graded(&copy, &[&["--format", "junit"], &BOTH[..]].concat());
    let report = Report::deserialize_from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(report.to_string().expect("it can be written"), text);
    let names: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["ada::03_threaded_print", "ada::09_race_demo"]);
    let lost = report.test_suites[1]
        .test_cases
        .iter()
        .find_map(|case| match &case.status {
            TestCaseStatus::NonSuccess {
                ty,
                message,
                description,
                ..
            } => Some((ty, message, description)),
            TestCaseStatus::Success { .. } | TestCaseStatus::Skipped { .. } => None,
        });
    let (ty, message, description) = lost.expect("a failure");
    assert_eq!(ty.as_deref(), Some("lost_update"));
    assert!(
        message.as_deref().is_some_and(|message| message.contains("overwrote")),
        "{message:?}"
    );
    assert!(
        description.as_deref().is_some_and(|text| text.contains("thread 1")),
        "{description:?}"
    );
    assert!(report.failures >= 2 && report.skipped >= 1 && report.errors == 0);
}

#[test]
fn gradescope_gets_one_submission_and_its_total() {
    let copy = Copy::new();
    ada(&copy);
    std::fs::write(copy.path("grading.toml"), "[visibility]\nrace_demo = \"hidden\"\n").expect("it is written");
    let output = copy.path("results/results.json");
    let said = graded(
        &copy,
        &[
            &["--format", "gradescope", "--output", output.to_str().expect("UTF-8")],
            &BOTH[..],
        ]
        .concat(),
    );
    assert_eq!(said, "");
    let results = json(&read(&output));
    has_the_shape("gradescope", &results);
    let tests = results["tests"].as_array().expect("tests");
    let sum: f64 = tests.iter().filter_map(|test| test["score"].as_f64()).sum();
    assert!(sum > 0.0 && results["score"].as_f64() == Some(sum), "{results}");
    let hidden = |test: &&Value| test["visibility"] == "hidden";
    assert!(
        tests
            .iter()
            .filter(hidden)
            .all(|test| test["name"].to_string().contains(RACE))
    );
    assert!(tests.iter().filter(hidden).count() >= 5);
    let learns = tests
        .iter()
        .any(|test| test["output"].to_string().contains("borrows `last`"));
    assert!(learns, "{results}");
}

#[test]
fn exercism_tells_a_failure_from_what_could_not_run() {
    let copy = Copy::new();
    ada(&copy);
    let of = |exercise: &str| {
        let results = json(&graded(&copy, &["ada", "--exercise", exercise, "--format", "exercism"]));
        has_the_shape("exercism", &results);
        results
    };
    let failed = of(RACE);
    assert_eq!(
        (&failed["status"], &failed["message"]),
        (&Value::from("fail"), &Value::Null)
    );
    let statuses: Vec<&str> = failed["tests"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|test| test["status"].as_str())
        .collect();
    assert!(
        statuses.contains(&"pass") && statuses.contains(&"fail") && !statuses.contains(&"error"),
        "{statuses:?}"
    );
    let broken = of(PRINT);
    assert_eq!(
        (&broken["status"], broken["tests"].as_array().map(Vec::len)),
        (&Value::from("error"), Some(0))
    );
    assert!(broken["message"].to_string().contains("E0373"), "{broken}");
    submit(&copy, "ada", RACE, &solution(RACE));
    let passed = of(RACE);
    assert_eq!(
        (&passed["status"], &passed["message"]),
        (&Value::from("pass"), &Value::Null)
    );
}

#[test]
fn classroom50_gets_whole_numbers_and_its_own_names() {
    let copy = Copy::new();
    ada(&copy);
    let arguments = [&["grade", "--format", "classroom50"], &BOTH[..]].concat();
    let refused = copy.checker().args(&arguments).assert().code(2);
    refused.stderr(contains("needs the environment variable SUBMISSION_TAG"));
    let output = copy
        .checker()
        .args(&arguments)
        .envs([
            ("CLASSROOM", "cs-principles"),
            ("ASSIGNMENT", "threads"),
            ("ASSIGNMENT_TYPE", "individual"),
            ("OWNER", "ada"),
            ("SUBMISSION_TAG", "submit/2026-06-01T14-32-05Z-a1b2c3d"),
            ("COMMIT_URL", "https://example.org/commit/1"),
            ("RELEASE_URL", "https://example.org/releases/1"),
            ("REVIEW_URL", "https://example.org/compare/1"),
        ])
        .output()
        .expect("the checker can be started");
    let result = json(&String::from_utf8(output.stdout).expect("UTF-8"));
    has_the_shape("classroom50", &result);
    assert_eq!(
        (&result["owner"], &result["review"]),
        (&Value::from("ada"), &Value::from("https://example.org/compare/1"))
    );
    let tests = result["tests"].as_array().expect("tests");
    for (total, part) in [("score", "score"), ("max-score", "max-score")] {
        let sum: u64 = tests.iter().filter_map(|test| test[part].as_u64()).sum();
        assert_eq!(result[total].as_u64(), Some(sum));
    }
    assert!(
        tests
            .iter()
            .all(|test| test["score"].as_u64() <= test["max-score"].as_u64())
    );
    // Halves are doubled, so the share is that of the points.
    let points = |name: &str| tests.iter().filter_map(|test| test[name].as_f64()).sum::<f64>();
    let share = result["score"].as_f64().expect("a number") / result["max-score"].as_f64().expect("a number");
    assert!(
        (share - points("points") / points("max-points")).abs() < 1e-9 && share > 0.0,
        "{result}"
    );
}

#[test]
fn github_gets_annotations_a_summary_and_a_result() {
    let copy = Copy::new();
    ada(&copy);
    std::fs::write(copy.path("summary.md"), "written before\n").expect("it is written");
    // As the checker itself is told where it is: not by a link to it, and on Windows without what canonical paths have in front.
    let workspace = match cfg!(windows) {
        true => copy.path("."),
        false => copy.path(".").canonicalize().expect("it is there"),
    };
    let output = copy
        .checker()
        .args(["grade", "--format", "github"])
        .args(BOTH)
        .env("GITHUB_STEP_SUMMARY", copy.path("summary.md"))
        .env("GITHUB_OUTPUT", copy.path("output"))
        .env("GITHUB_WORKSPACE", workspace)
        .output()
        .expect("the checker can be started");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    // Annotations stand at lines that are there, of files that are there.
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("::error ")).collect();
    assert!(errors.len() >= 2, "{said}");
    for error in errors {
        let part = |name: &str| {
            error
                .split([' ', ','])
                .find_map(|part| part.strip_prefix(name))
                .expect("a property")
        };
        let file = part("file=");
        let line: usize = part("line=").parse().expect("a number");
        assert!(read(&copy.path(file)).lines().count() >= line && line > 0, "{error}");
    }
    assert!(said.contains("::notice title=ada::"), "{said}");
    let summary = read(&copy.path("summary.md"));
    assert!(summary.starts_with("written before\n## Threadlings\n"), "{summary}");
    assert!(
        summary.contains("09\\_race\\_demo") && summary.contains("| ✗ lost\\_update |"),
        "{summary}"
    );
    let result = read(&copy.path("output"));
    let result = result
        .strip_prefix("result=")
        .and_then(|result| result.strip_suffix('\n'))
        .expect("one output");
    let result = json(&String::from_utf8(decoded(result)).expect("UTF-8"));
    has_the_shape("reporter", &result);
    let total: f64 = result["tests"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|test| test["score"].as_f64())
        .sum();
    let shown = |points: &Value| points.as_f64().map(|points| points.to_string()).expect("a number");
    let points = format!("::notice title=ada::{total} of {} points", shown(&result["max_score"]));
    assert!(said.contains(&points), "{points}: {said}");
    // What cannot be written is known before anything is graded.
    let refused = copy
        .checker()
        .args(["grade", "--format", "github", "ada"])
        .env("GITHUB_OUTPUT", copy.path("no/such/folder/output"))
        .assert();
    refused.code(2).stderr(contains("cannot write"));
    // Where there is no such file, it is said, and the annotations come all the same.
    let (status, _, errors) = copy.run(&["grade", "--format", "github", "ada", "--exercise", PRINT]);
    assert!(
        status == 0 && errors.contains("GITHUB_STEP_SUMMARY is not set"),
        "{errors}"
    );
}

fn decoded(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(text.len() % 4, 0);
    let digits: Vec<u32> = text
        .trim_end_matches('=')
        .chars()
        .map(|c| ALPHABET.find(c).expect("base64") as u32)
        .collect();
    let bytes = digits.chunks(4).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    });
    bytes.collect()
}

#[test]
fn formats_for_one_submission_refuse_a_class_before_anything_is_graded() {
    let copy = Copy::new();
    for format in ["gradescope", "exercism", "classroom50"] {
        let refused = copy
            .checker()
            .args(["grade", "one", "two", "--format", format])
            .assert()
            .code(2);
        refused.stderr(contains(format!(
            "the format {format} is for one submission, and these are 2"
        )));
    }
}

/// The learner's text in every report at once: what it prints, how it panics, how it is called.
#[test]
fn a_report_is_not_written_by_the_learner() {
    let copy = Copy::new();
    let nasty = "use std::thread;\n\npub fn print_numbers(_last: u32) {\n    println!(\"\\n::error::printed ]]></script>\\u{1b}[2J\");\n    \
                 panic!(\"boom ##[error]forged ::error::forged\\r\\n::error::panicked ]]></failure></script><script>alert(1)</script>\\u{1b}[2J\\0 ``` | %0A\")\n}\n";
    let stub = read(&copy.path("exercises/03_threaded_print/src/lib.rs"));
    let signature = stub
        .lines()
        .find(|line| line.starts_with("pub fn "))
        .expect("a function");
    let text = nasty.replace("pub fn print_numbers(_last: u32) {", signature);
    // Windows allows fewer names.
    let name = if cfg!(windows) { "i & ]]" } else { "<i> & ]]>" };
    submit(&copy, name, PRINT, &text);
    let summary = copy.path("summary.md");
    for format in ["human", "json", "junit", "gradescope", "exercism", "github", "html"] {
        let output = copy
            .checker()
            .args(["grade", name, "--exercise", PRINT, "--format", format])
            .env("GITHUB_STEP_SUMMARY", &summary)
            .env("GITHUB_OUTPUT", copy.path("output"))
            .output()
            .expect("the checker can be started");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(said.contains("panicked") && said.contains("boom"), "{format}: {said}");
        assert!(!said.contains(['\u{1b}', '\0', '\r']), "{format}: {said}");
        let forged = |line: &str| line.trim_start().starts_with("::error::") || line.contains("##[");
        assert!(!said.lines().any(forged), "{format}: {said}");
        match format {
            "junit" => {
                Report::deserialize_from_str(&said).unwrap_or_else(|error| panic!("{error}\n{said}"));
                assert!(!said.contains("<script>"), "{said}");
            }
            "html" => assert!(!said.contains("<script>"), "{said}"),
            "json" | "gradescope" | "exercism" => drop(json(&said)),
            _ => {}
        }
    }
    let summary = read(&summary);
    assert!(summary.contains("panicked") && !summary.contains('\u{1b}'), "{summary}");
}
