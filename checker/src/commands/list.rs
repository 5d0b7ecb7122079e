//! `checker list`: every exercise with its state and points. Builds nothing and starts nothing. In a terminal it is a screen in which
//! the exercise to go on with can be chosen.

use crate::cli::Format;
use crate::commands::{Exit, Session};
use crate::engines;
use crate::error::Error;
use crate::exercise::Exercise;
use crate::forbid;
use crate::interactive::chooser::Chooser;
use crate::interactive::terminal;
use crate::overview::{Entry, Overview, Standing};
use crate::render::{human, json};
use crate::state::State;
use crate::verdict::Status;

pub fn run(session: &Session, format: Format, plain: bool) -> Result<Exit, Error> {
    let overview = overview(session)?;
    match format {
        Format::Json => session.say(&json::list(&overview)),
        Format::Human if plain || session.look.narrated || !terminal::is_there() => {
            session.say(&human::list(&overview, session.look));
        }
        Format::Human => choose(session, overview)?,
    }
    Ok(Exit::AllPassed)
}

/// Lets the learner move about, and remembers what was chosen.
fn choose(session: &Session, overview: Overview) -> Result<(), Error> {
    let mut chooser = Chooser::new(overview);
    terminal::show(&mut chooser, session.look)?;
    let Some(exercise) = chooser.chosen().and_then(|at| session.exercises.get(at)) else {
        return Ok(());
    };
    go_on_with(session, exercise)?;
    session.say(&human::chosen(exercise, session.look));
    Ok(())
}

/// Makes an exercise the one that the learner is at.
pub fn go_on_with(session: &Session, exercise: &Exercise) -> Result<(), Error> {
    State::update(&session.workspace.state(), |state| {
        state.current = Some(exercise.folder.clone());
        state.skipped.remove(&exercise.folder);
    })
}

/// What is known about every exercise as it is now.
pub fn overview(session: &Session) -> Result<Overview, Error> {
    let state = session.state()?;
    let fingerprint = engines::known_fingerprint(&session.workspace);
    // Suites that have changed are read anew, and that takes longer than all the rest.
    let share = session.exercises.len().div_ceil(session.jobs).max(1);
    let entries: Result<Vec<Vec<Entry>>, Error> = std::thread::scope(|scope| {
        let read = |exercises: &[Exercise]| {
            let entries = exercises
                .iter()
                .map(|exercise| entry(session, &state, fingerprint, exercise));
            entries.collect::<Result<Vec<Entry>, Error>>()
        };
        let shares: Vec<_> = session
            .exercises
            .chunks(share)
            .map(|exercises| scope.spawn(move || read(exercises)))
            .collect();
        let joined = shares.into_iter().map(|share| share.join());
        joined
            .map(|entries| entries.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    Ok(Overview::new(entries?.concat(), state.current.as_deref()))
}

fn entry(session: &Session, state: &State, fingerprint: Option<u64>, exercise: &Exercise) -> Result<Entry, Error> {
    let skipped = state.skipped.contains(&exercise.folder);
    // Whoever asks for a list is not helped by an error about one exercise; `check` says it.
    let Ok(suite) = session.suite(exercise) else {
        return Ok(Entry {
            folder: exercise.folder.clone(),
            title: exercise.title(),
            standing: Standing::Error,
            points: 0.0,
            max_points: 0.0,
            skipped,
        });
    };
    let text = session.answer(exercise).unwrap_or_default();
    let known = match fingerprint {
        Some(fingerprint) => session
            .verdicts()
            .find(&exercise.folder, &session.key(exercise, &suite, &text, fingerprint)?),
        None => None,
    };
    let (standing, points) = match &known {
        Some(verdict) => (standing(&verdict.status), verdict.points()),
        None if text.trim().is_empty() || forbid::todo(&text).is_some() => (Standing::Unfinished, 0.0),
        None => (Standing::Unchecked, 0.0),
    };
    Ok(Entry {
        folder: exercise.folder.clone(),
        title: exercise.title(),
        standing,
        points,
        max_points: suite.max_points(),
        skipped,
    })
}

fn standing(status: &Status) -> Standing {
    match status {
        Status::Passed => Standing::Passed,
        Status::Failed => Standing::Failed,
        Status::Unfinished => Standing::Unfinished,
        Status::Error(_) => Standing::Error,
    }
}
