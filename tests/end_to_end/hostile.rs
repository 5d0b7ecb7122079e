//! Submissions that try everything: `tests/hostile/`, and what cannot be kept in a repository. None passes, each gets the diagnosis that it
//! must get, nothing is left behind, and a right answer among them is judged as if it were alone.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tests::Copy;

const PRINT: &str = "03_threaded_print";
const INNOCENT: &str = "innocent";

/// Grades with limits that let a test end soon: seconds of processor time; and more at a time than there are processors, because many of
/// them only wait.
const GRADE: [&str; 7] = ["grade", "--format", "json", "--most-seconds", "4", "--jobs", "4"];

/// Something to be graded, and the kinds of diagnosis that are right for it.
struct Case {
    name: String,
    exercise: String,
    kinds: Vec<String>,
}

/// The files of `tests/hostile/`, as submissions below `folder`.
fn from_files(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for exercise in entries(&tests::root().join("tests/hostile")) {
        let name = exercise.file_name().unwrap().to_string_lossy().into_owned();
        for file in entries(&exercise) {
            let text = std::fs::read_to_string(&file).unwrap();
            let kinds = text.lines().find_map(|line| line.strip_prefix("//! kind:"));
            let kinds = kinds.unwrap_or_else(|| panic!("{}: no kind", file.display()));
            let stem = file.file_stem().unwrap().to_string_lossy();
            let case = Case {
                name: if name == PRINT {
                    stem.into_owned()
                } else {
                    format!("{}_{stem}", &name[..2])
                },
                exercise: name.clone(),
                kinds: kinds.split('|').map(|kind| kind.trim().to_owned()).collect(),
            };
            submit(folder, &case, text.as_bytes());
            cases.push(case);
        }
    }
    cases
}

/// Files that no editor would write.
fn made_here(folder: &Path) -> Vec<Case> {
    let right = std::fs::read_to_string(tests::root().join("tests/hostile").join(PRINT).join("innocent.rs")).unwrap();
    let long_line = format!("{right}//{}\n", "x".repeat(10 << 20));
    let huge = (0..20_000)
        .map(|number| format!("fn f{number}() -> u32 {{ {number} }}\n"))
        .collect::<String>()
        + &right;
    let deep = format!(
        "{right}\nconst DEEP: u32 = {}1{};\n",
        "(".repeat(200_000),
        ")".repeat(200_000)
    );
    let chain = format!("{right}\nconst CHAIN: i32 = {}1;\n", "-".repeat(40_000));
    let blocks = format!("{right}\nfn deep() {{ {}{} }}\n", "{".repeat(95), "}".repeat(95));
    let bidi = right.replace("fn right", "/* \u{202e} */ fn right");
    let contents: [(&str, &str, Vec<u8>); 13] = [
        ("is_empty", "unfinished", Vec::new()),
        ("is_nothing_but_space", "unfinished", b" \n\t\r\n".into()),
        (
            "is_no_utf_8",
            "does_not_compile",
            [b"\xff\xfe\xc3\x28 ", right.as_bytes()].concat(),
        ),
        (
            "has_nul_bytes",
            "does_not_compile",
            right.replace("fn right", "\0fn right").into(),
        ),
        ("has_a_line_of_ten_megabytes", "forbidden", long_line.into()),
        ("has_twenty_thousand_functions", "forbidden", huge.into()),
        ("has_brackets_without_end", "forbidden", deep.into()),
        ("has_minus_signs_without_end", "does_not_compile", chain.into()),
        ("hides_its_text_from_the_reader", "does_not_compile", bidi.into()),
        (
            "is_an_archive",
            "does_not_compile",
            b"PK\x03\x04\x14\0\0\0\x08\0\x9c\x51\x1f\x8b".into(),
        ),
        // Odd, and right all the same.
        (
            "has_the_line_ends_of_windows",
            "passed",
            right.replace('\n', "\r\n").into(),
        ),
        ("has_a_byte_order_mark", "passed", format!("\u{feff}{right}").into()),
        ("has_many_blocks", "passed", blocks.into()),
    ];
    let cases = contents.into_iter().map(|(name, kind, bytes)| {
        let case = Case {
            name: name.to_owned(),
            exercise: PRINT.to_owned(),
            kinds: vec![kind.to_owned()],
        };
        submit(folder, &case, &bytes);
        case
    });
    cases.collect()
}

/// Links, devices and folders in the place of the file.
#[cfg(unix)]
fn no_files(folder: &Path) -> Vec<Case> {
    use std::os::unix::fs::symlink;
    let solution = tests::root().join("solutions").join(PRINT).join("src/lib.rs");
    let elsewhere = folder.join("innocent").join(PRINT).join("src");
    let mut cases = Vec::new();
    let mut add = |name: &str, make: &dyn Fn(&Path)| {
        let source = folder.join(name).join(PRINT).join("src");
        std::fs::create_dir_all(&source).unwrap();
        make(&source.join("lib.rs"));
        cases.push(Case {
            name: name.to_owned(),
            exercise: PRINT.to_owned(),
            kinds: vec!["forbidden".to_owned()],
        });
    };
    let link = |to: &Path, from: &Path| symlink(to, from).unwrap();
    add("links_to_the_passwords", &|file| link(Path::new("/etc/passwd"), file));
    add("links_to_the_solution", &|file| link(&solution, file));
    add("links_to_another_submission", &|file| {
        link(&elsewhere.join("lib.rs"), file)
    });
    add("links_to_a_device", &|file| link(Path::new("/dev/zero"), file));
    add("links_to_itself", &|file| link(file, file));
    add("links_to_nothing", &|file| link(Path::new("/nowhere/at/all"), file));
    add("is_a_pipe", &|file| {
        assert!(
            std::process::Command::new("mkfifo")
                .arg(file)
                .status()
                .unwrap()
                .success()
        );
    });
    add("is_a_folder", &|file| std::fs::create_dir(file).unwrap());
    add("is_in_a_linked_folder", &|file| {
        std::fs::remove_dir(file.parent().unwrap()).unwrap();
        link(&elsewhere, file.parent().unwrap());
    });
    cases
}

#[cfg(not(unix))]
fn no_files(_: &Path) -> Vec<Case> {
    Vec::new()
}

/// A submission that brings everything along that would make it easier, if anybody looked at it.
fn with_a_workspace_of_its_own(folder: &Path) -> Case {
    let case = Case {
        name: "brings_a_suite_of_its_own".to_owned(),
        exercise: PRINT.to_owned(),
        kinds: vec!["exited_early".to_owned()],
    };
    submit(
        folder,
        &case,
        b"pub fn print_numbers(_: u32) { std::process::exit(0) }\n",
    );
    for (path, text) in [
        ("tests/suites/03_threaded_print/simulated.rs", "fn main() {}"),
        ("tests/suites/03_threaded_print/program.toml", ""),
        ("03_threaded_print/src/main.rs", "fn main() {}"),
        (
            "03_threaded_print/build.rs",
            "fn main() { std::fs::write(\"left_behind\", \"\").unwrap() }",
        ),
        (".cargo/config.toml", "[build]\nrustc = \"/bin/true\"\n"),
        ("rust-toolchain.toml", "[toolchain]\nchannel = \"none\"\n"),
        ("Cargo.toml", "[workspace]\n"),
    ] {
        let path = folder.join(&case.name).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    case
}

fn submit(folder: &Path, case: &Case, bytes: &[u8]) {
    let source = folder.join(&case.name).join(&case.exercise).join("src");
    std::fs::create_dir_all(&source).unwrap();
    std::fs::write(source.join("lib.rs"), bytes).unwrap();
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Grades these submissions in one go. Out: of each, its exercise in the report, without what time it took.
fn graded(copy: &Copy, exercise: &str, names: &[&str]) -> Vec<Value> {
    let folders: Vec<String> = names.iter().map(|name| format!("class/{name}")).collect();
    let mut arguments = GRADE.to_vec();
    arguments.extend(["--exercise", exercise]);
    arguments.extend(folders.iter().map(String::as_str));
    // Each has limits of its own; all together take their time on a busy machine.
    let output = copy
        .checker()
        .args(&arguments)
        .timeout(Duration::from_secs(1200))
        .output()
        .unwrap();
    let status = output.status.code().expect("the checker is not killed");
    let (said, errors) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    let mut report: Value = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}{errors}"));
    let exercises = report["submissions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|submission| &submission["exercises"][0]);
    let faults: Vec<&Value> = exercises.filter(|exercise| exercise["status"] == "error").collect();
    assert_eq!(
        status, 0,
        "the learners' mistakes are not the grader's: {errors}{faults:#?}"
    );
    let submissions = report["submissions"].as_array_mut().unwrap();
    assert_eq!(submissions.len(), names.len());
    let exercises = submissions.iter_mut().zip(names).map(|(submission, name)| {
        assert_eq!(submission["submission"], *name);
        let mut exercise = submission["exercises"][0].take();
        exercise.as_object_mut().unwrap().remove("duration_ms");
        exercise
    });
    exercises.collect()
}

/// What is wrong with what is said about a submission.
fn complaint(case: &Case, said: &Value) -> Option<String> {
    let status = said["status"].as_str()?;
    let mut diagnoses = said["checks"].as_array()?.iter().map(|check| &check["diagnosis"]);
    let diagnosis = diagnoses.find(|diagnosis| !diagnosis.is_null());
    let kind = match diagnosis {
        Some(diagnosis) => diagnosis["kind"].as_str()?,
        None => status,
    };
    let points = (said["points"].as_f64()?, said["max_points"].as_f64()?);
    let harmless = case.kinds == ["passed"];
    let (name, size) = (&case.name, said.to_string().len());
    if !case.kinds.iter().any(|expected| expected == kind) {
        let words = diagnosis.map(|diagnosis| &diagnosis["message"]);
        return Some(format!("{name}: {kind} instead of {:?}: {words:?}", case.kinds));
    }
    if harmless != (status == "passed") || harmless != (points.0 == points.1) {
        return Some(format!("{name}: {status} with {points:?} points"));
    }
    let words = diagnosis.map_or("", |diagnosis| diagnosis["message"].as_str().unwrap_or(""));
    if !harmless && (words.is_empty() || words.len() > 1000) {
        return Some(format!("{name}: its diagnosis is {words:?}"));
    }
    (size > 100_000).then(|| format!("{name}: the report about it has {size} bytes"))
}

#[test]
fn none_passes_and_each_gets_its_diagnosis_and_an_innocent_one_its_own() {
    let copy = Copy::new();
    let class = copy.path("class");
    let mut cases = from_files(&class);
    cases.extend(made_here(&class));
    cases.extend(no_files(&class));
    cases.push(with_a_workspace_of_its_own(&class));
    let hostile = cases.iter().filter(|case| case.kinds != ["passed"]).count();
    assert!(hostile >= 40, "only {hostile}");

    let mut exercises: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in &cases {
        exercises.entry(&case.exercise).or_default().push(case);
    }
    let innocents: Vec<(&str, String)> = exercises
        .iter()
        .map(|(exercise, cases)| {
            let innocent = cases
                .iter()
                .find(|case| case.name.ends_with(INNOCENT))
                .expect("an innocent one");
            (*exercise, innocent.name.clone())
        })
        .collect();
    let alone: Vec<Value> = innocents
        .iter()
        .map(|(exercise, name)| graded(&copy, exercise, &[name.as_str()]).remove(0))
        .collect();

    let before = state_of(&copy);
    let repository =
        || ["tests/suites", "tests/hostile", "solutions"].map(|folder| contents(&tests::root().join(folder)));
    let as_it_was = repository();
    let start = Instant::now();
    let mut complaints = Vec::new();
    for ((exercise, cases), ((_, innocent), alone)) in exercises.iter().zip(innocents.iter().zip(&alone)) {
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        let said = graded(&copy, exercise, &names);
        complaints.extend(cases.iter().zip(&said).filter_map(|(case, said)| complaint(case, said)));
        let among_others = &said[names.iter().position(|name| name == innocent).unwrap()];
        assert_eq!(
            among_others, alone,
            "the others have changed what is said about an innocent one"
        );
    }
    println!("{} submissions in {:.1} s", cases.len(), start.elapsed().as_secs_f64());
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert_eq!(left_over(&copy), Vec::<String>::new());
    assert_eq!(state_of(&copy), before, "files were changed or left behind");
    assert_eq!(repository(), as_it_was, "the repository was changed");
}

/// Every file of the copy but the checker's own, with its size.
fn state_of(copy: &Copy) -> BTreeMap<PathBuf, u64> {
    let mut state = contents(&copy.path(""));
    let target = copy.path("target");
    state.retain(|path, _| !path.starts_with(&target));
    state
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = files.filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| (entry.path().to_owned(), entry.metadata().map_or(0, |data| data.len())))
        .collect()
}

/// Processes that are there because of the copy: their program or their folder is in it, or they sleep as one of the submissions asks.
#[cfg(target_os = "linux")]
fn left_over(copy: &Copy) -> Vec<String> {
    let folder = copy.path("").canonicalize().unwrap();
    let mut found = Vec::new();
    for process in entries(Path::new("/proc")) {
        let here = |link: &str| std::fs::read_link(process.join(link)).is_ok_and(|path| path.starts_with(&folder));
        let arguments = std::fs::read(process.join("cmdline")).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&arguments).replace('\0', " ");
        if here("exe") || here("cwd") || arguments.contains("sleep 4242") {
            found.push(format!("{} {arguments}", process.display()));
        }
    }
    found
}

#[cfg(not(target_os = "linux"))]
fn left_over(_: &Copy) -> Vec<String> {
    Vec::new()
}
