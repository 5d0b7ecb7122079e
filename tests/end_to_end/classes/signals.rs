//! Signals to `grade`. Linux, because processes are looked up in /proc.

use super::*;

/// The processes that have something to do with the copy's staging folders.
fn staged(copy: &Copy) -> Vec<String> {
    let stage = copy.path("target/threadlings/stage").display().to_string();
    let everybody = std::fs::read_dir("/proc").unwrap().flatten();
    let said = everybody.filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok());
    said.map(|line| String::from_utf8_lossy(&line).replace('\0', " "))
        .filter(|line| line.contains(&stage))
        .collect()
}

fn kill(signal: &str, id: u32) {
    let status = Command::new("kill").args([signal, &id.to_string()]).status().unwrap();
    assert!(status.success());
}

fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() >> (signal - 1) & 1 == 1
}

#[test]
fn being_interrupted_leaves_no_process_and_can_be_resumed() {
    use std::os::unix::process::ExitStatusExt;
    // Whoever started the tests in the background may have them ignore Ctrl-C, and then so does what they start.
    let obeyed = [("-INT", 2), ("-TERM", 15)]
        .into_iter()
        .filter(|(_, number)| !is_ignored(*number));
    for (signal, number) in obeyed {
        let copy = Copy::new();
        submit(&copy, "a", RACE, FORBIDDEN);
        for name in 0..3 {
            submit(&copy, &format!("c{name}"), RACE, &own_solution(name));
        }
        let run = command(&copy, &["--exercise", RACE, "--format", "json", "--output", "out.json"])
            .spawn()
            .unwrap();
        wait_until("a process of the checker's", || !staged(&copy).is_empty());
        kill(signal, run.id());
        let output = run.wait_with_output().unwrap();
        assert_eq!(staged(&copy), Vec::<String>::new());
        assert_eq!(output.status.signal(), Some(number));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("--resume"), "{errors}");
        assert!(output.stdout.is_empty());
        assert_eq!(std::fs::read_to_string(copy.path("out.json")).unwrap(), "");
        assert!(copy.path("out.json.journal").exists());
    }
}

#[test]
fn who_has_nobody_to_say_it_to_ends_all_the_same() {
    use std::os::unix::process::ExitStatusExt;
    let copy = Copy::new();
    submit(&copy, "a", RACE, FORBIDDEN);
    submit(&copy, "c", RACE, &own_solution(1));
    let mut run = command(&copy, &["--exercise", RACE, "--format", "json", "--output", "out.json"])
        .spawn()
        .unwrap();
    wait_until("a process of the checker's", || !staged(&copy).is_empty());
    drop((run.stdout.take(), run.stderr.take()));
    kill("-TERM", run.id());
    let mut ended = None;
    wait_until("the end of the run", || {
        ended = run.try_wait().unwrap();
        ended.is_some()
    });
    assert_eq!(ended.unwrap().signal(), Some(15));
    assert_eq!(staged(&copy), Vec::<String>::new());
}

#[test]
fn a_run_that_is_to_outlive_its_terminal_does() {
    let copy = Copy::new();
    submit(&copy, "c", RACE, &own_solution(1));
    let run = Command::new("sh")
        .args(["-c", "trap '' HUP; exec \"$@\"", "sh"])
        .arg(checker())
        .args(["grade", "submissions/c", "--exercise", RACE, "--require-all"])
        .current_dir(copy.path("."))
        .env_remove("CARGO_TARGET_DIR")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("a process of the checker's", || !staged(&copy).is_empty());
    kill("-HUP", run.id());
    assert!(run.wait_with_output().unwrap().status.success());
}
