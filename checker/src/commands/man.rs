//! `checker man [DIR]`: the manual, a page a command in the folder, or the first page on standard output.

use crate::cli;
use crate::commands::{Exit, say};
use crate::error::Error;
use clap_mangen::{Man, generate_to};
use std::path::Path;

pub fn run(directory: Option<&Path>) -> Result<Exit, Error> {
    let grammar = cli::grammar(&[]);
    match directory {
        None => {
            let mut page = Vec::new();
            // A vector takes everything.
            let _ = Man::new(grammar).render(&mut page);
            say(&String::from_utf8_lossy(&page));
        }
        Some(directory) => {
            let writing = |error: std::io::Error| Error::writing(directory, &error);
            std::fs::create_dir_all(directory).map_err(writing)?;
            generate_to(grammar, directory).map_err(writing)?;
            say(&format!(
                "The pages are in {}; `man -l {}` shows the first.\n",
                directory.display(),
                directory.join("checker.1").display()
            ));
        }
    }
    Ok(Exit::AllPassed)
}
