//! The grammar of what authors of exercises call.

use super::class;
use super::parser::{count, flag, name, names};
use crate::commands::sandbox;
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
        .subcommands([dev_new(), dev_check(), dev_stress(), dev_bench()])
        .subcommands(sandbox::parsers())
        .subcommand(Parser::new("busy").hide(true))
}

fn dev_new() -> Parser {
    Parser::new("new")
        .about("Make a complete exercise to write over, such as 17_channel_pipeline")
        .after_help(
            "Examples:
  checker dev new 17_channel_pipeline",
        )
        .arg(
            Arg::new("folder")
                .value_name("NN_NAME")
                .required(true)
                .help("Its place in the course and its name"),
        )
}

fn dev_check() -> Parser {
    Parser::new("check")
        .about("Check stubs, solutions, known-wrong and other right answers")
        .after_help(
            "Examples:
  checker dev check
  checker dev check race_demo
  checker dev check race_demo --stats",
        )
        .arg(names())
        .arg(flag("stats", "Show what each check costs, and what only it catches"))
}

fn dev_stress() -> Parser {
    Parser::new("stress")
        .about("Judge every answer many times while the machine is busy, and compare the verdicts")
        .after_help(
            "Examples:
  checker dev stress --rounds 5
  checker dev stress race_demo --busy 16",
        )
        .arg(names())
        .arg(count("rounds", "10", "How often"))
        .arg(count("busy", "8", "How many busy processes run beside it"))
        .arg(flag(
            "rebuild",
            "Build everything in every round, which takes many times as long",
        ))
}

fn dev_bench() -> Parser {
    let bench = Parser::new("bench")
        .about("Compare the time from an edit to the verdict with a bare `cargo build` and run")
        .after_help(
            "Examples:
  checker dev bench race_demo --rounds 20
  checker dev bench --learner
  checker dev bench --engines
  checker dev bench --grade --submissions 10",
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
        .arg(
            flag(
                "learner",
                "Measure everything that a learner waits for, next to cargo alone and rustlings",
            )
            .conflicts_with_all(["name", "engines"]),
        );
    class::of_a_class_bench(bench)
}
