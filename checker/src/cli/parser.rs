//! The grammar of the command line: what all commands share. The commands themselves have a function each in the files beside this
//! one. In: nothing. Out: clap's parser, which also writes the help, the completions and the man pages.

use super::{authoring, class, grading, learning, setting_up, watch};
use clap::{Arg, ArgAction, Command as Parser, value_parser};
use std::path::PathBuf;

const AFTER: &str = "\
`checker` stands for `cargo run -p checker --`.
NAME is a folder (09_race_demo), a package (race_demo), a number (9), or any unambiguous part.

Examples:
  checker                    what to do next
  checker watch              the same again at every save
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
            watch::parser(),
            learning::check(),
            learning::list(),
            learning::hint(),
            learning::explain(),
            learning::play(),
            learning::skip(),
            learning::reset(),
            grading::grade(),
            class::merge(),
            authoring::dev(),
            setting_up::completions(),
            setting_up::man(),
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

/// Names of arguments whose values are exercises.
pub const EXERCISES: [&str; 3] = ["name", "names", "exercise"];

pub fn name() -> Arg {
    Arg::new("name").value_name("NAME")
}

pub fn name_or_current() -> Arg {
    name().help("Default: the exercise that you are at")
}

pub fn names() -> Arg {
    Arg::new("names").value_name("NAME").num_args(0..)
}

pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

pub fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_parser(["human", "json"])
        .default_value("human")
        .help("The report's format")
}

pub fn count(name: &'static str, default: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .value_parser(value_parser!(usize))
        .default_value(default)
        .help(help)
}
