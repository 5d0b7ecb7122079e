//! `checker reset NAME`: the stub back in its place. The learner's version is kept beside it.

use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::state::{self, State};

pub fn run(session: &Session, name: &str) -> Result<Exit, Error> {
    let exercise = session.find(name)?;
    let label = exercise.answer_label();
    let stub = session.suite(exercise)?.stub()?;
    let path = exercise.answer();
    let current = match std::fs::read(&path) {
        Ok(current) => Some(current),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::reading(&path, &error)),
    };
    if current.as_deref() == Some(stub.as_bytes()) {
        say(&format!("{label} is the stub already.\n"));
    } else {
        if current.is_some() {
            let kept = state::free_name(&path, "");
            // A copy, not a renaming: at no time is there no file.
            std::fs::copy(&path, &kept).map_err(|error| Error::writing(&kept, &error))?;
            let shown = kept.strip_prefix(&session.workspace.root).unwrap_or(&kept);
            say(&format!("Your version is kept in {}.\n", shown.display()));
        }
        state::write_whole(&path, &stub)?;
        say(&format!("{label} is the stub again.\n"));
    }
    State::update(&session.workspace.state(), |state| {
        state.hints.remove(&exercise.folder);
    })?;
    Ok(Exit::AllPassed)
}
