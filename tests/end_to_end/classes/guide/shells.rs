//! What the guide for teachers has for shells, done: its commands, and the scripts for Gradescope.

use super::super::{FORBIDDEN, RACE, own_solution, submit};
use super::read;
use serde_json::Value;
use std::process::Command;
use tests::{Copy, checker, root};

const CALL: &str = "cargo run -q -p checker --";

fn guide() -> String {
    std::fs::read_to_string(root().join("checker/GRADING.md")).unwrap()
}

/// The shell commands of a section.
fn script(guide: &str, heading: &str) -> String {
    let section = guide.split_once(&format!("\n## {heading}\n")).expect(heading).1;
    let block = section.split_once("```sh\n").unwrap().1;
    block.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_shell_commands_of_the_guide_work() {
    let copy = Copy::new();
    for name in ["ann", "bob", "eve", "joe"] {
        submit(&copy, name, RACE, FORBIDDEN);
    }
    let run = |heading: &str| {
        let script = script(&guide(), heading).replace(CALL, "\"$CHECKER\"");
        assert!(script.contains("$CHECKER"), "{script}");
        let output = Command::new("sh")
            .args(["-e", "-c", &script])
            .current_dir(copy.path("."))
            .env_remove("CARGO_TARGET_DIR")
            .env("CHECKER", checker())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let said = run("Plain shell");
    assert!(said.contains("joe") && said.contains("fewer than 8 points"), "{said}");
    let whole = read(&copy.path("grades.json"));
    std::fs::remove_file(copy.path("grades.json")).unwrap();
    run("In parts, on several machines");
    let names = |report: &Value| -> Vec<String> {
        let submissions = report["submissions"].as_array().unwrap();
        submissions
            .iter()
            .map(|submission| submission["submission"].to_string())
            .collect()
    };
    assert_eq!(names(&read(&copy.path("grades.json"))), names(&whole));
}

/// `/autograder` as Gradescope makes it, in another place: `source` is what was uploaded, the script is copied out of it.
#[test]
fn the_gradescope_scripts_grade_what_lies_in_the_container() {
    let copy = Copy::new();
    let autograder = copy.path("autograder");
    let source = autograder.join("source");
    std::fs::create_dir_all(&source).unwrap();
    std::fs::rename(copy.path("exercises"), source.join("exercises")).unwrap();
    std::fs::rename(copy.path("tests"), source.join("tests")).unwrap();
    let scripts = root().join("checker/grading/gradescope");
    for file in ["setup.sh", "settings.sh", "run_autograder"] {
        std::fs::copy(scripts.join(file), source.join(file)).unwrap();
        let parsed = Command::new("bash").arg("-n").arg(source.join(file)).status().unwrap();
        assert!(parsed.success(), "{file}");
    }
    std::fs::copy(scripts.join("run_autograder"), autograder.join("run_autograder")).unwrap();
    let run = |exercise: &str| {
        let _ = std::fs::remove_dir_all(autograder.join("results"));
        std::fs::create_dir(autograder.join("results")).unwrap();
        // Gradescope starts it by its name, in /autograder.
        let output = Command::new("./run_autograder")
            .current_dir(&autograder)
            .env_remove("CARGO_TARGET_DIR")
            .env("AUTOGRADER", &autograder)
            .env("CHECKER", checker())
            .env("EXERCISE", exercise)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let results: Vec<_> = std::fs::read_dir(autograder.join("results"))
            .unwrap()
            .flatten()
            .collect();
        assert_eq!(results.len(), 1, "{results:?}");
        read(&autograder.join("results/results.json"))
    };
    let submission = autograder.join("submission");
    let layout = submission.join("exercises").join(RACE).join("src");
    std::fs::create_dir_all(&layout).unwrap();
    std::fs::write(layout.join("lib.rs"), own_solution(1)).unwrap();
    let whole = run("");
    assert!(
        full_points(&whole, RACE) && !full_points(&whole, "03_threaded_print"),
        "{whole}"
    );
    // A bare file, where the assignment is about one exercise.
    std::fs::remove_dir_all(&submission).unwrap();
    std::fs::create_dir(&submission).unwrap();
    std::fs::write(submission.join("lib.rs"), own_solution(2)).unwrap();
    assert!(full_points(&run(RACE), RACE));
    // A link to something of the container's is not followed.
    std::fs::remove_dir_all(&submission).unwrap();
    std::fs::create_dir(&submission).unwrap();
    let reference = root().join("solutions").join(RACE).join("src/lib.rs");
    std::os::unix::fs::symlink(reference, submission.join("lib.rs")).unwrap();
    assert!(!full_points(&run(RACE), RACE));
}

/// Whether all checks of an exercise have all their points.
fn full_points(report: &Value, exercise: &str) -> bool {
    let tests = report["tests"].as_array().expect("Gradescope's tests");
    let tests = tests.iter().filter(|test| test.to_string().contains(exercise));
    let points: Vec<_> = tests.map(|test| (&test["score"], &test["max_score"])).collect();
    !points.is_empty() && points.iter().all(|(score, max)| score == max)
}
