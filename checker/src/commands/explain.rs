//! `checker explain [NAME]`: the first failure of an exercise with its whole story.

use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::render::human::{self, Subject};
use crate::verdict::{Status, Verdict};

pub fn run(session: &Session, name: Option<&str>) -> Result<Exit, Error> {
    let pipeline = session.pipeline(true)?;
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

fn show(session: &Session, exercise: &Exercise, source: &str, verdict: &Verdict) {
    let label = exercise.answer_label();
    let subject = Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label: &label,
    };
    let text = match (&verdict.status, human::explanation(&subject, verdict, session.look)) {
        (Status::Passed, _) | (_, None) => human::verdict(&subject, verdict, session.look),
        (_, Some(explanation)) => explanation,
    };
    say(&text);
}
