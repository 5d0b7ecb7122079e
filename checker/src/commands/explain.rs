//! `checker explain [NAME]`: the first failure of an exercise with its whole story; with `--replay TOKEN` a certain interleaving.

use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::pipeline::{Answer, Pipeline};
use crate::render::human::{self, Subject};
use crate::verdict::{Status, Verdict};
use recorder::Replay;

pub fn run(session: &Session, name: Option<&str>, replay: Option<&Replay>) -> Result<Exit, Error> {
    let pipeline = session.pipeline(true)?;
    if let (Some(name), Some(replay)) = (name, replay) {
        return again(session, &pipeline, session.find(name)?, replay);
    }
    let exercises = match name {
        Some(name) => vec![session.find(name)?],
        None => session.exercises.iter().collect(),
    };
    for exercise in exercises {
        // What was found last is still true as long as nothing has changed; otherwise the check runs again.
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if !passed(&verdict) || name.is_some() {
            show(session, exercise, &source, &verdict);
            return Ok(Exit::AllPassed);
        }
    }
    say("All exercises are done, so there is nothing to explain.\n");
    Ok(Exit::AllPassed)
}

/// Runs one interleaving again.
fn again(session: &Session, pipeline: &Pipeline, exercise: &Exercise, replay: &Replay) -> Result<Exit, Error> {
    let (source, suite, label) = (
        session.answer(exercise)?,
        session.suite(exercise)?,
        exercise.answer_label(),
    );
    let answer = Answer {
        exercise,
        suite: &suite,
        text: Some(&source),
        label: &label,
    };
    let (verdict, story) = pipeline.replay(answer, replay)?;
    match story {
        Some(story) => say(&human::replayed(
            &subject(exercise, &source, &label),
            &verdict,
            &story,
            session.look,
        )),
        None => show(session, exercise, &source, &verdict),
    }
    Ok(Exit::AllPassed)
}

fn subject<'a>(exercise: &'a Exercise, source: &'a str, label: &'a str) -> Subject<'a> {
    Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label,
    }
}

fn show(session: &Session, exercise: &Exercise, source: &str, verdict: &Verdict) {
    let label = exercise.answer_label();
    let subject = subject(exercise, source, &label);
    let text = match (&verdict.status, human::explanation(&subject, verdict, session.look)) {
        (Status::Passed, _) | (_, None) => human::verdict(&subject, verdict, session.look),
        (_, Some(explanation)) => explanation,
    };
    say(&text);
}
