//! `checker hint [NAME]`: the next hint, or all of them. How many have been given is remembered.

use crate::commands::{Exit, Session};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::render::human;
use crate::state::State;

pub fn run(session: &Session, name: Option<&str>, all: bool) -> Result<Exit, Error> {
    let exercise = session.find_or_current(name)?;
    let hints = exercise.hints()?;
    let look = session.look;
    if hints.is_empty() {
        session.say(&format!("There are no hints for {}.\n", exercise.folder));
        return Ok(Exit::AllPassed);
    }
    if all {
        for (title, text) in &hints {
            session.say(&human::hint(title, text, look));
        }
        return Ok(Exit::AllPassed);
    }
    // Taken before it is shown: whoever asks twice at once gets two different ones.
    let mut given = 0;
    State::update(&session.workspace.state(), |state| {
        let count = state.hints.entry(exercise.folder.clone()).or_default();
        given = *count % hints.len();
        *count = given + 1;
    })?;
    let (title, text) = &hints[given];
    if name.is_none() {
        session.say(&format!("{}\n", look.strong(&exercise.folder)));
    }
    session.say(&human::hint(title, text, look));
    session.say(&human::hints_left(&exercise.name, hints.len() - given - 1, look));
    Ok(Exit::AllPassed)
}

/// Gives the next hint. Out: all that have been given, and how many there are besides.
pub fn next(session: &Session, exercise: &Exercise) -> Result<(Vec<(String, String)>, usize), Error> {
    let mut hints = exercise.hints()?;
    let given = session.state()?.hints.get(&exercise.folder).copied().unwrap_or(0);
    let to = (given + 1).min(hints.len());
    let more = hints.len() - to;
    State::update(&session.workspace.state(), |state| {
        state.hints.insert(exercise.folder.clone(), to);
    })?;
    hints.truncate(to);
    Ok((hints, more))
}
