//! The command line. In: the arguments. Out: what is asked for.

mod watch;

pub use watch::Watch;

use clap::{Arg, ArgAction, ArgMatches, Command as Parser, value_parser};
use recorder::Replay;
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug)]
pub struct Cli {
    pub command: Command,
    pub color: Colour,
    /// Plain ASCII, whatever the locale says.
    pub ascii: bool,
    /// Interleavings in sentences instead of columns.
    pub narrate: bool,
    /// How many processes may run at a time, if it is said.
    pub jobs: Option<u32>,
    /// The workspace, if it is not the one around the current folder.
    pub root: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Human,
    Json,
}

#[derive(Debug)]
pub enum Command {
    /// The exercises in order, up to the first that is not done.
    Verify,
    /// No names: all.
    Check {
        names: Vec<String>,
        format: Format,
    },
    List {
        format: Format,
    },
    Hint {
        name: String,
        all: bool,
    },
    Explain {
        name: Option<String>,
        /// Only this interleaving.
        replay: Option<Replay>,
        diagrams: Diagrams,
        /// Printed, also in a terminal.
        plain: bool,
    },
    Play(Play),
    Watch(Watch),
    Reset {
        name: String,
    },
    Grade(Grade),
    DevCheck {
        names: Vec<String>,
    },
    DevStress {
        names: Vec<String>,
        rounds: usize,
        busy: usize,
    },
    DevBench {
        name: String,
        rounds: usize,
    },
    DevBenchEngines {
        rounds: usize,
    },
    /// Keeps a processor busy, for `dev stress`.
    Busy,
}

/// Where pictures go, if they are asked for.
#[derive(Debug, Default)]
pub struct Diagrams {
    pub svg: Option<PathBuf>,
    pub html: Option<PathBuf>,
}

#[derive(Debug)]
pub struct Grade {
    /// None: this workspace.
    pub directories: Vec<PathBuf>,
    pub format: Format,
    pub output: Option<PathBuf>,
    /// None: all.
    pub exercises: Vec<String>,
    pub fail_under: Option<f64>,
    pub require_all: bool,
}

#[derive(Debug)]
pub struct Play {
    pub name: String,
    /// Another program than the learner's own.
    pub answer: Option<PathBuf>,
    /// The check, and which of its explorations; its choices are empty.
    pub check: Option<Replay>,
    /// Line by line, also in a terminal.
    pub plain: bool,
}

const AFTER_EXPLAIN: &str = "In a terminal the arrow keys step through it; ? shows all keys.

Example: checker explain race_demo";

const AFTER_PLAY: &str = "You choose which thread goes next, and try to make the program fail with as few \
preemptions as you can. As long as your own file has a todo!() in it, you play with \
exercises/NN_name/play.rs, which has a mistake in it.

Example: checker play race_demo";

const AFTER: &str = "NAME is a folder (09_race_demo), a package (race_demo), or any unambiguous part.

Exit status: 0 all that was asked for passed; 1 something did not pass; 2 the checker could not do its work.";

fn parser() -> Parser {
    let name = || Arg::new("name").value_name("NAME");
    let names = || Arg::new("names").value_name("NAME").num_args(0..);
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let format = || {
        Arg::new("format")
            .long("format")
            .value_parser(["human", "json"])
            .default_value("human")
            .help("The report's format")
    };
    let count = |name: &'static str, default: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("N")
            .value_parser(value_parser!(usize))
            .default_value(default)
            .help(help)
    };
    let check = Parser::new("check")
        .about("Check these exercises, or all, without stopping")
        .arg(names().required_unless_present("all").conflicts_with("all"))
        .arg(flag("all", "Check every exercise"))
        .arg(format());
    let grade = Parser::new("grade")
        .about("Grade submissions, each a folder with exercises/NN_name/src/lib.rs")
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
        ));
    let diagram = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(help)
    };
    let stress = Parser::new("stress")
        .about("Run `dev check` many times while the machine is busy, and compare the verdicts")
        .arg(names())
        .arg(count("rounds", "10", "How often"))
        .arg(count("busy", "8", "How many busy processes run beside it"));
    let dev = Parser::new("dev")
        .about("For authors of exercises")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Parser::new("check")
                .about("Check stubs, solutions, known-wrong and other right answers")
                .arg(names()),
        )
        .subcommand(stress)
        .subcommand(
            Parser::new("bench")
                .about("Compare the time from an edit to the verdict with a bare `cargo build` and run")
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
                ),
        )
        .subcommand(Parser::new("busy").hide(true));
    Parser::new("checker")
        .about("Checks the exercises in order, and stops at the first one that is not done")
        .version(env!("CARGO_PKG_VERSION"))
        .max_term_width(80)
        .after_help(AFTER)
        .arg(
            Arg::new("color")
                .long("color")
                .value_name("WHEN")
                .value_parser(["auto", "always", "never"])
                .default_value("auto")
                .global(true)
                .help("Use colours? (`auto` respects NO_COLOR)"),
        )
        .arg(flag("ascii", "Use plain ASCII only").global(true))
        .arg(
            flag(
                "narrate",
                "Tell interleavings in sentences, a step each, instead of columns",
            )
            .global(true),
        )
        .arg(
            Arg::new("jobs")
                .long("jobs")
                .value_name("N")
                .value_parser(value_parser!(u32).range(1..))
                .global(true)
                .help("How many processes to run at a time (default: one for each processor)"),
        )
        .arg(
            Arg::new("root")
                .long("root")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .global(true)
                .hide(true),
        )
        .subcommand(watch::parser())
        .subcommand(check)
        .subcommand(
            Parser::new("list")
                .about("List every exercise with its state and points")
                .arg(format()),
        )
        .subcommand(
            Parser::new("hint")
                .about("Show the next hint for an exercise")
                .arg(name().required(true))
                .arg(flag("all", "Show all hints")),
        )
        .subcommand(
            Parser::new("explain")
                .about("Show the failing interleaving of an exercise in full")
                .after_help(AFTER_EXPLAIN)
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
                .arg(flag("plain", "Print it, instead of stepping through it by keys")),
        )
        .subcommand(
            Parser::new("play")
                .about("You are the scheduler: choose which thread goes next")
                .after_help(AFTER_PLAY)
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
                .arg(flag("plain", "Line by line, for a screen reader")),
        )
        .subcommand(
            Parser::new("reset")
                .about("Put an exercise's stub back; your version is kept beside it")
                .arg(name().required(true)),
        )
        .subcommand(grade)
        .subcommand(dev)
}

/// The arguments that this process was started with. Wrong ones end it with a message and status 2.
pub fn parse() -> Cli {
    read(&parser().get_matches())
}

fn read(matches: &ArgMatches) -> Cli {
    let color = match word(matches, "color").as_deref() {
        Some("always") => Colour::Always,
        Some("never") => Colour::Never,
        _ => Colour::Auto,
    };
    let jobs = matches.get_one("jobs").copied();
    let root = matches.get_one("root").cloned();
    Cli {
        command: command(matches),
        color,
        ascii: matches.get_flag("ascii"),
        narrate: matches.get_flag("narrate"),
        jobs,
        root,
    }
}

fn command(matches: &ArgMatches) -> Command {
    match matches.subcommand() {
        Some(("check", of)) => Command::Check {
            names: words(of, "names"),
            format: format(of),
        },
        Some(("list", of)) => Command::List { format: format(of) },
        Some(("hint", of)) => Command::Hint {
            name: word(of, "name").unwrap_or_default(),
            all: of.get_flag("all"),
        },
        Some(("explain", of)) => Command::Explain {
            name: word(of, "name"),
            replay: of.get_one("replay").cloned(),
            diagrams: Diagrams {
                svg: of.get_one("svg").cloned(),
                html: of.get_one("html").cloned(),
            },
            plain: of.get_flag("plain"),
        },
        Some(("play", of)) => Command::Play(Play {
            name: word(of, "name").unwrap_or_default(),
            answer: of.get_one("answer").cloned(),
            check: of.get_one("check").cloned(),
            plain: of.get_flag("plain"),
        }),
        Some(("watch", of)) => Command::Watch(watch::read(of)),
        Some(("reset", of)) => Command::Reset {
            name: word(of, "name").unwrap_or_default(),
        },
        Some(("grade", of)) => Command::Grade(Grade {
            directories: of.get_many("directories").into_iter().flatten().cloned().collect(),
            format: format(of),
            output: of.get_one("output").cloned(),
            exercises: words(of, "exercise"),
            fail_under: of.get_one("fail-under").copied(),
            require_all: of.get_flag("require-all"),
        }),
        Some(("dev", of)) => dev(of),
        // clap lets no other name through.
        _ => Command::Verify,
    }
}

fn dev(matches: &ArgMatches) -> Command {
    let number = |of: &ArgMatches, name: &str| of.get_one::<usize>(name).copied().unwrap_or(1);
    match matches.subcommand() {
        Some(("stress", of)) => {
            let (rounds, busy) = (number(of, "rounds"), number(of, "busy"));
            Command::DevStress {
                names: words(of, "names"),
                rounds,
                busy,
            }
        }
        Some(("bench", of)) => {
            let rounds = of.get_one("rounds").copied();
            if of.get_flag("engines") {
                return Command::DevBenchEngines {
                    rounds: rounds.unwrap_or(3),
                };
            }
            Command::DevBench {
                name: word(of, "name").unwrap_or_default(),
                rounds: rounds.unwrap_or(10),
            }
        }
        Some(("check", of)) => Command::DevCheck {
            names: words(of, "names"),
        },
        // clap lets no other name through.
        _ => Command::Busy,
    }
}

fn word(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

fn words(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches
        .get_many::<String>(name)
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

fn format(matches: &ArgMatches) -> Format {
    match word(matches, "format").as_deref() {
        Some("json") => Format::Json,
        _ => Format::Human,
    }
}

#[cfg(test)]
mod tests {
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
        check("list", "List { format: Human }");
        check("hint a --all", "Hint { name: \"a\", all: true }");
        check("hint", "MissingRequiredArgument");
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
        check("reset a", "Reset { name: \"a\" }");
        check(
            "grade d e --exercise a --exercise b --fail-under 2.5 --jobs 3",
            "Grade(Grade { directories: [\"d\", \"e\"], format: Human, output: None, exercises: [\"a\", \"b\"], fail_under: Some(2.5), require_all: false })",
        );
        check("grade --format junit", "InvalidValue");
        check("dev check a", "DevCheck { names: [\"a\"] }");
        check(
            "dev stress a --rounds 3",
            "DevStress { names: [\"a\"], rounds: 3, busy: 8 }",
        );
        check("dev bench", "DevBench { name: \"race_demo\", rounds: 10 }");
        check("dev bench --engines", "DevBenchEngines { rounds: 3 }");
        check("dev bench --engines --rounds 5", "DevBenchEngines { rounds: 5 }");
        check("dev bench race_demo --engines", "ArgumentConflict");
        check("dev", "DisplayHelpOnMissingArgumentOrSubcommand");
        check("chekc", "InvalidSubcommand");
    }
}
