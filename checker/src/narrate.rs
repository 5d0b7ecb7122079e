//! An interleaving in sentences, one a step, for who listens to a screen reader or likes words better than columns. In: a [`Story`].
//! Out: sentences. Pure.

use crate::story::clock;
use recorder::Story;
use recorder::story::{Led, Step};

/// The story, a sentence a step. Steps are counted, so that one can refer to another.
pub fn narrate(story: &Story) -> Vec<String> {
    let mut previous = None;
    let sentences = story.steps.iter().enumerate().map(|(at, step)| {
        let switched = previous.is_some_and(|previous| previous != step.thread);
        previous = Some(step.thread);
        sentence(story, at, step, switched)
    });
    sentences.collect()
}

fn sentence(story: &Story, at: usize, step: &Step, switched: bool) -> String {
    let who = |thread: usize| story.threads.get(thread).map_or("somebody", String::as_str);
    let time = if story.timed {
        format!("at {}, ", clock(step.at_ns))
    } else {
        String::new()
    };
    let now = if switched { "now " } else { "" };
    let line = step.line.map(|line| format!(" in line {line}")).unwrap_or_default();
    let mut sentence = format!("Step {}: {time}{now}{}{line}: {}", at + 1, who(step.thread), step.text);
    for link in story.links.iter().filter(|link| link.to == at) {
        let other = who(story.steps[link.from].thread);
        let earlier = link.from + 1;
        match link.led {
            Led::Message => sentence += &format!(", sent by {other} in step {earlier}"),
            Led::Lock => sentence += &format!(", which {other} has given back"),
            Led::Wake => sentence += &format!(", woken by {other} in step {earlier}"),
            Led::Spawn | Led::Join => {}
        }
    }
    sentence.push('.');
    if let Some(remark) = &step.remark {
        sentence += &format!(" Here: {remark}.");
    }
    if story.decisive == Some(at) && step.remark.is_none() {
        sentence += " This is the decisive step.";
    }
    sentence
}

/// When each thread was at work and when it waited, a sentence a thread.
pub fn narrate_times(story: &Story) -> Vec<String> {
    let Some(best) = story.best_ns else {
        return Vec::new();
    };
    let mut sentences = Vec::new();
    for (thread, name) in story.threads.iter().enumerate() {
        let pauses = story.pauses.iter().filter(|pause| pause.thread == thread);
        let told: Vec<String> = pauses
            .map(|pause| {
                let what = if pause.slept { "at work (asleep)" } else { "waiting" };
                format!("{what} from {} to {}", clock(pause.from_ns), clock(pause.to_ns))
            })
            .collect();
        if !told.is_empty() {
            sentences.push(format!("{name}: {}.", told.join(", ")));
        }
    }
    sentences.push(format!("The best possible is {}.", clock(best)));
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use recorder::story::Link;

    #[test]
    fn a_step_says_who_where_what_and_why() {
        let step = |thread, line, text: &str| Step {
            thread,
            line: Some(line),
            text: text.to_owned(),
            ..Step::default()
        };
        let story = Story {
            threads: ["main", "thread 1"].map(str::to_owned).to_vec(),
            steps: vec![
                step(0, 4, "send on jobs"),
                step(1, 9, "receive from jobs"),
                Step {
                    remark: Some("thread 1's update is lost here".to_owned()),
                    ..step(1, 10, "write 1")
                },
            ],
            links: vec![Link {
                from: 0,
                to: 1,
                led: Led::Message,
            }],
            ..Story::default()
        };
        let expected = [
            "Step 1: main in line 4: send on jobs.",
            "Step 2: now thread 1 in line 9: receive from jobs, sent by main in step 1.",
            "Step 3: thread 1 in line 10: write 1. Here: thread 1's update is lost here.",
        ];
        assert_eq!(narrate(&story), expected);
        let timed = Story { timed: true, ..story };
        assert_eq!(narrate(&timed)[0], "Step 1: at 0 s, main in line 4: send on jobs.");
    }
}
