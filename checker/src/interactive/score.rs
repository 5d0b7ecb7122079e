//! What an interleaving costs, so that two can be compared.

use recorder::Story;
use std::fmt;

/// How much an interleaving asks of the scheduler. The order is that of the search: fewest preemptions first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Effort {
    pub preemptions: u32,
    /// How often another thread goes on than the one before.
    pub switches: usize,
    pub steps: usize,
}

impl Effort {
    pub fn of(story: &Story) -> Effort {
        let pairs = story.steps.windows(2);
        Effort {
            preemptions: story.preemptions,
            switches: pairs.filter(|pair| pair[0].thread != pair[1].thread).count(),
            steps: story.steps.len() + story.left_out,
        }
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = |count: usize, word: &str, words: &str| match count {
            0 => format!("no {word}"),
            1 => format!("1 {word}"),
            _ => format!("{count} {words}"),
        };
        write!(
            f,
            "{}, {} and {}",
            many(self.preemptions as usize, "preemption", "preemptions"),
            many(self.switches, "switch", "switches"),
            many(self.steps, "step", "steps")
        )
    }
}

/// What is said about a run that failed, beside the shortest that the search knows.
pub fn verdict(own: Effort, shortest: Option<Effort>) -> String {
    let fact = format!("You made it fail with {own}.");
    match shortest {
        None => format!("{fact} The search knows no interleaving that fails: yours is the first."),
        Some(shortest) if own < shortest => format!("{fact} That beats the search: its shortest takes {shortest}."),
        Some(shortest) if own == shortest => format!("{fact} It does not go shorter, as far as the search knows."),
        Some(shortest) => format!("{fact} The shortest that the search knows takes {shortest}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::sample;

    #[test]
    fn an_effort_counts_preemptions_switches_and_steps() {
        let effort = Effort::of(&sample::story());
        assert_eq!(effort.to_string(), "1 preemption, 4 switches and 8 steps");
    }

    #[test]
    fn a_run_is_compared_with_the_shortest() {
        let shortest = Effort {
            preemptions: 1,
            switches: 3,
            steps: 9,
        };
        let check = |preemptions, switches, expected: &str| {
            let own = Effort {
                preemptions,
                switches,
                ..shortest
            };
            let said = verdict(own, Some(shortest));
            assert!(said.contains(expected), "{said}");
        };
        check(1, 3, "does not go shorter");
        check(
            1,
            4,
            "The shortest that the search knows takes 1 preemption, 3 switches and 9 steps.",
        );
        check(0, 9, "beats the search");
        assert!(verdict(shortest, None).contains("yours is the first"));
    }
}
