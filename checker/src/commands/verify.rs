//! `checker`: the exercises in order, up to the first that is not done. It begins with the one that was chosen in the list, if one was,
//! and goes past those that are skipped.

use crate::commands::{Exit, Session, passed};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::forbid;
use crate::pipeline::Pipeline;
use crate::render::human::{self, Subject};
use crate::state::State;
use crate::verdict::{Status, Verdict};

pub fn run(session: &Session) -> Result<Exit, Error> {
    let state = session.state()?;
    if !state.greeted {
        session.say(&human::greeting(session.look));
    }
    let pipeline = session.pipeline(true)?;
    if !state.greeted {
        State::update(&session.workspace.state(), |state| state.greeted = true)?;
    }
    let course = session.course(&state);
    if let Some(first) = course
        .first()
        .filter(|first| first.folder != session.exercises[0].folder)
    {
        session.say(&human::begins_at(&first.folder, session.look));
    }
    let mut left_out = 0;
    for (number, exercise) in course.into_iter().enumerate() {
        if state.skipped.contains(&exercise.folder) {
            match tried(session, &pipeline, exercise) {
                Some(verdict) if passed(&verdict) => {
                    session.say(&human::done(&exercise.folder, &verdict, session.look));
                }
                _ => {
                    left_out += 1;
                    session.say(&human::left_out(&exercise.folder, session.look));
                }
            }
            continue;
        }
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if passed(&verdict) {
            session.say(&human::done(&exercise.folder, &verdict, session.look));
            continue;
        }
        if number > 0 {
            session.say("\n");
        }
        report(session, exercise, &source, &verdict);
        return Ok(Exit::NotPassed);
    }
    session.say(&human::the_end(session.exercises.len(), left_out, session.look));
    Ok(Exit::from(left_out == 0))
}

/// The verdict on a skipped exercise that somebody has worked on all the same. `None`: nobody has finished it, or it can't be checked,
/// which is no reason to stop at what is to be left out.
fn tried(session: &Session, pipeline: &Pipeline, exercise: &Exercise) -> Option<Verdict> {
    let text = session.answer(exercise).unwrap_or_default();
    if text.trim().is_empty() || forbid::todo(&text).is_some() {
        return None;
    }
    let (_, verdict) = session.verdict(pipeline, exercise, false).ok()?;
    Some(verdict)
}

/// What there is to do: the task, or what is wrong.
fn report(session: &Session, exercise: &Exercise, source: &str, verdict: &Verdict) {
    let label = exercise.answer_label();
    let subject = Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label: &label,
    };
    session.say(&match &verdict.status {
        Status::Unfinished => {
            let task = exercise.task();
            human::task(&subject, &exercise.title(), task.as_deref(), verdict, session.look)
        }
        Status::Passed | Status::Failed | Status::Error(_) => human::verdict(&subject, verdict, session.look),
    });
}
