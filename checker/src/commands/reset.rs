//! `checker reset NAME`: the stub back in its place. The learner's version is kept beside it.

use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::state::{self, State};

pub fn run(session: &Session, name: &str) -> Result<Exit, Error> {
    say(&put_back(session, session.find(name)?)?);
    Ok(Exit::AllPassed)
}

/// Puts the stub back. Out: what there is to say about it, in lines.
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
            let kept = state::free_name(&path, "");
            // A copy, not a renaming: at no time is there no file.
            std::fs::copy(&path, &kept).map_err(|error| Error::writing(&kept, &error))?;
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
