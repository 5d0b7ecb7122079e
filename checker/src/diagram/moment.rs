//! How things stand after a step: who holds which lock, what values there are, what was printed. In: a [`Story`]. Pure.

use recorder::Story;
use std::collections::BTreeMap;

/// How things stand after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Locks and their holders.
    pub held: Vec<Held>,
    /// Things and their values, in the order of the things.
    pub values: Vec<(String, String)>,
    /// All that was printed so far.
    pub output: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub lock: String,
    pub by: String,
    /// It is given back in this very step.
    pub ends: bool,
}

/// The moments after all the steps.
pub fn moments(story: &Story) -> Vec<Moment> {
    let mut values: BTreeMap<usize, String> = BTreeMap::new();
    let mut output = String::new();
    let thing = |at: usize| {
        story
            .things
            .get(at)
            .map_or("a lock", |thing| thing.name.as_str())
            .to_owned()
    };
    let moment = |(at, step): (usize, &recorder::story::Step)| {
        if let (Some(of), Some(value)) = (step.thing, &step.value) {
            values.insert(of, value.clone());
        }
        output.push_str(step.printed.as_deref().unwrap_or(""));
        let mut held: Vec<Held> = Vec::new();
        for hold in &story.holds {
            if hold.from <= at && hold.to.is_none_or(|to| at <= to) {
                let entry = Held {
                    lock: thing(hold.thing),
                    by: story.threads.get(hold.thread).cloned().unwrap_or_default(),
                    ends: hold.to == Some(at),
                };
                // Taken twice within a step, it is held once.
                match held
                    .iter_mut()
                    .find(|held| (&held.lock, &held.by) == (&entry.lock, &entry.by))
                {
                    Some(held) => held.ends &= entry.ends,
                    None => held.push(entry),
                }
            }
        }
        Moment {
            held,
            values: values.iter().map(|(&of, value)| (thing(of), value.clone())).collect(),
            output: output.clone(),
        }
    };
    story.steps.iter().enumerate().map(moment).collect()
}
