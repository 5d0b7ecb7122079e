//! The part of the command line that is about whole classes: `grade`'s, `merge`, `dev bench --grade`.

use crate::render::formats::Format;
use crate::submission::Partition;
use clap::{Arg, ArgAction, ArgMatches, Command as Parser, value_parser};
use std::path::PathBuf;

#[derive(Debug)]
pub struct Merge {
    pub reports: Vec<PathBuf>,
    pub format: Format,
    pub output: Option<PathBuf>,
    pub fail_under: Option<f64>,
    pub require_all: bool,
}

const AFTER_GRADE: &str =
    "json, junit, html and human tell of any number of submissions; gradescope, classroom50 and exercism \
of one. github writes annotations, and appends to the files that GITHUB_STEP_SUMMARY and \
GITHUB_OUTPUT name.

Of a submission only the learner's files are read, exercises/NN_name/src/lib.rs or NN_name/src/lib.rs \
in a folder or an archive; all else is this workspace's. Submissions of the same name are told apart by what stands before it.

A run that was interrupted goes on where it stopped if the same command is given again with --resume: what it \
had found out is kept beside the --output as FILE.journal, or without one in the target folder, until the report is written. \
An answer, a suite or a checker that has changed since is looked at again.

Examples:
  checker grade submissions/* --format html --output class.html
  checker grade submissions/ada --exercise race_demo --fail-under 8
  checker grade submissions/* --partition 3/8 --format json --output part3.json";

const AFTER_MERGE: &str =
    "The reports are what `grade --format json` writes, one for each part of a class. The whole one has \
the submissions in the order of their names.

As json it is what one run over the whole class writes. The other formats are made from it as well; interleavings are \
in it as text, so that where a format has pictures of them, there is the text instead.

Examples:
  checker merge part*.json --format json --output all.json";

/// What `grade` and `merge` share: where the report goes, and what the exit status tells.
pub fn reporting(parser: Parser) -> Parser {
    let format = Arg::new("format")
        .long("format")
        .value_parser(Format::ALL.map(Format::name))
        .default_value("human")
        .help("The report's format");
    let output = Arg::new("output")
        .long("output")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help("Write the report to a file");
    let fail_under = Arg::new("fail-under")
        .long("fail-under")
        .value_name("POINTS")
        .value_parser(points)
        .help("Exit with status 1 if a submission has fewer points; they count as in the report, with the weights of grading.toml");
    let require_all = Arg::new("require-all")
        .long("require-all")
        .action(ArgAction::SetTrue)
        .help("Exit with status 1 if an exercise of a submission did not pass");
    parser.arg(format).arg(output).arg(fail_under).arg(require_all)
}

/// What `grade` can do with a whole class.
pub fn of_a_class(grade: Parser) -> Parser {
    let resume = Arg::new("resume")
        .long("resume")
        .action(ArgAction::SetTrue)
        .help("Go on where an interrupted run of this command has stopped");
    let partition = Arg::new("partition")
        .long("partition")
        .value_name("N/M")
        .value_parser(str::parse::<Partition>)
        .help("Grade only this part of the submissions: 3/8 is the third of eight");
    grade.after_help(AFTER_GRADE).arg(resume).arg(partition)
}

/// What `dev bench` measures instead of a single answer.
pub fn of_a_class_bench(bench: Parser) -> Parser {
    let grade = Arg::new("grade")
        .long("grade")
        .action(ArgAction::SetTrue)
        .conflicts_with_all(["name", "engines", "rounds"])
        .help("Measure `grade` over a made-up class instead: time and memory, next to a fresh build for each");
    let submissions = Arg::new("submissions")
        .long("submissions")
        .value_name("N")
        .value_parser(value_parser!(u32).range(1..))
        .requires("grade")
        .help("How many submissions the class has [default: 50]");
    bench.arg(grade).arg(submissions)
}

pub fn merge() -> Parser {
    let reports = Arg::new("reports")
        .value_name("FILE")
        .num_args(1..)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help("Reports of `grade --format json`");
    let parser = Parser::new("merge")
        .about("Put the reports on the parts of a class together")
        .after_help(AFTER_MERGE);
    reporting(parser.arg(reports))
}

/// A number of points that somebody can have.
fn points(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(points) if points.is_finite() && points >= 0.0 => Ok(points),
        _ => Err("points are a number from 0 on, 7.5 say".to_owned()),
    }
}

/// The format that [`reporting`] lets through.
pub fn read_format(of: &ArgMatches) -> Format {
    let asked = of.get_one::<String>("format");
    asked.and_then(|name| Format::named(name)).unwrap_or(Format::Human)
}

/// What is asked of `merge`.
pub fn read_merge(of: &ArgMatches) -> Merge {
    Merge {
        reports: of.get_many("reports").into_iter().flatten().cloned().collect(),
        format: read_format(of),
        output: of.get_one("output").cloned(),
        fail_under: of.get_one("fail-under").copied(),
        require_all: of.get_flag("require-all"),
    }
}
