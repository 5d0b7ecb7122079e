//! Tests of the command line.

use super::parser::parser;
use super::*;

fn parsed(arguments: &str) -> Result<Command, clap::error::ErrorKind> {
    let words = std::iter::once("checker").chain(arguments.split_whitespace());
    parser()
        .try_get_matches_from(words)
        .map(|matches| read(&matches).command)
        .map_err(|error| error.kind())
}

#[test]
fn the_parser_is_consistent() {
    parser().debug_assert();
}

#[test]
fn every_command_is_read() {
    let check = |arguments: &str, expected: &str| {
        let read = parsed(arguments).map_or_else(|error| format!("{error:?}"), |command| format!("{command:?}"));
        assert!(read.starts_with(expected), "{arguments}: {read}");
    };
    check("", "Verify");
    check(
        "check a b --format json",
        "Check { names: [\"a\", \"b\"], format: Json }",
    );
    check("check --all", "Check { names: [], format: Human }");
    check("check", "MissingRequiredArgument");
    check("check a --all", "ArgumentConflict");
    check("list", "List { format: Human, plain: false }");
    check("list --plain --format json", "List { format: Json, plain: true }");
    check("hint a --all", "Hint { name: Some(\"a\"), all: true }");
    check("hint", "Hint { name: None, all: false }");
    check(
        "explain",
        "Explain { name: None, replay: None, diagrams: Diagrams { svg: None, html: None }, plain: false }",
    );
    check(
        "explain a --svg b --html c",
        "Explain { name: Some(\"a\"), replay: None, diagrams: Diagrams { svg: Some(\"b\"), html: Some(\"c\") }, plain: false }",
    );
    check("explain --svg", "InvalidValue");
    check(
        "play race --check a --plain",
        "Play(Play { name: \"race\", answer: None, check: Some(Replay { check: \"a\", exploration: 1, schedule: Choices([]) }), plain: true })",
    );
    check("play", "MissingRequiredArgument");
    check("reset a", "Reset { name: Some(\"a\"), yes: false }");
    check("reset --all --yes", "Reset { name: None, yes: true }");
    check("reset", "MissingRequiredArgument");
    check("reset a --all", "ArgumentConflict");
    check("skip", "Skip { name: None, undo: false }");
    check("skip a --undo", "Skip { name: Some(\"a\"), undo: true }");
    check("skip --undo", "MissingRequiredArgument");
    check("completions fish", "Completions { shell: Fish }");
    check("completions", "MissingRequiredArgument");
    check("completions cmd", "InvalidValue");
    check("man", "Man { directory: None }");
    check("man d", "Man { directory: Some(\"d\") }");
    check(
        "grade d e --exercise a --exercise b --fail-under 2.5 --jobs 3",
        "Grade(Grade { directories: [\"d\", \"e\"], format: Human, output: None, config: None, exercises: [\"a\", \"b\"], fail_under: Some(2.5), require_all: false, resume: false, partition: None, confinement: WherePossible, most_seconds: None })",
    );
    check(
        "grade --partition 3/8 --resume --exercise x",
        "Grade(Grade { directories: [], format: Human, output: None, config: None, exercises: [\"x\"], fail_under: None, require_all: false, resume: true, partition: Some(Partition { part: 3, of: 8 }), confinement: WherePossible, most_seconds: None })",
    );
    for wrong in ["0/8", "9/8", "3", "a/b", "1/0", "-1/2"] {
        check(&format!("grade --partition={wrong}"), "ValueValidation");
    }
    check(
        "grade --format junit --config c --output d",
        "Grade(Grade { directories: [], format: Junit, output: Some(\"d\"), config: Some(\"c\"), exercises: []",
    );
    check("grade --format xml", "InvalidValue");
    check("check a --format junit", "InvalidValue");
    for points in ["nan", "inf", "-1", "many"] {
        check(&format!("grade --fail-under={points}"), "ValueValidation");
    }
    check(
        "merge a b --require-all",
        "Merge(Merge { reports: [\"a\", \"b\"], format: Human, output: None, fail_under: None, require_all: true })",
    );
    check("merge", "MissingRequiredArgument");
    check(
        "dev check a --stats",
        "DevCheck(DevCheck { names: [\"a\"], stats: true })",
    );
    check("dev new 17_a", "DevNew { name: \"17_a\" }");
    check(
        "dev stress a --rounds 3",
        "DevStress(Stress { names: [\"a\"], rounds: 3, busy: 8, rebuild: false })",
    );
    check("dev bench", "DevBench { name: \"race_demo\", rounds: 10 }");
    check("dev bench --engines", "DevBenchEngines { rounds: 3 }");
    check("dev bench --engines --rounds 5", "DevBenchEngines { rounds: 5 }");
    check("dev bench race_demo --engines", "ArgumentConflict");
    check("dev", "DisplayHelpOnMissingArgumentOrSubcommand");
    check("chekc", "InvalidSubcommand");
}

/// Every command that can be called, with its path.
fn commands(command: &clap::Command, path: &str, found: &mut Vec<(String, clap::Command)>) {
    found.push((path.to_owned(), command.clone()));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        commands(inner, &format!("{path} {}", inner.get_name()), found);
    }
}

#[test]
fn every_help_has_examples_that_the_command_line_accepts() {
    let mut found = Vec::new();
    commands(&parser(), "checker", &mut found);
    assert!(found.len() > 12, "{}", found.len());
    for (path, command) in found {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let (_, examples) = help
            .split_once("Examples:\n")
            .unwrap_or_else(|| panic!("{path} has no examples"));
        for example in examples.lines().take_while(|line| line.starts_with("  ")) {
            assert!(example.trim().starts_with(&path), "{path}: {example}");
            // What the shell does with the rest is not the checker's.
            let arguments = example.split(['>', '|']).next().unwrap_or("");
            let arguments = arguments
                .split("   ")
                .find(|part| !part.trim().is_empty())
                .unwrap_or("");
            let words: Vec<&str> = arguments.split_whitespace().collect();
            if let Err(error) = parser().try_get_matches_from(&words) {
                assert_eq!(error.kind(), clap::error::ErrorKind::DisplayHelp, "{example}: {error}");
            }
        }
    }
}

#[test]
fn the_names_of_exercises_are_known_to_the_grammar_wherever_one_is_asked_for() {
    let names = ["race_demo".to_owned()];
    grammar(&names).debug_assert();
    let fits = |arguments: &[&str]| grammar(&names).try_get_matches_from(arguments).is_ok();
    assert!(fits(&["checker", "hint", "race_demo"]) && !fits(&["checker", "hint", "race"]));
    assert!(fits(&["checker", "grade", "--exercise", "race_demo"]) && !fits(&["checker", "check", "race"]));
}
