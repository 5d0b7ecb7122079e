//! What confinement keeps a process from, if the search of the source has missed something. Linux only, and only where the system lets us.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tests::Copy;

/// Whether this system can confine at all.
fn possible() -> bool {
    let possible = Command::new(tests::checker())
        .args(["dev", "sandbox"])
        .status()
        .unwrap()
        .success();
    let possible = possible && has_user_namespaces();
    if !possible {
        eprintln!("this system cannot confine; nothing is tested");
    }
    possible
}

/// What the tests confine with. Asked of another program, so that it is noticed if the checker can't make use of them.
fn has_user_namespaces() -> bool {
    match Command::new("unshare")
        .args(["--user", "true"])
        .stderr(Stdio::null())
        .status()
    {
        Ok(status) => status.success(),
        Err(_) => std::fs::read_to_string("/proc/sys/user/max_user_namespaces").is_ok_and(|most| most.trim() != "0"),
    }
}

/// A confined shell. `folder` is all that it may write to.
fn shell(namespaces: &str, starts: bool, folder: Option<&Path>, script: &str) -> Command {
    let order = serde_json::json!({
        "needs": {"reads": ["/bin", "/usr/bin"], "writes": folder, "starts": starts},
        "namespaces": namespaces,
        "token": "TOKEN",
        "files_must_be_out_of_reach": true,
    });
    let mut command = Command::new(tests::checker());
    command.args(["dev", "confined", &order.to_string(), "--", "/bin/sh", "-c", script]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(starts: bool, script: &str) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = shell("OfUser", starts, None, script).output().unwrap();
    let text = [stdout, stderr].concat();
    (status.code(), String::from_utf8_lossy(&text).into_owned())
}

/// Waits until nobody has these words in its arguments.
fn gone(words: &str) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) {
        if !running(words) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn running(words: &str) -> bool {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let mut arguments = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    arguments.any(|arguments| {
        let arguments = String::from_utf8_lossy(&arguments).replace('\0', " ");
        arguments.trim_end() == words
    })
}

#[test]
fn a_confined_process_runs_and_its_end_passes_through() {
    if !possible() {
        return;
    }
    assert_eq!(run(false, "echo hello; exit 3"), (Some(3), "hello\n".to_owned()));
    use std::os::unix::process::ExitStatusExt;
    for signal in [6, 11, 15] {
        let status = shell("OfUser", true, None, &format!("kill -{signal} $$"))
            .status()
            .unwrap();
        assert_eq!(status.signal(), Some(signal));
    }
}

#[test]
fn other_files_cannot_be_read_listed_or_written() {
    if !possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "SECRET").unwrap();
    let folder = folder.path().display();
    for script in [
        format!("read line < {folder}/secret; echo $line"),
        "while read line; do echo $line; done < /etc/passwd".to_owned(),
        "while read line; do echo $line; done < /proc/self/environ".to_owned(),
        "while read line; do echo $line; done < /proc/1/cmdline".to_owned(),
    ] {
        let (status, said) = run(false, &script);
        assert!(
            said.contains("denied") && !said.contains("SECRET") && !said.contains("root:"),
            "{status:?} {said}"
        );
    }
    for script in [
        format!("echo x > {folder}/new"),
        format!("echo x > {folder}/secret"),
        "echo x > /tmp/threadlings_was_here".to_owned(),
    ] {
        let (_, said) = run(false, &script);
        assert!(
            said.contains("denied") || said.contains("cannot create"),
            "{script}: {said}"
        );
    }
    let (_, said) = run(false, &format!("echo {folder}/*; echo /proc/*; echo /*"));
    assert_eq!(said, format!("{folder}/*\n/proc/*\n/*\n"));
}

/// A descriptor can always be opened again through `/proc/self/fd`. So no others must be open but the three that everybody has.
#[test]
fn no_descriptor_is_inherited_but_the_standard_ones() {
    if !possible() {
        return;
    }
    let script = "n=0; while [ $n -lt 10 ]; do [ -e /dev/fd/$n ] && echo $n; n=$((n + 1)); done; true";
    assert_eq!(run(false, script), (Some(0), "0\n1\n2\n".to_owned()));
}

#[test]
fn a_program_starts_no_other_one_and_signals_nobody() {
    if !possible() {
        return;
    }
    let (status, said) = run(false, "/bin/true; echo goes on");
    assert!(!said.contains("goes on") && status != Some(0), "{said}");
    let me = std::process::id();
    let (_, said) = run(
        false,
        &format!("kill -0 {me} || kill -9 {me} || kill -9 -1; echo still here"),
    );
    assert!(said.contains("still here"), "{said}");
}

#[test]
fn a_whole_tree_ends_with_its_root_also_with_sessions_of_its_own() {
    if !possible() {
        return;
    }
    // Without a namespace too, where descendants must be found and ended one by one.
    for (namespaces, seconds) in [("OfUser", "4301"), ("None", "4302")] {
        let script = format!(
            "setsid sleep {seconds} & setsid setsid sleep {seconds} & (sleep {seconds} &) ; sleep 0.2; echo done"
        );
        let output = shell(namespaces, true, None, &script).output().unwrap();
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            "done\n",
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!running(&format!("sleep {seconds}")), "{namespaces}");
    }
}

#[test]
fn if_the_checker_is_killed_everything_below_it_goes_too() {
    if !possible() {
        return;
    }
    let words = "sleep 4303";
    let mut child = shell("OfUser", true, None, "setsid sleep 4303 & sleep 4303")
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !running(words) && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(running(words), "it did not start");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(gone(words));
}

#[test]
fn a_compiler_reads_no_suite_and_writes_nowhere_else() {
    if !possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let suite = tests::root().join("tests/suites/03_threaded_print/simulated.rs");
    let script = format!(
        "echo x > {0}/allowed && cat {0}/allowed; cat {1} || echo no suite; echo x > {0}/../forbidden || echo no file",
        folder.path().display(),
        suite.display()
    );
    let output = shell("OfUser", true, Some(folder.path()), &script).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said,
        "x\nno suite\nno file\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// As in a container that forbids namespaces: here a confined process is the container.
#[test]
fn without_namespaces_the_other_protections_hold_and_nothing_is_promised_that_does_not() {
    if !possible() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let order = serde_json::json!({
        "needs": {"reads": ["/"], "writes": folder.path(), "starts": true},
        "namespaces": "None",
        "token": "TOKEN",
        "files_must_be_out_of_reach": false,
    });
    std::fs::create_dir(folder.path().join("tmp")).unwrap();
    let output = Command::new(tests::checker())
        .args(["dev", "confined", &order.to_string(), "--"])
        .arg(tests::checker())
        .args(["dev", "sandbox"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("not here: a PID namespace"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(said.matches("not here").count(), 1, "{said}");
}

/// The probe is worth something only if it can find a gap.
#[test]
fn an_attempt_that_nothing_stops_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("secret"), "x").unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let output = Command::new(tests::checker())
        .args(["dev", "attempt"])
        .arg(folder.path())
        .arg(port)
        .output()
        .unwrap();
    let managed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let managed = managed.as_object().unwrap();
    assert!(
        managed.len() == 5 && managed.values().all(|managed| managed == true),
        "{managed:?}"
    );
}

#[test]
fn what_cannot_be_confined_is_not_started() {
    let order = r#"{"needs":{"reads":[],"writes":null,"starts":false},"namespaces":"None","token":"TOKEN","files_must_be_out_of_reach":true}"#;
    let output = Command::new(tests::checker())
        .args(["dev", "confined", order, "--", "/no/such/program"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(125) && said.starts_with("TOKEN "),
        "{said}"
    );
}

#[test]
fn grade_says_it_when_nothing_is_confined_and_refuses_if_asked_to() {
    let copy = Copy::new();
    let (status, _, errors) = copy.run(&["grade", "--exercise", "race_demo", "--no-sandbox", "--require-sandbox"]);
    assert!(status == 2 && errors.contains("cannot be used with"), "{errors}");
    let (status, _, errors) = copy.run(&["grade", "--exercise", "race_demo", "--require-sandbox"]);
    if possible() {
        assert_eq!((status, errors.contains("cannot keep")), (0, false), "{errors}");
    } else {
        assert!(status == 2 && errors.contains("cannot keep"), "{errors}");
    }
}
