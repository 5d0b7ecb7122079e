//! What a check came to, in plain words: what the formats without a layout of their own say. In: a graded exercise. Out: text without
//! colours, already harmless.

use crate::graded::Graded;
use crate::render::human::{self, CHECKER, Subject};
use crate::render::{Look, untrusted};
use crate::verdict::{Diagnosis, Judged, Outcome, Status};

const PLAIN: Look = Look {
    colour: false,
    width: 100,
    unicode: true,
    narrated: false,
};

/// The whole diagnosis as it stands in a terminal: the fact, the interleaving, the lines, the help.
pub fn diagnosis(graded: &Graded, judged: &Judged, why: &Diagnosis) -> String {
    let subject = Subject {
        folder: &graded.exercise,
        name: graded.name(),
        source: graded.source.as_deref().unwrap_or(""),
        label: &graded.label,
    };
    let text = untrusted::lines(&human::failed(&subject, judged, why, PLAIN));
    // Below its heading it would be indented.
    let lines: Vec<&str> = text
        .trim_end()
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line))
        .collect();
    lines.join("\n")
}

/// What failed: a check, by its title, or the file as a whole, which is not the fault of its first check.
pub fn subject(judged: &Judged, why: &Diagnosis) -> String {
    let text = match why.kind.is_about_the_file() {
        true => why.kind.name(),
        false => &judged.check.title,
    };
    untrusted::line(text)
}

/// One sentence on why a check has not passed; `None` if it has.
pub fn sentence(graded: &Graded, judged: &Judged) -> Option<String> {
    match (&judged.outcome, &graded.verdict.status) {
        (Outcome::Passed(_), _) => None,
        (Outcome::Failed(_, why), _) => Some(untrusted::line(&why.message)),
        (Outcome::Skipped, Status::Error(what)) => Some(format!(
            "This could not be graded, which is not the learner's fault: {}",
            untrusted::line(what.lines().next().unwrap_or(""))
        )),
        (Outcome::Skipped, _) => Some("This has not run, because something before it failed.".to_owned()),
    }
}

/// All there is to say about a check in plain text.
pub fn whole(graded: &Graded, judged: &Judged) -> String {
    match &judged.outcome {
        Outcome::Passed(reach) => human::far(reach, judged),
        Outcome::Failed(_, why) => diagnosis(graded, judged, why),
        Outcome::Skipped => sentence(graded, judged).unwrap_or_default(),
    }
}

/// The command that runs a check again.
pub fn again(graded: &Graded, judged: &Judged) -> String {
    let story = judged.diagnosis().and_then(|why| why.story.as_ref());
    match story.filter(|story| !story.replay.is_empty()) {
        Some(story) => format!(
            "{CHECKER} explain {} --replay {}",
            graded.name(),
            untrusted::line(&story.replay)
        ),
        None => format!("{CHECKER} check {}", graded.name()),
    }
}
