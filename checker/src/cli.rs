//! The command line. In: the arguments. Out: what is asked for.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks the exercises in order, and stops at the first one that is not done.
#[derive(Debug, Parser)]
#[command(name = "checker", version, max_term_width = 80, after_help = EXIT_STATUS)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Use colours? (`auto` respects NO_COLOR)
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// How many processes to run at a time (default: one for each processor)
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub jobs: Option<u32>,
    /// The workspace, if it is not the one around the current folder
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

const EXIT_STATUS: &str = "NAME is a folder (09_race_demo), a package (race_demo), or any unambiguous part.

Exit status: 0 all that was asked for passed; 1 something did not pass; 2 the checker could not do its work.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check these exercises, or all, without stopping
    Check {
        #[arg(value_name = "NAME", required_unless_present = "all", conflicts_with = "all")]
        names: Vec<String>,
        /// Check every exercise
        #[arg(long)]
        all: bool,
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// List every exercise with its state and points
    List {
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Show the next hint for an exercise
    Hint {
        name: String,
        /// Show all hints
        #[arg(long)]
        all: bool,
    },
    /// Show the failing interleaving of an exercise in full
    Explain {
        /// Default: the first exercise that is not done
        name: Option<String>,
    },
    /// Put an exercise's stub back; your version is kept beside it
    Reset { name: String },
    /// Grade submissions, each a folder with exercises/NN_name/src/lib.rs
    Grade(Grade),
    /// For authors of exercises
    #[command(subcommand)]
    Dev(Dev),
}

#[derive(Debug, Args)]
pub struct Grade {
    /// Default: this workspace
    #[arg(value_name = "DIR")]
    pub directories: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Grade only this exercise (may be given several times)
    #[arg(long = "exercise", value_name = "NAME")]
    pub exercises: Vec<String>,
    /// Exit with status 1 if a submission has fewer points
    #[arg(long, value_name = "POINTS")]
    pub fail_under: Option<f64>,
    /// Exit with status 1 if an exercise of a submission did not pass
    #[arg(long)]
    pub require_all: bool,
}

#[derive(Debug, Subcommand)]
pub enum Dev {
    /// Check stubs, solutions, known-wrong and other right answers
    Check {
        #[arg(value_name = "NAME")]
        names: Vec<String>,
        /// Take the stubs in exercises/ as the pristine ones from now on
        #[arg(long)]
        save_stubs: bool,
    },
    /// Run `dev check` many times while the machine is busy, and compare the verdicts
    Stress {
        #[arg(value_name = "NAME")]
        names: Vec<String>,
        #[arg(long, default_value_t = 10)]
        rounds: usize,
        /// How many busy processes run beside it
        #[arg(long, default_value_t = 8)]
        busy: usize,
    },
    /// Compare the time from an edit to the verdict with a bare `cargo build` and run
    Bench {
        #[arg(value_name = "NAME", default_value = "race_demo")]
        name: String,
        #[arg(long, default_value_t = 10)]
        rounds: usize,
    },
    /// Keep a processor busy until standard input ends
    #[command(hide = true)]
    Busy,
}

/// The arguments that this process was started with. Wrong ones end it with a message and status 2.
pub fn parse() -> Cli {
    Cli::parse()
}
