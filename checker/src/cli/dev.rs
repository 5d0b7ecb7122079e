//! `checker dev …`: what authors of exercises ask for. In: the arguments behind `dev`. Out: the command.

use super::{Command, DevCheck, flag, word, words};
use clap::{Arg, ArgMatches, Command as Parser, value_parser};

pub fn parser() -> Parser {
    let name = || Arg::new("name").value_name("NAME");
    let names = || Arg::new("names").value_name("NAME").num_args(0..);
    let count = |name: &'static str, default: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("N")
            .value_parser(value_parser!(usize))
            .default_value(default)
            .help(help)
    };
    let stress = Parser::new("stress")
        .about("Run `dev check` many times while the machine is busy, and compare the verdicts")
        .arg(names())
        .arg(count("rounds", "10", "How often"))
        .arg(count("busy", "8", "How many busy processes run beside it"));
    Parser::new("dev")
        .about("For authors of exercises")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Parser::new("new")
                .about("Make a complete exercise to write over, such as 17_channel_pipeline")
                .arg(
                    Arg::new("name")
                        .value_name("NN_NAME")
                        .required(true)
                        .help("Its place in the course and its name"),
                ),
        )
        .subcommand(
            Parser::new("check")
                .about("Check stubs, solutions, known-wrong and other right answers")
                .arg(names())
                .arg(flag("stats", "Show what each check costs, and what only it catches")),
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
        .subcommand(Parser::new("busy").hide(true))
}

pub fn command(matches: &ArgMatches) -> Command {
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
        Some(("check", of)) => Command::DevCheck(DevCheck {
            names: words(of, "names"),
            stats: of.get_flag("stats"),
        }),
        Some(("new", of)) => Command::DevNew {
            name: word(of, "name").unwrap_or_default(),
        },
        // clap lets no other name through.
        _ => Command::Busy,
    }
}
