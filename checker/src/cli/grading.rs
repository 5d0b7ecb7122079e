//! The grammar of what teachers call.

use super::parser::{flag, format};
use clap::{Arg, ArgAction, Command as Parser, value_parser};
use std::path::PathBuf;

pub fn grade() -> Parser {
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
