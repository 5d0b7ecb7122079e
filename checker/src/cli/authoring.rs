//! The grammar of what authors of exercises call.

use super::parser::{count, flag, name, names};
use clap::{Arg, Command as Parser, value_parser};

pub fn dev() -> Parser {
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
