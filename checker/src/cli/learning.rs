//! The grammar of what learners call.

use super::parser::{flag, format, name, name_or_current, names};
use clap::{Arg, Command as Parser, value_parser};
use recorder::Replay;
use std::path::PathBuf;

pub fn check() -> Parser {
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

pub fn list() -> Parser {
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

pub fn hint() -> Parser {
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

pub fn explain() -> Parser {
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

pub fn play() -> Parser {
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

pub fn skip() -> Parser {
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

pub fn reset() -> Parser {
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
