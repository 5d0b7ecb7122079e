//! Where a report goes. In: what was asked for, the environment. Out: files, or standard output. What can be refused is refused before
//! anything is graded.

use crate::commands::{Session, say};
use crate::error::Error;
use crate::evidence::nonce;
use crate::graded::Submission;
use crate::grading::Grading;
use crate::render::classroom50::Identity;
use crate::render::formats::{Format, OUTPUT, SUMMARY, Surroundings, render};
use crate::render::github::annotations::Place;
use crate::render::github::summary::LIMIT;
use crate::state;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A report that has been promised.
pub struct Delivery<'a> {
    format: Format,
    output: Option<&'a Path>,
    identity: Option<Identity>,
}

impl<'a> Delivery<'a> {
    /// # Errors
    /// The report cannot be written, or the format is not for that many submissions, or lacks something.
    pub fn promise(format: Format, output: Option<&'a Path>, submissions: usize) -> Result<Delivery<'a>, Error> {
        if submissions != 1 && is_about_one(format) {
            return Err(Error::new(
                format!(
                    "the format {} is for one submission, and these are {submissions}",
                    format.name()
                ),
                "Grade them one by one, or as a class with --format html, json or junit.",
            ));
        }
        let identity = match format {
            Format::Classroom50 => Some(Identity::read(variable)?),
            Format::Human
            | Format::Json
            | Format::Junit
            | Format::Gradescope
            | Format::Github
            | Format::Exercism
            | Format::Html => None,
        };
        // Found out before an hour of grading, not after it.
        match output {
            // What an earlier run has written is left as it is until there is something better.
            Some(output) if output.exists() => append(output, "")?,
            Some(output) => state::write_whole(output, "")?,
            None => {}
        }
        if format == Format::Github {
            for file in [SUMMARY, OUTPUT].into_iter().filter_map(variable) {
                append(Path::new(&file), "")?;
            }
        }
        Ok(Delivery {
            format,
            output,
            identity,
        })
    }

    /// A report that is made already.
    pub fn deliver_text(&self, text: &str) -> Result<(), Error> {
        match self.output {
            Some(output) => state::write_whole(output, text)?,
            None => say(text),
        }
        Ok(())
    }

    pub fn deliver(mut self, session: &Session, submissions: &[Submission], grading: &Grading) -> Result<(), Error> {
        let folder = std::env::current_dir().unwrap_or_else(|_| session.workspace.root.clone());
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let with = Surroundings {
            look: session.look,
            grading,
            nonce: nonce()?,
            now: since.map_or(0, |since| since.as_secs()),
            place: Place {
                repository: repository(submissions, &folder),
                current: folder,
            },
            summary_room: LIMIT.saturating_sub(length_of(SUMMARY)),
            identity: self.identity.take(),
        };
        let rendered = render(self.format, submissions, &with);
        self.deliver_text(&rendered.text)?;
        for (name, text) in &rendered.appended {
            match variable(name) {
                Some(file) => append(Path::new(&file), text)?,
                None => crate::aside::say(format_args!(
                    "note: {} is not written, because {name} is not set.",
                    what(name)
                )),
            }
        }
        Ok(())
    }
}

/// The folder that GitHub knows the files by: of the repository that they are in, which a workflow may have checked out beside others.
fn repository(submissions: &[Submission], current: &Path) -> PathBuf {
    let mut files = submissions.iter().flat_map(|submission| &submission.graded);
    let file = files
        .find_map(|graded| graded.file.as_ref())
        .map(|file| current.join(file));
    let around = file.iter().flat_map(|file| file.ancestors());
    let checked_out = around.into_iter().find(|folder| folder.join(".git").exists());
    let workspace = || variable("GITHUB_WORKSPACE").map_or_else(|| current.to_path_buf(), PathBuf::from);
    checked_out.map_or_else(workspace, Path::to_path_buf)
}

fn is_about_one(format: Format) -> bool {
    match format {
        Format::Gradescope | Format::Classroom50 | Format::Exercism => true,
        Format::Human | Format::Json | Format::Junit | Format::Github | Format::Html => false,
    }
}

fn what(variable: &str) -> &'static str {
    match variable {
        OUTPUT => "the result for the reporter",
        _ => "the job summary",
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The bytes that are in the file already. Other commands of the same step share it.
fn length_of(name: &str) -> usize {
    let file = variable(name).and_then(|file| std::fs::metadata(file).ok());
    file.map_or(0, |data| usize::try_from(data.len()).unwrap_or(usize::MAX))
}

fn append(path: &Path, text: &str) -> Result<(), Error> {
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::writing(path, &error))
}
