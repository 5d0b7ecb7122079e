//! `checker hint NAME`: the next hint, or all of them. How many have been given is remembered.

use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::render::human;
use crate::state::State;

pub fn run(session: &Session, name: &str, all: bool) -> Result<Exit, Error> {
    let exercise = session.find(name)?;
    let hints = exercise.hints()?;
    let look = session.look;
    if hints.is_empty() {
        say(&format!("There are no hints for {}.\n", exercise.folder));
        return Ok(Exit::AllPassed);
    }
    let given = session
        .state()?
        .hints
        .get(&exercise.folder)
        .copied()
        .unwrap_or(0)
        .min(hints.len());
    let (from, to) = if all {
        (0, hints.len())
    } else {
        (given.min(hints.len() - 1), (given + 1).min(hints.len()))
    };
    for (title, text) in &hints[from..to] {
        say(&format!("{}\n\n{}\n", look.strong(title), human::prose(text, look)));
    }
    if !all {
        let left = hints.len() - to;
        say(&look.dim(&match left {
            0 => {
                "That was the last hint. Show them all: cargo run -p checker -- hint --all ".to_owned() + &exercise.name
            }
            1 => "There is 1 more hint.".to_owned(),
            left => format!("There are {left} more hints."),
        }));
        say("\n");
        State::update(&session.workspace.state(), |state| {
            state.hints.insert(exercise.folder.clone(), to);
        })?;
    }
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
