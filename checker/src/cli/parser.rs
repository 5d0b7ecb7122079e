//! The grammar of the command line: a function a subcommand. In: nothing. Out: clap's parser, which also writes the help, the
//! completions and the man pages.

use clap::{Arg, ArgAction, Command as Parser, value_parser};
use recorder::Replay;
use std::path::PathBuf;

const AFTER: &str = "\
`checker` stands for `cargo run -p checker --`.
NAME is a folder (09_race_demo), a package (race_demo), a number (9), or any unambiguous part.

Examples:
  checker                    what to do next
  checker check race_demo    only this exercise
  checker hint               the next hint for the exercise that you are at
  checker list               all exercises; in a terminal, choose where to go on
  checker help list          more about a command

Exit status: 0 all that was asked for passed; 1 something did not pass; 2 the checker could not do its work.";

/// The whole grammar.
pub fn parser() -> Parser {
    Parser::new("checker")
        .about("Checks the exercises in order, and stops at the first one that is not done")
        .version(env!("CARGO_PKG_VERSION"))
        .max_term_width(80)
        .after_help(AFTER)
        .args(everywhere())
        .subcommands([
            check(),
            list(),
            hint(),
            explain(),
            play(),
            skip(),
            reset(),
            grade(),
            dev(),
            completions(),
            man(),
        ])
}

/// What every command takes.
fn everywhere() -> [Arg; 5] {
    [
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .help("Use colours? (`auto` respects NO_COLOR)"),
        flag("ascii", "Use plain ASCII only"),
        flag(
            "narrate",
            "Tell interleavings in sentences, a step each, instead of columns",
        ),
        Arg::new("jobs")
            .long("jobs")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..))
            .help("How many processes to run at a time (default: one for each processor)"),
        Arg::new("root")
            .long("root")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .hide(true),
    ]
    .map(|argument| argument.global(true))
}

fn check() -> Parser {
    Parser::new("check")
        .about("Check these exercises, or all, without stopping")
        .after_help(
            "Nothing is taken from memory: every check is made again.

Examples:
  checker check race_demo
  checker check 3 7 8
  checker check --all --format json > report.json",
        )
        .arg(names().required_unless_present("all").conflicts_with("all"))
        .arg(flag("all", "Check every exercise"))
        .arg(format())
}

fn list() -> Parser {
    Parser::new("list")
        .about("List every exercise with its state and points")
        .after_help(
            "In a terminal it is a screen to move in; ? shows its keys. Enter makes an exercise the one that you are at: \
`checker` begins there, goes on in order, and comes back at the end to what was left out before it. Nothing is built: \
what is not known without checking is called `unchecked`.

Examples:
  checker list
  checker list --plain
  checker list --format json",
        )
        .arg(format())
        .arg(flag("plain", "Print it, also in a terminal"))
}

fn hint() -> Parser {
    Parser::new("hint")
        .about("Show the next hint for an exercise")
        .after_help(
            "One at a time, from where to look to the shape of an answer; which was the last is remembered. After the last one \
it begins again with the first.

Examples:
  checker hint
  checker hint race_demo
  checker hint race_demo --all",
        )
        .arg(name_or_current())
        .arg(flag("all", "Show all hints"))
}

fn explain() -> Parser {
    let diagram = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(help)
    };
    Parser::new("explain")
        .about("Show the failing interleaving of an exercise in full")
        .after_help(
            "In a terminal the arrow keys step through it; ? shows all keys.

Examples:
  checker explain race_demo
  checker explain race_demo --html race.html
  checker explain race_demo --plain --narrate",
        )
        .arg(name().help("Default: the first exercise that is not done"))
        .arg(
            Arg::new("replay")
                .long("replay")
                .value_name("TOKEN")
                .value_parser(str::parse::<Replay>)
                .requires("name")
                .help("Run this interleaving again, as the last line of an explanation names it"),
        )
        .arg(diagram("svg", "Write the interleaving as a picture"))
        .arg(diagram(
            "html",
            "Write it as a web page where each step can be looked at",
        ))
        .arg(flag("plain", "Print it, instead of stepping through it by keys"))
}

fn play() -> Parser {
    Parser::new("play")
        .about("You are the scheduler: choose which thread goes next")
        .after_help(
            "You choose which thread goes next, and try to make the program fail with as few preemptions as you can. As long \
as your own file has a todo!() in it, you play with exercises/NN_name/play.rs, which has a mistake in it.

Examples:
  checker play race_demo
  checker play race_demo --check exact_with_lock",
        )
        .arg(name().required(true))
        .arg(
            Arg::new("answer")
                .long("answer")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Play with this program instead of your own"),
        )
        .arg(
            Arg::new("check")
                .long("check")
                .value_name("ID")
                .value_parser(|id: &str| id.parse().or_else(|_| format!("{id}.1").parse::<Replay>()))
                .help("The check to play (default: the first that fails); ID.2 is its second part"),
        )
        .arg(flag("plain", "Line by line, for a screen reader"))
}

fn skip() -> Parser {
    Parser::new("skip")
        .about("Leave an exercise out for now")
        .after_help(
            "`checker` goes past it, and `checker list` shows it as skipped. It counts as done as soon as it passes.

Examples:
  checker skip
  checker skip race_demo
  checker skip race_demo --undo",
        )
        .arg(name_or_current())
        .arg(flag("undo", "Take it in again").requires("name"))
}

fn reset() -> Parser {
    Parser::new("reset")
        .about("Put an exercise's stub back; your version is kept beside it")
        .after_help(
            "Your version is copied to lib.rs.1 first (or .2, .3, … if there is one already).

Examples:
  checker reset race_demo
  checker reset --all --yes",
        )
        .arg(name().required_unless_present("all").conflicts_with("all"))
        .arg(flag("all", "Put every stub back"))
        .arg(flag("yes", "Do not ask"))
}

fn grade() -> Parser {
    Parser::new("grade")
        .about("Grade submissions, each a folder with exercises/NN_name/src/lib.rs")
        .after_help(
            "Only the learner's file is taken from a submission. The exit status is 0 when grading itself worked, whatever \
the points.

Examples:
  checker grade submissions/*
  checker grade submissions/* --format json --output all.json
  checker grade submissions/ada --exercise race_demo --fail-under 8",
        )
        .arg(
            Arg::new("directories")
                .value_name("DIR")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help("Default: this workspace"),
        )
        .arg(format())
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Write the report to a file"),
        )
        .arg(
            Arg::new("exercise")
                .long("exercise")
                .value_name("NAME")
                .action(ArgAction::Append)
                .help("Grade only this exercise (may be given several times)"),
        )
        .arg(
            Arg::new("fail-under")
                .long("fail-under")
                .value_name("POINTS")
                .value_parser(value_parser!(f64))
                .help("Exit with status 1 if a submission has fewer points"),
        )
        .arg(flag(
            "require-all",
            "Exit with status 1 if an exercise of a submission did not pass",
        ))
}

fn dev() -> Parser {
    Parser::new("dev")
        .about("For authors of exercises")
        .after_help(
            "Examples:
  checker dev check race_demo
  checker dev stress --rounds 5
  checker dev bench",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([dev_check(), dev_stress(), dev_bench()])
        .subcommand(Parser::new("busy").hide(true))
}

fn dev_check() -> Parser {
    Parser::new("check")
        .about("Check stubs, solutions, known-wrong and other right answers")
        .after_help(
            "Examples:
  checker dev check
  checker dev check race_demo",
        )
        .arg(names())
}

fn dev_stress() -> Parser {
    Parser::new("stress")
        .about("Run `dev check` many times while the machine is busy, and compare the verdicts")
        .after_help(
            "Examples:
  checker dev stress --rounds 5
  checker dev stress race_demo --busy 16",
        )
        .arg(names())
        .arg(count("rounds", "10", "How often"))
        .arg(count("busy", "8", "How many busy processes run beside it"))
}

fn dev_bench() -> Parser {
    Parser::new("bench")
        .about("Compare the time from an edit to the verdict with a bare `cargo build` and run")
        .after_help(
            "Examples:
  checker dev bench race_demo --rounds 20
  checker dev bench --engines",
        )
        .arg(name().default_value("race_demo"))
        .arg(
            Arg::new("rounds")
                .long("rounds")
                .value_name("N")
                .value_parser(value_parser!(usize))
                .help("How often [default: 10, with --engines 3]"),
        )
        .arg(
            flag(
                "engines",
                "Measure executions a second instead, next to bare shuttle and bare loom",
            )
            .conflicts_with("name"),
        )
}

fn completions() -> Parser {
    Parser::new("completions")
        .about("Print a shell's completions, with the exercises' names")
        .after_help(
            "They are for a command that is called `checker`: `cargo install --path checker` makes one.

Examples:
  checker completions bash > ~/.local/share/bash-completion/completions/checker
  checker completions zsh > ~/.zfunc/_checker
  checker completions fish > ~/.config/fish/completions/checker.fish
  checker completions powershell >> $PROFILE",
        )
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell)),
        )
}

fn man() -> Parser {
    Parser::new("man")
        .about("Write the man pages")
        .after_help(
            "Examples:
  checker man | man -l -
  checker man ~/.local/share/man/man1",
        )
        .arg(
            Arg::new("directory")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("A page for each command goes there; without it, the first is printed"),
        )
}

/// Names of arguments whose values are exercises.
pub const EXERCISES: [&str; 3] = ["name", "names", "exercise"];

fn name() -> Arg {
    Arg::new("name").value_name("NAME")
}

fn name_or_current() -> Arg {
    name().help("Default: the exercise that you are at")
}

fn names() -> Arg {
    Arg::new("names").value_name("NAME").num_args(0..)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_parser(["human", "json"])
        .default_value("human")
        .help("The report's format")
}

fn count(name: &'static str, default: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .value_parser(value_parser!(usize))
        .default_value(default)
        .help(help)
}
