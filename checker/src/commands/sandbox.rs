//! `checker dev sandbox`: what this system can keep a submission from. And, hidden, the process that tries it.

use crate::commands::{Exit, say};
use crate::confine::{Sandbox, attempt};
use crate::error::Error;
use crate::process::System;
use crate::render::Look;
use clap::{Arg, ArgMatches, Command as Parser, value_parser};
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Asked {
    /// What this system can do.
    Table,
    /// Try everything that must not be possible: on the file `secret` in a folder, and on a port.
    Attempt(PathBuf, u16),
}

/// The subcommands of `checker dev`.
pub fn parsers() -> [Parser; 2] {
    let folder = Arg::new("folder").required(true).value_parser(value_parser!(PathBuf));
    let port = Arg::new("port").required(true).value_parser(value_parser!(u16));
    [
        Parser::new("sandbox")
            .about("Show what this system can keep a submission from")
            .after_help("Examples:\n  checker dev sandbox"),
        Parser::new("attempt").hide(true).arg(folder).arg(port),
    ]
}

/// What is asked for, if it is one of these.
pub fn read(name: &str, matches: &ArgMatches) -> Option<Asked> {
    match name {
        "sandbox" => Some(Asked::Table),
        "attempt" => Some(Asked::Attempt(
            matches.get_one("folder").cloned().unwrap_or_default(),
            matches.get_one("port").copied().unwrap_or(0),
        )),
        _ => None,
    }
}

pub fn run(asked: &Asked, look: Look) -> Result<Exit, Error> {
    match asked {
        Asked::Table => {
            let sandbox = Sandbox::probe(&System)?;
            for (what, holds) in sandbox.table() {
                let (mark, no) = if holds {
                    (look.tick(), "")
                } else {
                    (look.cross(), "not here: ")
                };
                say(&format!("{mark} {no}{what}\n"));
            }
            Ok(Exit::from(sandbox.gaps().is_empty()))
        }
        Asked::Attempt(folder, port) => {
            say(&attempt(folder, *port));
            Ok(Exit::AllPassed)
        }
    }
}
