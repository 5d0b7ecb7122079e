//! What makes it comfortable: completions, man pages, links, narrow terminals.

use predicates::prelude::*;
use predicates::str::contains;
use tests::Copy;

#[cfg(unix)]
const FIRST: &str = "03_threaded_print";

#[test]
fn completions_know_the_exercises() {
    let copy = Copy::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (status, script, _) = copy.run(&["completions", shell]);
        assert!(status == 0 && script.contains("checker"), "{shell}");
        assert!(
            script.contains("race_demo") || ["elvish", "powershell"].contains(&shell),
            "{shell}"
        );
    }
    copy.checker().args(["completions", "tcsh"]).assert().code(2);
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_and_exercises() {
    let (_, script, _) = Copy::new().run(&["completions", "bash"]);
    let completed = |word: &str, before: &str| {
        let ask = format!(
            "{script}\nCOMP_WORDS=(checker {before} {word}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _checker checker '{word}' '{before}'; echo \"${{COMPREPLY[@]}}\""
        );
        let output = std::process::Command::new("bash").args(["-c", &ask]).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    // Where there is no bash, nobody completes with it.
    if let (Ok(command), Ok(exercise)) = (completed("com", ""), completed("ra", "hint")) {
        assert_eq!((command.as_str(), exercise.as_str()), ("completions", "race_demo"));
    }
}

#[test]
fn every_command_has_a_man_page() {
    let copy = Copy::new();
    let (status, page, _) = copy.run(&["man"]);
    assert!(
        status == 0 && page.contains(".TH checker 1") && page.contains("Exit status"),
        "{page}"
    );
    let (status, said, _) = copy.run(&["man", "pages"]);
    assert!(status == 0 && said.contains("checker.1"), "{said}");
    for command in [
        "check",
        "list",
        "hint",
        "skip",
        "reset",
        "explain",
        "grade",
        "dev-check",
        "completions",
    ] {
        let page = copy.path(&format!("pages/checker-{command}.1"));
        let text = std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert!(text.contains("Examples:"), "{command}");
    }
}

#[test]
fn links_are_never_put_into_a_pipe() {
    let copy = Copy::new();
    let output = copy.checker().env("FORCE_HYPERLINK", "1").assert().code(1);
    output.stdout(contains("\u{1b}").not());
}

#[cfg(unix)]
#[test]
fn files_can_be_clicked_where_the_terminal_is_known_or_somebody_says_so() {
    let copy = Copy::new();
    let link = |variables: &[(&str, &str)]| {
        let mut terminal = crate::pty::Terminal::start(&copy, (80, 40), &[], variables);
        terminal.until_it_says("stuck?");
        assert!(
            terminal
                .text()
                .contains(&format!("edit     exercises/{FIRST}/src/lib.rs")),
            "{}",
            terminal.text()
        );
        let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
        let target = raw.split("\u{1b}]8;;").find(|part| part.starts_with("file://"));
        target
            .and_then(|part| part.split_once('\u{1b}'))
            .map(|(target, _)| target.to_owned())
    };
    let unknown = [
        ("TERM_PROGRAM", ""),
        ("VTE_VERSION", ""),
        ("TMUX", ""),
        ("WT_SESSION", ""),
        ("SSH_TTY", ""),
    ];
    let with = |more: &[(&'static str, &'static str)]| [&unknown[..], more].concat();
    assert_eq!(link(&with(&[])), None);
    let forced = link(&with(&[("FORCE_HYPERLINK", "1")])).expect("a link");
    assert!(forced.ends_with(&format!("/exercises/{FIRST}/src/lib.rs")), "{forced}");
    assert_eq!(
        link(&with(&[("TERM_PROGRAM", "vscode"), ("SSH_CONNECTION", "")])),
        Some(forced)
    );
    assert_eq!(link(&with(&[("TERM_PROGRAM", "vscode"), ("NO_COLOR", "1")])), None);
}

#[cfg(unix)]
#[test]
fn in_a_narrow_terminal_no_path_is_broken() {
    let copy = Copy::new();
    let mut terminal = crate::pty::Terminal::start(&copy, (40, 60), &[], &[]);
    terminal.until_it_says("stuck?");
    let text = terminal.text();
    for path in ["src/lib.rs", "README.md"] {
        let whole = format!("exercises/{FIRST}/{path}");
        assert!(
            text.lines().any(|line| line.trim() == whole),
            "{whole} is broken:\n{text}"
        );
    }
    assert!(text.contains("Welcome to Threadlings"), "{text}");
}
