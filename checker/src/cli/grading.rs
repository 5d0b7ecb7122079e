//! The grammar of what teachers call.

use super::class;
use super::parser::flag;
use clap::{Arg, ArgAction, Command as Parser, value_parser};
use std::path::PathBuf;

pub fn grade() -> Parser {
    let grade = Parser::new("grade")
        .about("Grade submissions, each a folder or an archive with exercises/NN_name/src/lib.rs")
        .arg(
            Arg::new("directories")
                .value_name("DIR")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help("Default: this workspace"),
        )
        .arg(
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Which exercises count, and how much (default: grading.toml in the workspace, if there is one)"),
        )
        .arg(
            Arg::new("exercise")
                .long("exercise")
                .value_name("NAME")
                .action(ArgAction::Append)
                .help("Grade only this exercise (may be given several times)"),
        );
    let grade = grade
        .arg(flag(
            "require-sandbox",
            "Refuse to grade where this system cannot confine submissions",
        ))
        .arg(
            flag(
                "no-sandbox",
                "Grade without confining submissions: for code that you trust",
            )
            .conflicts_with("require-sandbox"),
        )
        .arg(
            Arg::new("most-seconds")
                .long("most-seconds")
                .value_name("N")
                .value_parser(value_parser!(f64))
                .hide(true),
        );
    class::of_a_class(class::reporting(grade))
}
