//! `checker watch [NAME]`: the exercise is checked again at every save. Everything else is in [`crate::watch`].

use crate::cli::Watch;
use crate::commands::{Exit, Session, list, say};
use crate::error::Error;
use crate::interactive::terminal;
use crate::render::human::CHECKER;
use crate::watch;

pub fn run(session: &Session, asked: &Watch) -> Result<Exit, Error> {
    if !terminal::is_there() {
        return Err(Error::new(
            "watch needs a terminal: it listens to keys and draws on the whole screen",
            format!("Without one, run `{CHECKER} check NAME` after each edit; that prints the same."),
        ));
    }
    let overview = list::overview(session)?;
    let at = match &asked.name {
        Some(name) => {
            let exercise = session.find(name)?;
            session.exercises.iter().position(|one| one == exercise)
        }
        None => overview.at,
    };
    let left = watch::session::run(session, &overview, at.unwrap_or(0), asked.poll)?;
    say(&format!("{left}\nGo on with: {CHECKER} watch\n"));
    Ok(Exit::AllPassed)
}
