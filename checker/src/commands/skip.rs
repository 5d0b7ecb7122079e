//! `checker skip [NAME]`: an exercise is left out for now; with `--undo` it is taken in again.

use crate::commands::{Exit, Session, list};
use crate::error::Error;
use crate::render::human;
use crate::state::State;

pub fn run(session: &Session, name: Option<&str>, undo: bool) -> Result<Exit, Error> {
    let exercise = session.find_or_current(name)?;
    let folder = exercise.folder.clone();
    let mut changed = false;
    State::update(&session.workspace.state(), |state| {
        changed = if undo {
            state.skipped.remove(&folder)
        } else {
            state.skipped.insert(folder)
        };
    })?;
    let overview = list::overview(session)?;
    let entry = overview.entries.iter().find(|entry| entry.folder == exercise.folder);
    let next = overview.at.and_then(|at| session.exercises.get(at));
    let said = match (undo, changed, entry.is_some_and(|entry| entry.is_done())) {
        (true, true, _) => format!("{} is not skipped any more.", exercise.folder),
        (true, false, _) => format!("{} was not skipped.", exercise.folder),
        (false, _, true) => format!("{} is done, so there is nothing to skip.", exercise.folder),
        (false, false, false) => format!("{} is skipped already.", exercise.folder),
        (false, true, false) => format!("{} is skipped.", exercise.folder),
    };
    session.say(&human::skipped(&said, &exercise.name, undo, next, session.look));
    Ok(Exit::AllPassed)
}
