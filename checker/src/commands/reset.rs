//! `checker reset NAME` or `--all`: the stub back in its place. The learner's version is kept beside it.

use crate::commands::{Exit, Session};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::state::{self, State};
use std::io::IsTerminal;

pub fn run(session: &Session, name: Option<&str>, yes: bool) -> Result<Exit, Error> {
    match name {
        Some(name) => session.say(&put_back(session, session.find(name)?)?),
        None => {
            if !yes && !agrees(session)? {
                session.say("Nothing is changed.\n");
                return Ok(Exit::NotPassed);
            }
            for exercise in &session.exercises {
                session.say(&put_back(session, exercise)?);
            }
        }
    }
    Ok(Exit::AllPassed)
}

/// Asks before everything is put back.
fn agrees(session: &Session) -> Result<bool, Error> {
    let count = session.exercises.len();
    if !std::io::stdin().is_terminal() {
        return Err(Error::new(
            format!("`reset --all` puts all {count} stubs back, and here nobody can be asked"),
            "Say `--yes` if that is meant. Your versions are kept beside the stubs.",
        ));
    }
    session.say(&format!(
        "Put all {count} stubs back? Your versions are kept beside them. [y/N] "
    ));
    let mut answer = String::new();
    // An answer that can't be read is none.
    let _ = std::io::stdin().read_line(&mut answer);
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Puts one stub back. What was there is on the disk under another name before it is replaced. Out: what there is to say, in lines.
pub fn put_back(session: &Session, exercise: &Exercise) -> Result<String, Error> {
    let mut said = String::new();
    let label = exercise.answer_label();
    let stub = session.suite(exercise)?.stub()?;
    let path = exercise.answer();
    let current = match std::fs::read(&path) {
        Ok(current) => Some(current),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::reading(&path, &error)),
    };
    if current.as_deref() == Some(stub.as_bytes()) {
        said += &format!("{label} is the stub already.\n");
    } else {
        if current.is_some() {
            // A copy, not a renaming: at no time is there no file.
            let kept = state::keep_beside(&path)?;
            let shown = kept.strip_prefix(&session.workspace.root).unwrap_or(&kept);
            said += &format!("Your version is kept in {}.\n", shown.display());
        }
        state::write_whole(&path, &stub)?;
        said += &format!("{label} is the stub again.\n");
    }
    State::update(&session.workspace.state(), |state| {
        state.hints.remove(&exercise.folder);
    })?;
    Ok(said)
}
