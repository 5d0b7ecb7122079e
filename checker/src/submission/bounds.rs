//! What is kept of a verdict while the rest of the class is graded: enough for anybody to read, and no more than fits into memory a few
//! thousand times. An answer can make rustc say megabytes.

use crate::verdict::{Diagnosis, Outcome, Verdict};
use recorder::Story;

/// Lines of evidence, and lines that are named.
const LINES: usize = 200;
/// Characters of a line, or of the message.
const CHARACTERS: usize = 2000;
/// Bytes of an interleaving's texts. The largest of an ordinary answer has a tenth of it.
const STORY: usize = 256 << 10;

/// The verdict, cut where it is longer than anybody would read.
pub fn bounded(mut verdict: Verdict) -> Verdict {
    for judged in &mut verdict.checks {
        match &mut judged.outcome {
            Outcome::Failed(_, why) => bound(why),
            Outcome::Passed(_) | Outcome::Skipped => {}
        }
    }
    verdict
}

fn bound(why: &mut Diagnosis) {
    why.lines.truncate(LINES);
    cut(&mut why.message);
    let more = why.evidence.len().saturating_sub(LINES);
    if more > 0 {
        why.evidence.truncate(LINES);
        why.evidence.push(format!("and {more} lines more"));
    }
    why.evidence.iter_mut().for_each(cut);
    if why.story.as_ref().is_some_and(|story| size(story) > STORY) {
        why.story = None;
        why.evidence
            .push("The interleaving is too long for a report; `checker explain` shows it.".to_owned());
    }
}

fn cut(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(CHARACTERS) {
        text.truncate(end);
        text.push_str(" ...");
    }
}

fn size(story: &Story) -> usize {
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let steps = story.steps.iter();
    let steps = steps.map(|step| step.text.len() + length(&step.remark) + length(&step.value) + length(&step.printed));
    let names = story.things.iter().map(|thing| thing.name.len() + thing.kind.len());
    steps.chain(names).chain(story.threads.iter().map(String::len)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::{Check, World};
    use crate::verdict::{Judged, Reach, Status};
    use recorder::Kind;
    use recorder::story::Step;

    fn verdict(message: &str, lines: usize, text: &str) -> Verdict {
        let step = Step {
            text: text.to_owned(),
            ..Step::default()
        };
        let why = Diagnosis {
            kind: Kind::DoesNotCompile,
            message: message.to_owned(),
            lines: (0..lines as u32).collect(),
            help: None,
            story: Some(Story {
                steps: vec![step],
                ..Story::default()
            }),
            evidence: vec![message.to_owned(); lines],
        };
        let check = Check {
            id: "x".to_owned(),
            title: "X".to_owned(),
            points: 1.0,
            world: World::Simulated,
        };
        Verdict {
            status: Status::Failed,
            checks: vec![Judged {
                check,
                outcome: Outcome::Failed(Reach::default(), Box::new(why)),
            }],
            duration_ms: 1,
        }
    }

    #[test]
    fn an_ordinary_verdict_stays_as_it_is() {
        let ordinary = verdict("two threads", 100, &"step".repeat(1000));
        assert_eq!(bounded(ordinary.clone()), ordinary);
    }

    #[test]
    fn megabytes_become_what_somebody_may_read() {
        let bounded = bounded(verdict(&"ü".repeat(1 << 20), 3000, &"x".repeat(1 << 20)));
        let (_, why) = bounded.first_failure().unwrap();
        let total: usize = why.evidence.iter().map(String::len).sum();
        assert!(why.message.len() < 5000 && total < 1 << 20 && why.lines.len() == LINES);
        assert!(why.story.is_none());
        assert!(why.evidence.iter().any(|line| line == "and 2800 lines more"));
    }
}
