//! `checker explain [NAME]`: the first failure of an exercise with its whole story; with `--replay TOKEN` a certain interleaving. In a
//! terminal it is stepped through by keys.

use crate::commands::{Exit, Session, passed, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::interactive::stepper::Stepper;
use crate::interactive::terminal;
use crate::pipeline::{Answer, Pipeline};
use crate::render::human::{self, CHECKER, Subject};
use crate::verdict::{Status, Verdict};
use recorder::{Replay, Story};

pub fn run(session: &Session, name: Option<&str>, replay: Option<&Replay>, plain: bool) -> Result<Exit, Error> {
    let by_keys = !plain && terminal::is_there();
    let pipeline = session.pipeline(true)?;
    if let (Some(name), Some(replay)) = (name, replay) {
        return again(session, &pipeline, session.find(name)?, replay, by_keys);
    }
    let exercises = match name {
        Some(name) => vec![session.find(name)?],
        None => session.exercises.iter().collect(),
    };
    for exercise in exercises {
        // What was found last is still true as long as nothing has changed; otherwise the check runs again.
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if !passed(&verdict) || name.is_some() {
            show(session, exercise, &source, &verdict, by_keys)?;
            return Ok(Exit::AllPassed);
        }
    }
    say("All exercises are done, so there is nothing to explain.\n");
    Ok(Exit::AllPassed)
}

/// Runs one interleaving again.
fn again(
    session: &Session,
    pipeline: &Pipeline,
    exercise: &Exercise,
    replay: &Replay,
    by_keys: bool,
) -> Result<Exit, Error> {
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
        Some(story) if by_keys => step(
            session,
            exercise,
            &source,
            &story,
            "Nothing is wrong with this interleaving.",
        )?,
        Some(story) => say(&human::replayed(
            &subject(exercise, &source, &label),
            &verdict,
            &story,
            session.look,
        )),
        None => show(session, exercise, &source, &verdict, by_keys)?,
    }
    Ok(Exit::AllPassed)
}

/// Steps through a story by keys, and says afterwards what it was about.
fn step(session: &Session, exercise: &Exercise, source: &str, story: &Story, fact: &str) -> Result<(), Error> {
    let title = format!("{} {} {}", exercise.folder, session.look.dot(), exercise.answer_label());
    terminal::show(&mut Stepper::new(title, fact.to_owned(), story, source), session.look)?;
    let name = &exercise.name;
    say(&format!(
        "{}\n  again:  {CHECKER} explain {name} --replay {}\n  play:   {CHECKER} play {name}\n  hint:   {CHECKER} hint {name}\n",
        human::sentence(fact, session.look),
        story.replay
    ));
    Ok(())
}

fn subject<'a>(exercise: &'a Exercise, source: &'a str, label: &'a str) -> Subject<'a> {
    Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label,
    }
}

fn show(session: &Session, exercise: &Exercise, source: &str, verdict: &Verdict, by_keys: bool) -> Result<(), Error> {
    let failure = verdict.first_failure().filter(|_| by_keys);
    if let Some((why, story)) = failure.and_then(|(_, why)| Some((why, why.story.as_ref()?))) {
        return step(session, exercise, source, story, &why.message);
    }
    let label = exercise.answer_label();
    let subject = subject(exercise, source, &label);
    let text = match (&verdict.status, human::explanation(&subject, verdict, session.look)) {
        (Status::Passed, _) | (_, None) => human::verdict(&subject, verdict, session.look),
        (_, Some(explanation)) => explanation,
    };
    say(&text);
    Ok(())
}
