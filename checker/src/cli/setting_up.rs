//! The grammar of what is called once, when the checker is set up.

use clap::{Arg, Command as Parser, value_parser};
use std::path::PathBuf;

pub fn completions() -> Parser {
    Parser::new("completions")
        .about("Print a shell's completions, with the exercises' names")
        .after_help(
            "They are for a command that is called `checker`: `cargo install --path checker` makes one.

Examples:
  checker completions bash > ~/.local/share/bash-completion/completions/checker
  checker completions zsh > ~/.zfunc/_checker
  checker completions fish > ~/.config/fish/completions/checker.fish
  checker completions powershell >> $PROFILE",
        )
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell)),
        )
}

pub fn man() -> Parser {
    Parser::new("man")
        .about("Write the man pages")
        .after_help(
            "Examples:
  checker man | man -l -
  checker man ~/.local/share/man/man1",
        )
        .arg(
            Arg::new("directory")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help("A page for each command goes there; without it, the first is printed"),
        )
}
