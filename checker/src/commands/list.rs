//! `checker list`: every exercise with its state and points. Builds nothing and starts nothing.

use crate::cli::Format;
use crate::commands::{Exit, Session, say};
use crate::engines;
use crate::error::Error;
use crate::exercise::Exercise;
use crate::forbid;
use crate::render::human;
use crate::render::json::{self, Listed};
use crate::state::State;

pub fn run(session: &Session, format: Format) -> Result<Exit, Error> {
    let listed = listed(session)?;
    say(&match format {
        Format::Human => human::list(&listed, session.look),
        Format::Json => json::list(listed),
    });
    Ok(Exit::AllPassed)
}

/// What is known about every exercise.
pub fn listed(session: &Session) -> Result<Vec<Listed>, Error> {
    let state = session.state()?;
    let fingerprint = engines::known_fingerprint(&session.workspace);
    let exercises = session.exercises.iter();
    exercises
        .map(|exercise| one(session, &state, fingerprint, exercise))
        .collect()
}

fn one(session: &Session, state: &State, fingerprint: Option<u64>, exercise: &Exercise) -> Result<Listed, Error> {
    let suite = session.suite(exercise)?;
    // Whoever asks for a list is not helped by an error about one file; `check` says it.
    let text = std::fs::read_to_string(exercise.answer()).unwrap_or_default();
    let known = match fingerprint {
        Some(fingerprint) => state.verdict(&exercise.folder, &session.key(exercise, &suite, &text, fingerprint)?),
        None => None,
    };
    let (status, points) = match &known {
        Some(verdict) => (json::status(&verdict.status), verdict.points()),
        None if text.trim().is_empty() || forbid::todo(&text).is_some() => ("unfinished", 0.0),
        None => ("unchecked", 0.0),
    };
    let (folder, max_points) = (exercise.folder.clone(), suite.max_points());
    Ok(Listed {
        exercise: folder,
        title: exercise.title(),
        status,
        points,
        max_points,
    })
}
