//! The formats of a report: a file each beside this one. In: submissions, and what the surroundings say. Out: text, and what goes to files
//! that the environment names.

use crate::graded::Submission;
use crate::grading::Grading;
use crate::render::classroom50::Identity;
use crate::render::github::annotations::Place;
use crate::render::{Look, class, classroom50, exercism, github, gradescope, human, json, junit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Human,
    Json,
    Junit,
    Gradescope,
    Github,
    Classroom50,
    Exercism,
    Html,
}

impl Format {
    pub const ALL: [Format; 8] = [
        Format::Human,
        Format::Json,
        Format::Junit,
        Format::Gradescope,
        Format::Github,
        Format::Classroom50,
        Format::Exercism,
        Format::Html,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Junit => "junit",
            Format::Gradescope => "gradescope",
            Format::Github => "github",
            Format::Classroom50 => "classroom50",
            Format::Exercism => "exercism",
            Format::Html => "html",
        }
    }

    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What a report is made from besides the submissions.
pub struct Surroundings<'a> {
    pub look: Look,
    pub grading: &'a Grading,
    /// Nobody can have known it when the learners wrote their text.
    pub nonce: String,
    /// Seconds since 1970.
    pub now: u64,
    pub place: Place,
    /// The bytes that a job summary may have.
    pub summary_room: usize,
    /// Only of the format that needs it.
    pub identity: Option<Identity>,
}

/// A report.
#[derive(Debug, Default)]
pub struct Rendered {
    pub text: String,
    /// What is appended to the file that an environment variable names.
    pub appended: Vec<(&'static str, String)>,
}

pub const SUMMARY: &str = "GITHUB_STEP_SUMMARY";
pub const OUTPUT: &str = "GITHUB_OUTPUT";

/// Formats that are about one submission get the first.
pub fn render(format: Format, submissions: &[Submission], with: &Surroundings) -> Rendered {
    let first = || submissions.first();
    let text = match format {
        Format::Human => human::grades(submissions, with.look),
        Format::Json => json::report(submissions),
        Format::Junit => junit::report(submissions),
        Format::Html => class::page(submissions, &with.nonce),
        Format::Gradescope => first().map_or(String::new(), |one| gradescope::report(one, with.grading)),
        Format::Exercism => first().map_or(String::new(), exercism::report),
        Format::Classroom50 => match (first(), &with.identity) {
            (Some(one), Some(identity)) => classroom50::report(one, identity, with.now),
            (None, _) | (_, None) => String::new(),
        },
        Format::Github => {
            return Rendered {
                text: github::annotations::annotations(submissions, &with.place),
                appended: vec![
                    (SUMMARY, github::summary::summary(submissions, with.summary_room)),
                    (OUTPUT, format!("result={}\n", github::result::result(submissions))),
                ],
            };
        }
    };
    Rendered {
        text,
        appended: Vec::new(),
    }
}
