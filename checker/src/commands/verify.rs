//! `checker`: the exercises in order, up to the first that is not done. It begins with the one that was chosen in the list, if one was,
//! and goes past those that are skipped.

use crate::commands::{Exit, Session, passed};
use crate::engines::known_fingerprint;
use crate::error::Error;
use crate::evidence::Evidence;
use crate::exercise::Exercise;
use crate::forbid;
use crate::pipeline::Pipeline;
use crate::render::human::{self, Subject};
use crate::state::State;
use crate::verdict::{Status, Verdict, judge};

pub fn run(session: &Session) -> Result<Exit, Error> {
    let state = session.state()?;
    if !state.greeted {
        session.say(&human::greeting(session.look));
    }
    let course = session.course(&state);
    let begins_at = || {
        if let Some(first) = course
            .first()
            .filter(|first| first.folder != session.exercises[0].folder)
        {
            session.say(&human::begins_at(&first.folder, session.look));
        }
    };
    if known_fingerprint(&session.workspace).is_none() {
        if let Some((exercise, source, verdict)) = untouched(session, &state, &course) {
            begins_at();
            report(session, exercise, &source, &verdict);
            // The task can be read while they are built for the first answer.
            session.pipeline(true)?;
            greeted(session, &state)?;
            return Ok(Exit::NotPassed);
        }
    }
    let pipeline = session.pipeline(true)?;
    greeted(session, &state)?;
    begins_at();
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

fn greeted(session: &Session, state: &State) -> Result<(), Error> {
    if state.greeted {
        return Ok(());
    }
    State::update(&session.workspace.state(), |state| state.greeted = true)
}

/// The exercise to begin with, if nobody has begun it: what is to be said about a stub needs no compiler.
fn untouched<'a>(session: &Session, state: &State, course: &[&'a Exercise]) -> Option<(&'a Exercise, String, Verdict)> {
    let exercise = *course.first().filter(|first| !state.skipped.contains(&first.folder))?;
    let suite = session.suite(exercise).ok()?;
    let source = session.answer(exercise).ok()?;
    let todo = forbid::todo(&source).filter(|_| suite.stub().is_ok_and(|stub| stub == source))?;
    let verdict = judge(&suite, &Evidence::Unfinished(todo), 0);
    Some((exercise, source, verdict))
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
