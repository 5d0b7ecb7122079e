//! `checker completions SHELL`: what a shell needs for completing the checker's arguments. The exercises' names are those of now.

use crate::cli;
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use clap_complete::{Shell, generate};

pub fn run(session: &Session, shell: Shell) -> Result<Exit, Error> {
    let names: Vec<String> = session.exercises.iter().map(|exercise| exercise.name.clone()).collect();
    let mut script = Vec::new();
    generate(shell, &mut cli::grammar(&names), "checker", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Fish {
        script.push_str(&for_fish(&names));
    }
    say(&script);
    Ok(Exit::AllPassed)
}

/// clap_complete leaves out values without an option for this shell.
fn for_fish(names: &[String]) -> String {
    let grammar = cli::grammar(&[]);
    let takes_names = |command: &clap::Command| {
        let mut arguments = command.get_positionals();
        arguments.any(cli::is_exercise)
    };
    let commands: Vec<&str> = grammar
        .get_subcommands()
        .filter(|command| takes_names(command))
        .map(clap::Command::get_name)
        .collect();
    format!(
        "complete -c checker -n \"__fish_seen_subcommand_from {}\" -f -a \"{}\"\n",
        commands.join(" "),
        names.join(" ")
    )
}
