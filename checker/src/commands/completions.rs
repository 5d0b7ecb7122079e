//! `checker completions SHELL`: what a shell needs for completing the checker's arguments. The exercises' names are those of now.

use crate::cli;
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use clap_complete::{Shell, generate};

pub fn run(session: &Session, shell: Shell) -> Result<Exit, Error> {
    let names: Vec<String> = session.exercises.iter().map(|exercise| exercise.name.clone()).collect();
    let mut script = Vec::new();
    generate(shell, &mut cli::grammar(&names), "checker", &mut script);
    say(&String::from_utf8_lossy(&script));
    Ok(Exit::AllPassed)
}
