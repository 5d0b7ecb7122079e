//! An interleaving, told: a column a thread, a row a step, and what the steps have to do with each other.

use serde::{Deserialize, Serialize};

/// An interleaving as a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The columns' headings: `main`, `thread 1`, or the names that the learner gave.
    pub threads: Vec<String>,
    /// The locks, atomics, channels that the steps are about.
    pub things: Vec<Thing>,
    pub steps: Vec<Step>,
    /// Which step led to which: a message that arrived, a lock that was handed on.
    pub links: Vec<Link>,
    /// From when to when locks were held.
    pub holds: Vec<Hold>,
    /// What the scheduler could choose, in order. Only of an interleaving that was asked for by its token.
    pub choices: Vec<Choice>,
    /// No rule is broken here: something is missing that some interleaving must do, and this one does not. Only of an interleaving that
    /// was asked for by its token.
    #[serde(default)]
    pub hoped: bool,
    /// The step at which it went wrong.
    pub decisive: Option<usize>,
    /// Steps that were left out because there were too many.
    pub left_out: usize,
    /// The interleaving's number in the search, counted from 1.
    pub found_in: u64,
    /// The token that runs it again, see [`crate::replay`].
    pub replay: String,
    /// What its choices cost: preemptions, and what counts like them.
    pub preemptions: u32,
    /// How many of them are waits that ended for no reason.
    #[serde(default)]
    pub spurious: u32,
    /// Whether the simulated clock moved, so that times are worth showing.
    pub timed: bool,
    /// From when to when each thread slept or waited.
    pub pauses: Vec<Pause>,
    /// The least simulated nanoseconds that a right program takes, where the mistake is about time.
    pub best_ns: Option<u64>,
}

/// A stretch of simulated time in which a thread did not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub thread: usize,
    pub from_ns: u64,
    pub to_ns: u64,
    /// It slept: in the exercises' pretence, it was at work. Otherwise it waited for somebody.
    pub slept: bool,
}

/// A choice that the scheduler made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// How many steps came before.
    pub step: usize,
    /// The index of the alternative that was taken.
    pub taken: usize,
    /// The first is what happens if nobody chooses.
    pub alternatives: Vec<Alternative>,
}

/// One of the things that could happen next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// In words: `thread 2 goes on`.
    pub text: String,
    /// The thread that goes on then, if it is about one.
    pub thread: Option<usize>,
    /// Whether it counts as a preemption.
    pub paid: bool,
}

/// Something that threads share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// The learner's own name for it, or `lock 2`.
    pub name: String,
    /// `lock`, `atomic`, `channel`, `condition` …
    pub kind: String,
}

/// One step of one thread.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The index of the thread in [`Story::threads`].
    pub thread: usize,
    /// The line of the learner's file, where there is one.
    pub line: Option<u32>,
    /// What the thread did: `lock counter, read 0`.
    pub text: String,
    /// Simulated nanoseconds since the start.
    pub at_ns: u64,
    /// What to notice here: `thread 2's update is lost here`.
    pub remark: Option<String>,
    /// The index in [`Story::things`] of what it was done to.
    pub thing: Option<usize>,
    /// The value that the thing has afterwards, where it can be shown.
    pub value: Option<String>,
    /// What it printed.
    pub printed: Option<String>,
    /// It has no part in what went wrong.
    pub minor: bool,
}

/// How one step led to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Led {
    /// A thread was started.
    Spawn,
    /// A thread's end was waited for.
    Join,
    /// A message was received.
    Message,
    /// A lock was given back and taken by another thread.
    Lock,
    /// Somebody was woken.
    Wake,
}

/// One step that led to another, by their indices in [`Story::steps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub led: Led,
}

/// A lock that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    pub thread: usize,
    /// The index in [`Story::things`].
    pub thing: usize,
    /// The steps at which it was taken and given back. `None`: it never was.
    pub from: usize,
    pub to: Option<usize>,
}

impl Story {
    /// Leaves out all steps but those for which `keep` says true, and mends what refers to them.
    pub fn retain(&mut self, keep: impl Fn(usize, &Step) -> bool) {
        let kept: Vec<bool> = self.steps.iter().enumerate().map(|(at, step)| keep(at, step)).collect();
        let mut places = Vec::with_capacity(kept.len());
        let mut place = 0;
        for &kept in &kept {
            places.push(place);
            place += usize::from(kept);
        }
        // A lock may have been given back after the last step that an earlier call has kept.
        places.push(place);
        let total = place;
        self.left_out += kept.len() - total;
        let mut at = 0;
        self.steps.retain(|_| {
            at += 1;
            kept[at - 1]
        });
        // A link is worth showing only while both its ends are there; a hold stays while any step is left in it.
        self.links.retain(|link| kept[link.from] && kept[link.to]);
        for link in &mut self.links {
            (link.from, link.to) = (places[link.from], places[link.to]);
        }
        self.holds.retain_mut(|hold| {
            let end = hold.to.map(|to| places[to]);
            hold.from = places[hold.from];
            hold.to = end;
            hold.from < total && end.is_none_or(|end| end > hold.from)
        });
        for choice in &mut self.choices {
            choice.step = places.get(choice.step).copied().unwrap_or(total);
        }
        self.decisive = self
            .decisive
            .filter(|&decisive| kept[decisive])
            .map(|decisive| places[decisive]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Story {
        let step = |text: &str| Step {
            text: text.to_owned(),
            ..Step::default()
        };
        Story {
            steps: ["lock", "read", "write", "send", "receive"].map(step).to_vec(),
            links: vec![
                Link {
                    from: 3,
                    to: 4,
                    led: Led::Message,
                },
                Link {
                    from: 1,
                    to: 4,
                    led: Led::Wake,
                },
            ],
            holds: vec![Hold {
                thread: 0,
                thing: 0,
                from: 0,
                to: Some(3),
            }],
            decisive: Some(2),
            ..Story::default()
        }
    }

    #[test]
    fn what_refers_to_steps_follows_them() {
        let mut story = story();
        story.retain(|at, _| at != 1);
        let texts: Vec<&str> = story.steps.iter().map(|step| step.text.as_str()).collect();
        assert_eq!(texts, ["lock", "write", "send", "receive"]);
        assert_eq!((story.left_out, story.decisive), (1, Some(1)));
        assert_eq!(
            story.links.iter().map(|link| (link.from, link.to)).collect::<Vec<_>>(),
            [(2, 3)]
        );
        assert_eq!(
            story.holds.iter().map(|hold| (hold.from, hold.to)).collect::<Vec<_>>(),
            [(0, Some(2))]
        );
    }

    #[test]
    fn a_hold_may_end_behind_all_that_is_kept() {
        let mut story = story();
        story.retain(|at, _| at < 3);
        story.retain(|at, _| at < 2);
        assert_eq!((story.holds[0].from, story.holds[0].to), (0, Some(2)));
    }

    #[test]
    fn a_hold_without_steps_and_a_lost_decision_go() {
        let mut story = story();
        story.retain(|at, _| at > 2);
        assert!(story.holds.is_empty() && story.decisive.is_none() && story.left_out == 3);
    }
}
