//! The checker of Threadlings. `ls src` is the way the data goes; `cli` is where it begins and `render` where it ends.

// They panic where nobody listens any more; what is said beside the result is said by `aside`.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod aside;
mod cli;
mod commands;
mod compile;
mod completion;
mod confine;
mod diagram;
mod ending;
mod engines;
mod error;
mod evidence;
mod exercise;
mod follow;
mod forbid;
mod graded;
mod grading;
mod interactive;
mod journal;
mod lock;
mod narrate;
mod overview;
mod parallel;
mod pins;
mod pipeline;
mod points;
mod process;
mod program;
mod progress;
mod render;
mod report;
mod rustc_help;
mod signature;
mod slots;
mod spans;
mod state;
mod story;
mod submission;
mod suite;
mod verdict;
mod watch;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The launcher's processes are started so often that to parse their arguments like a person's would take a tenth of all time.
    if let Some(status) = confine::stage(std::env::args_os()) {
        return ExitCode::from(status);
    }
    let arguments = cli::parse();
    match commands::run(&arguments) {
        Ok(status) => status.into(),
        Err(error) => {
            crate::aside::say(format_args!("error: {error}"));
            ExitCode::from(2)
        }
    }
}
