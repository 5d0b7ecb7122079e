//! `checker explain --svg FILE` and `--html FILE`: the interleaving as a picture and as a page.

use crate::cli::Diagrams;
use crate::commands::say;
use crate::diagram::Scene;
use crate::error::Error;
use crate::evidence::nonce;
use crate::render::human::{self, Subject};
use crate::render::{html, svg};
use crate::state::write_whole;
use crate::verdict::{Status, Verdict};
use recorder::Story;
use std::path::Path;

/// Writes what is asked for. False if there is nothing to draw, which is said.
pub fn draw(subject: &Subject, verdict: &Verdict, story: Option<&Story>, diagrams: &Diagrams) -> Result<bool, Error> {
    let Some(scene) = scene(subject, verdict, story) else {
        let why = match &verdict.status {
            Status::Passed => "Every check has passed",
            Status::Failed | Status::Unfinished | Status::Error(_) => {
                "No interleaving has been run that could be drawn"
            }
        };
        say(&format!("\n{why}, so there is no diagram to write.\n"));
        return Ok(false);
    };
    if let Some(file) = &diagrams.svg {
        write_whole(file, &svg::file(&scene))?;
        say(&format!("The diagram is in {}.\n", file.display()));
    }
    if let Some(file) = &diagrams.html {
        write_whole(file, &html::page(&scene, &nonce()?))?;
        say(&format!("The page is in {}: open it in a browser.\n", file.display()));
    }
    Ok(true)
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

    pub fn wanted(&self) -> bool {
        self.files().next().is_some()
    }
}

/// Whether the files can be written, to be known before a check that may take its time.
pub fn can_be_written(diagrams: &Diagrams) -> Result<(), Error> {
    diagrams.files().try_for_each(file_can_be_written)
}

fn file_can_be_written(file: &Path) -> Result<(), Error> {
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
