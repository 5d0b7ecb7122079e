//! `checker explain [NAME]`: the first failure of an exercise with its whole story; with `--replay TOKEN` a certain interleaving;
//! with `--svg FILE` and `--html FILE` as pictures.

use crate::cli::Diagrams;
use crate::commands::{Exit, Session, passed, say};
use crate::diagram::Scene;
use crate::error::Error;
use crate::evidence::nonce;
use crate::exercise::Exercise;
use crate::pipeline::{Answer, Pipeline};
use crate::render::human::{self, Subject};
use crate::render::{html, svg};
use crate::state::write_whole;
use crate::verdict::{Status, Verdict};
use recorder::{Replay, Story};
use std::path::Path;

pub fn run(session: &Session, name: Option<&str>, replay: Option<&Replay>, diagrams: &Diagrams) -> Result<Exit, Error> {
    // A check may take its time; that a file can't be written is said before it.
    for file in diagrams.files() {
        can_be_written(file)?;
    }
    let pipeline = session.pipeline(true)?;
    if let (Some(name), Some(replay)) = (name, replay) {
        return again(session, &pipeline, session.find(name)?, replay, diagrams);
    }
    let exercises = match name {
        Some(name) => vec![session.find(name)?],
        None => session.exercises.iter().collect(),
    };
    for exercise in exercises {
        // What was found last is still true as long as nothing has changed; otherwise the check runs again.
        let (source, verdict) = session.verdict(&pipeline, exercise, false)?;
        if !passed(&verdict) || name.is_some() {
            return explain(session, exercise, &source, &verdict, None, diagrams);
        }
    }
    say("All exercises are done, so there is nothing to explain.\n");
    Ok(Exit::from(!diagrams.wanted()))
}

/// Runs one interleaving again.
fn again(
    session: &Session,
    pipeline: &Pipeline,
    exercise: &Exercise,
    replay: &Replay,
    diagrams: &Diagrams,
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
    explain(session, exercise, &source, &verdict, story.as_ref(), diagrams)
}

/// Shows what was found, or draws it. `story` is an interleaving that was asked for and has nothing wrong with it.
fn explain(
    session: &Session,
    exercise: &Exercise,
    source: &str,
    verdict: &Verdict,
    story: Option<&Story>,
    diagrams: &Diagrams,
) -> Result<Exit, Error> {
    let label = exercise.answer_label();
    let subject = Subject {
        folder: &exercise.folder,
        name: &exercise.name,
        source,
        label: &label,
    };
    if !diagrams.wanted() {
        say(&match story {
            Some(story) => human::replayed(&subject, verdict, story, session.look),
            None => told(&subject, verdict, session),
        });
        return Ok(Exit::AllPassed);
    }
    let Some(scene) = scene(&subject, verdict, story) else {
        say(&told(&subject, verdict, session));
        let why = match &verdict.status {
            Status::Passed => "Every check has passed",
            Status::Failed | Status::Unfinished | Status::Error(_) => {
                "No interleaving has been run that could be drawn"
            }
        };
        say(&format!("\n{why}, so there is no diagram to write.\n"));
        return Ok(Exit::NotPassed);
    };
    if let Some(file) = &diagrams.svg {
        write_whole(file, &svg::file(&scene))?;
        say(&format!("The diagram is in {}.\n", file.display()));
    }
    if let Some(file) = &diagrams.html {
        write_whole(file, &html::page(&scene, &nonce()?))?;
        say(&format!("The page is in {}: open it in a browser.\n", file.display()));
    }
    Ok(Exit::AllPassed)
}

fn told(subject: &Subject, verdict: &Verdict, session: &Session) -> String {
    match (&verdict.status, human::explanation(subject, verdict, session.look)) {
        (Status::Passed, _) | (_, None) => human::verdict(subject, verdict, session.look),
        (_, Some(explanation)) => explanation,
    }
}

/// What is drawn, if there is anything to draw.
fn scene<'a>(subject: &'a Subject, verdict: &'a Verdict, story: Option<&'a Story>) -> Option<Scene<'a>> {
    let failure = verdict.first_failure();
    let (message, help, lines) = match failure {
        Some((_, why)) => (why.message.as_str(), why.help.as_deref(), why.lines.as_slice()),
        None => (human::NOTHING_WRONG, None, [].as_slice()),
    };
    let story = story.or(failure.and_then(|(_, why)| why.story.as_ref()))?;
    let check = failure
        .map(|(check, _)| check)
        .or(verdict.checks.first().map(|judged| &judged.check));
    let title = check.map_or("", |check| check.title.as_str());
    Some(Scene {
        heading: format!("{} · {title}", subject.folder),
        message,
        help,
        again: format!("{} explain {} --replay {}", human::CHECKER, subject.name, story.replay),
        source: subject.source,
        label: subject.label,
        lines,
        story,
    })
    .filter(|scene| !scene.story.steps.is_empty())
}

impl Diagrams {
    fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.svg, &self.html].into_iter().flatten().map(|file| file.as_path())
    }

    fn wanted(&self) -> bool {
        self.files().next().is_some()
    }
}

fn can_be_written(file: &Path) -> Result<(), Error> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Error::new(
            format!(
                "cannot write {}: there is no folder {}",
                file.display(),
                folder.display()
            ),
            "Make the folder, or name a file in one that is there.",
        ));
    }
    if file.is_dir() {
        return Err(Error::new(
            format!("cannot write {}: it is a folder", file.display()),
            "Name a file in it.",
        ));
    }
    Ok(())
}
