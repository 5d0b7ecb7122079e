//! What a check found.

use crate::mistake::Mistake;
use recorder::Story;
use std::time::Duration;

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub interleavings: u64,
    /// Of a failure: the preemptions it took. Of a pass: up to how many all interleavings were run.
    pub preemptions: u32,
    /// Whether every exploration came to its end within its budget.
    pub exhausted: bool,
    pub simulated: Option<Duration>,
    pub failure: Option<(Mistake, Option<Story>)>,
    /// What happened in an interleaving that was run again and has nothing wrong with it.
    pub replayed: Option<Story>,
    /// What else a reader should know: a limit of the engine that was met, say.
    pub note: Option<String>,
}

impl Verdict {
    /// Goes on with another exploration unless this one has failed.
    #[must_use]
    pub fn and(self, next: impl FnOnce() -> Verdict) -> Verdict {
        // Suites are compiled with every answer, so what they instantiate is short.
        let mut next = Some(next);
        self.unless_failed(&mut || match next.take() {
            Some(next) => next(),
            None => Verdict::default(),
        })
    }

    fn unless_failed(self, next: &mut dyn FnMut() -> Verdict) -> Verdict {
        if self.failure.is_some() {
            self
        } else {
            self.followed_by(next())
        }
    }

    fn followed_by(self, next: Verdict) -> Verdict {
        Verdict {
            interleavings: self.interleavings + next.interleavings,
            preemptions: if next.failure.is_some() {
                next.preemptions
            } else {
                self.preemptions.min(next.preemptions)
            },
            exhausted: self.exhausted && next.exhausted,
            simulated: next.simulated.max(self.simulated),
            failure: next.failure,
            replayed: self.replayed.or(next.replayed),
            note: self.note.or(next.note),
        }
    }
}

/// Explores something for each of several inputs, until one fails.
pub fn each<T>(inputs: impl IntoIterator<Item = T>, explore: impl Fn(T) -> Verdict) -> Verdict {
    let mut inputs = inputs.into_iter();
    one_after_the_other(&mut || inputs.next().map(&explore))
}

fn one_after_the_other(explore_next: &mut dyn FnMut() -> Option<Verdict>) -> Verdict {
    let mut all = explore_next().unwrap_or_default();
    while all.failure.is_none() {
        match explore_next() {
            Some(next) => all = all.followed_by(next),
            None => break,
        }
    }
    all
}
