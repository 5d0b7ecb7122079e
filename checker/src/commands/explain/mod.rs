//! `checker explain [NAME]`: the first failure of an exercise with its whole story; with `--replay TOKEN` a certain interleaving. In a
//! terminal it is stepped through by keys; with `--svg FILE` and `--html FILE` it is drawn.

mod draw;

use crate::cli::Diagrams;
use crate::commands::{Exit, Session, passed};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::interactive::stepper::Stepper;
use crate::interactive::terminal;
use crate::pipeline::{Answer, Pipeline};
use crate::render::human::{self, CHECKER, Subject};
use crate::verdict::{Status, Verdict};
use recorder::{Replay, Story};

/// What is to be explained, and how.
pub struct Asked<'a> {
    /// `None`: the first exercise that is neither done nor skipped.
    pub name: Option<&'a str>,
    pub replay: Option<&'a Replay>,
    pub diagrams: &'a Diagrams,
    /// Printed, also in a terminal.
    pub plain: bool,
}

pub fn run(session: &Session, asked: &Asked) -> Result<Exit, Error> {
    draw::can_be_written(asked.diagrams)?;
    let pipeline = session.pipeline(true)?;
    if let (Some(name), Some(replay)) = (asked.name, asked.replay) {
        return again(session, &pipeline, session.find(name)?, replay, asked);
    }
    let exercises = match asked.name {
        Some(name) => vec![session.find(name)?],
        None => {
            let state = session.state()?;
            let course = session.course(&state).into_iter();
            course
                .filter(|exercise| !state.skipped.contains(&exercise.folder))
                .collect()
        }
    };
    for exercise in exercises {
        // What was found last is still true as long as nothing has changed; otherwise the check runs again.
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if !passed(&verdict) || asked.name.is_some() {
            return show(session, exercise, &source, &verdict, None, asked);
        }
    }
    session.say("All exercises are done, so there is nothing to explain.\n");
    Ok(Exit::AllPassed)
}

/// Runs one interleaving again.
fn again(
    session: &Session,
    pipeline: &Pipeline,
    exercise: &Exercise,
    replay: &Replay,
    asked: &Asked,
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
    show(session, exercise, &source, &verdict, story.as_ref(), asked)
}

/// Shows what was found. `story` is an interleaving that was asked for and has nothing wrong with it.
fn show(
    session: &Session,
    exercise: &Exercise,
    source: &str,
    verdict: &Verdict,
    story: Option<&Story>,
    asked: &Asked,
) -> Result<Exit, Error> {
    let label = exercise.answer_label();
    let subject = Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label: &label,
    };
    if asked.diagrams.wanted() {
        return draw::draw(&subject, verdict, story, asked.diagrams).map(Exit::from);
    }
    let failure = verdict
        .first_failure()
        .map(|(_, why)| (why.message.as_str(), why.story.as_ref()));
    let steps = match (story, failure) {
        (Some(story), _) => Some((human::NOTHING_WRONG, story)),
        (None, Some((message, Some(story)))) => Some((message, story)),
        (None, _) => None,
    };
    if let Some((fact, story)) = steps.filter(|_| !asked.plain && !session.look.narrated && terminal::is_there()) {
        step(session, &subject, story, fact)?;
        return Ok(Exit::AllPassed);
    }
    session.say(&match (
        story,
        &verdict.status,
        human::explanation(&subject, verdict, session.look),
    ) {
        (Some(story), ..) => human::replayed(&subject, verdict, story, session.look),
        (None, Status::Passed, _) | (None, _, None) => human::verdict(&subject, verdict, session.look),
        (None, _, Some(explanation)) => explanation,
    });
    Ok(Exit::AllPassed)
}

/// Steps through a story by keys, and says afterwards what it was about.
fn step(session: &Session, subject: &Subject, story: &Story, fact: &str) -> Result<(), Error> {
    let title = format!("{} {} {}", subject.folder, session.look.dot(), subject.label);
    let mut stepper = Stepper::new(title, fact.to_owned(), story, subject.source);
    terminal::show(&mut stepper, session.look)?;
    let name = subject.name;
    session.say(&format!(
        "{}\n  again:  {CHECKER} explain {name} --replay {}\n  play:   {CHECKER} play {name}\n  hint:   {CHECKER} hint {name}\n",
        human::sentence(fact, session.look),
        story.replay
    ));
    Ok(())
}
