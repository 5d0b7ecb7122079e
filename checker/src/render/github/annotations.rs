//! Annotations as workflow commands ("Workflow commands for GitHub Actions" of GitHub's documentation; escaped as actions/toolkit does it).
//! Whatever a learner wrote stays within one line, so that it is never read as a command of its own.

use crate::graded::{Graded, Submission};
use crate::render::human::number;
use crate::render::{told, untrusted};
use crate::verdict::{Diagnosis, Judged, Status};
use std::path::{Component, Path, PathBuf};

/// GitHub shows no more of one kind for a step; the others stay in its log.
const SHOWN: usize = 10;

/// Where things are.
#[derive(Debug, Clone)]
pub struct Place {
    /// The repository's folder: GitHub knows files by their paths from there.
    pub repository: PathBuf,
    /// What the paths of learners' files begin at.
    pub current: PathBuf,
}

pub fn annotations(submissions: &[Submission], place: &Place) -> String {
    let mut errors = Vec::new();
    for submission in submissions {
        let whose = match submissions {
            [_] => String::new(),
            _ => format!("{}: ", submission.name),
        };
        for graded in &submission.graded {
            let subject = format!("{whose}{}", graded.exercise);
            // There is room for few, so the same is said once.
            for (judged, why, _) in graded.failures() {
                errors.push(failed(&subject, graded, judged, why, place));
            }
            if let Status::Error(what) = &graded.verdict.status {
                let title = format!("{subject} could not be graded");
                errors.push(command("error", &[("title", title)], what));
            }
        }
    }
    let mut notices: Vec<String> = submissions.iter().map(points).collect();
    if notices.len() > SHOWN {
        notices = vec![all_points(submissions)];
    }
    if errors.len() > SHOWN {
        let text = format!(
            "GitHub shows the first {SHOWN} of {} annotations. See the job summary and the log.",
            errors.len()
        );
        notices.push(command("notice", &[("title", "More was found".to_owned())], &text));
    }
    errors.into_iter().chain(notices).collect()
}

fn failed(subject: &str, graded: &Graded, judged: &Judged, why: &Diagnosis, place: &Place) -> String {
    let mut properties = Vec::new();
    if let Some(file) = graded.file.as_deref().and_then(|file| from(place, file)) {
        properties.push(("file", file));
        let line = why.lines.first().copied().unwrap_or(1);
        properties.push(("line", line.to_string()));
    }
    let title = match why.kind.is_about_the_file() {
        true => format!("{subject}: {}", why.kind.name()),
        false => format!("{subject}: {} ({})", told::subject(judged, why), why.kind.name()),
    };
    properties.push(("title", title));
    command("error", &properties, &told::diagnosis(graded, judged, why))
}

fn points(submission: &Submission) -> String {
    let text = format!(
        "{} of {} points",
        number(submission.points()),
        number(submission.max_points())
    );
    command("notice", &[("title", submission.name.clone())], &text)
}

fn all_points(submissions: &[Submission]) -> String {
    let text = format!(
        "{} submissions are graded. Their points are in the job summary.",
        submissions.len()
    );
    command("notice", &[("title", "Graded".to_owned())], &text)
}

/// The file's path from the repository's folder, with slashes; `None` if it is elsewhere, where GitHub could not show anything.
fn from(place: &Place, file: &str) -> Option<String> {
    let whole = plain(&place.current.join(file));
    let parts = whole.strip_prefix(plain(&place.repository)).ok()?.components();
    let parts: Vec<String> = parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    Some(parts.join("/"))
}

/// The path without detours.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            Component::Normal(_) | Component::RootDir | Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

/// `::error file=src/lib.rs,line=3::text` on a line of its own.
fn command(name: &str, properties: &[(&str, String)], text: &str) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(&untrusted::line(value))))
        .collect();
    format!("::{name} {}::{}\n", properties.join(","), data(&untrusted::lines(text)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
