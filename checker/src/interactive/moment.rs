//! What is so after some steps of a story: where the threads are, who holds which lock, what values there are, what was printed.

use recorder::Story;

/// The state of the program between two steps.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The line of each thread's last step.
    pub lines: Vec<Option<u32>>,
    /// The things that are held, by their indices in [`Story::things`], with the thread that holds each.
    pub held: Vec<(usize, usize)>,
    /// The things whose values are known, with the values.
    pub values: Vec<(usize, String)>,
    pub output: String,
}

impl Moment {
    /// What is so after the first `done` steps.
    pub fn after(story: &Story, done: usize) -> Moment {
        let mut moment = Moment {
            lines: vec![None; story.threads.len()],
            ..Moment::default()
        };
        for step in story.steps.iter().take(done) {
            if let (Some(_), Some(place)) = (step.line, moment.lines.get_mut(step.thread)) {
                *place = step.line;
            }
            if let (Some(thing), Some(value)) = (step.thing, &step.value) {
                moment.values.retain(|&(known, _)| known != thing);
                moment.values.push((thing, value.clone()));
            }
            moment.output.push_str(step.printed.as_deref().unwrap_or(""));
        }
        moment.values.sort();
        let held = story
            .holds
            .iter()
            .filter(|hold| hold.from < done && hold.to.is_none_or(|to| to >= done));
        moment.held = held.map(|hold| (hold.thing, hold.thread)).collect();
        moment
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::sample;

    #[test]
    fn a_moment_is_made_of_the_steps_before_it() {
        let story = sample::story();
        assert_eq!(Moment::after(&story, 0).lines, [None, None, None]);
        let moment = Moment::after(&story, 3);
        assert_eq!(moment.lines, [Some(1), Some(2), None]);
        assert_eq!(moment.held, [(0, 1)]);
        assert_eq!(moment.values, [(0, "0".to_owned())]);
        // The lock is given back in the fourth step.
        assert_eq!(Moment::after(&story, 4).held, []);
        let end = Moment::after(&story, story.steps.len());
        assert_eq!(end.values, [(0, "1".to_owned())]);
        assert_eq!(end.output, "done\n");
    }
}
