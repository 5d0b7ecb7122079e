//! The command line. In: the arguments. Out: what is asked for.

mod authoring;
mod class;
mod grading;
mod learning;
mod parser;
mod setting_up;
mod watch;

pub use watch::Watch;

pub use class::Merge;

use crate::commands::sandbox;
use crate::render::formats;
use crate::submission::Partition;
use clap::ArgMatches;
use clap_complete::Shell;
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

/// Whether submissions are confined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confinement {
    Required,
    WherePossible,
    Unwanted,
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
        /// Printed, also in a terminal.
        plain: bool,
    },
    Hint {
        /// None: the current one.
        name: Option<String>,
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
    Skip {
        /// None: the current one.
        name: Option<String>,
        undo: bool,
    },
    Reset {
        /// None: all.
        name: Option<String>,
        /// Without being asked.
        yes: bool,
    },
    Grade(Grade),
    Merge(Merge),
    DevCheck(DevCheck),
    DevNew {
        name: String,
    },
    DevStress(Stress),
    DevBench {
        name: String,
        rounds: usize,
    },
    DevBenchLearner {
        rounds: usize,
    },
    DevBenchEngines {
        rounds: usize,
    },
    DevBenchGrade {
        submissions: usize,
    },
    Completions {
        shell: Shell,
    },
    Man {
        /// None: the first page, on standard output.
        directory: Option<PathBuf>,
    },
    /// What this system can confine, and the processes that do it.
    Sandbox(sandbox::Asked),
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
    pub format: formats::Format,
    pub output: Option<PathBuf>,
    /// None: the workspace's own, if there is one.
    pub config: Option<PathBuf>,
    /// None: all.
    pub exercises: Vec<String>,
    pub fail_under: Option<f64>,
    pub require_all: bool,
    /// Whether an interrupted run goes on.
    pub resume: bool,
    pub partition: Option<Partition>,
    pub confinement: Confinement,
    /// The longest that one process of a submission's may take, if it is said.
    pub most_seconds: Option<f64>,
}

#[derive(Debug)]
pub struct DevCheck {
    /// None: all.
    pub names: Vec<String>,
    /// What each check costs and catches, too.
    pub stats: bool,
}

#[derive(Debug)]
pub struct Stress {
    /// None: all.
    pub names: Vec<String>,
    pub rounds: usize,
    /// How many processes keep the machine busy.
    pub busy: usize,
    /// Whether every round builds everything anew.
    pub rebuild: bool,
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

/// The arguments that this process was started with. Wrong ones end it with a message and status 2.
pub fn parse() -> Cli {
    read(&parser::parser().get_matches())
}

/// The grammar, for what is made from it. The names of the exercises come in where an exercise is asked for.
pub fn grammar(exercises: &[String]) -> clap::Command {
    fn named(command: clap::Command, exercises: &[String]) -> clap::Command {
        let names = || clap::builder::PossibleValuesParser::new(exercises.iter().cloned());
        command
            .mut_args(|argument| {
                if is_exercise(&argument) && !exercises.is_empty() {
                    argument.value_parser(names())
                } else {
                    argument
                }
            })
            .mut_subcommands(|inner| named(inner, exercises))
    }
    named(parser::parser(), exercises)
}

/// Whether an argument's values are exercises.
pub fn is_exercise(argument: &clap::Arg) -> bool {
    parser::EXERCISES.contains(&argument.get_id().as_str())
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
        Some(("list", of)) => Command::List {
            format: format(of),
            plain: of.get_flag("plain"),
        },
        Some(("hint", of)) => Command::Hint {
            name: word(of, "name"),
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
        Some(("skip", of)) => Command::Skip {
            name: word(of, "name"),
            undo: of.get_flag("undo"),
        },
        Some(("reset", of)) => Command::Reset {
            name: word(of, "name"),
            yes: of.get_flag("yes"),
        },
        Some(("grade", of)) => Command::Grade(Grade {
            directories: of.get_many("directories").into_iter().flatten().cloned().collect(),
            format: class::read_format(of),
            output: of.get_one("output").cloned(),
            config: of.get_one("config").cloned(),
            exercises: words(of, "exercise"),
            fail_under: of.get_one("fail-under").copied(),
            require_all: of.get_flag("require-all"),
            resume: of.get_flag("resume"),
            partition: of.get_one("partition").copied(),
            confinement: match (of.get_flag("require-sandbox"), of.get_flag("no-sandbox")) {
                (true, _) => Confinement::Required,
                (false, true) => Confinement::Unwanted,
                (false, false) => Confinement::WherePossible,
            },
            most_seconds: of.get_one("most-seconds").copied(),
        }),
        Some(("merge", of)) => Command::Merge(class::read_merge(of)),
        Some(("dev", of)) => dev(of),
        Some(("completions", of)) => Command::Completions {
            // clap has made sure that there is one.
            shell: of.get_one("shell").copied().unwrap_or(Shell::Bash),
        },
        Some(("man", of)) => Command::Man {
            directory: of.get_one("directory").cloned(),
        },
        // clap lets no other name through.
        _ => Command::Verify,
    }
}

fn dev(matches: &ArgMatches) -> Command {
    let number = |of: &ArgMatches, name: &str| of.get_one::<usize>(name).copied().unwrap_or(1);
    match matches.subcommand() {
        Some(("stress", of)) => Command::DevStress(Stress {
            names: words(of, "names"),
            rounds: number(of, "rounds"),
            busy: number(of, "busy"),
            rebuild: of.get_flag("rebuild"),
        }),
        Some(("bench", of)) => {
            let rounds = of.get_one("rounds").copied();
            if of.get_flag("grade") {
                let submissions = of.get_one::<u32>("submissions").map_or(50, |&count| count as usize);
                return Command::DevBenchGrade { submissions };
            }
            if of.get_flag("engines") {
                return Command::DevBenchEngines {
                    rounds: rounds.unwrap_or(3),
                };
            }
            if of.get_flag("learner") {
                return Command::DevBenchLearner {
                    rounds: rounds.unwrap_or(10),
                };
            }
            Command::DevBench {
                name: word(of, "name").unwrap_or_default(),
                rounds: rounds.unwrap_or(10),
            }
        }
        Some(("check", of)) => Command::DevCheck(DevCheck {
            names: words(of, "names"),
            stats: of.get_flag("stats"),
        }),
        Some(("new", of)) => Command::DevNew {
            name: word(of, "folder").unwrap_or_default(),
        },
        Some((name, of)) => sandbox::read(name, of).map_or(Command::Busy, Command::Sandbox),
        // clap lets no other name through.
        None => Command::Busy,
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
mod tests;
