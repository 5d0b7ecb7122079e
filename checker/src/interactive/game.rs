//! `checker play`: you are the scheduler. The state of a game: what was chosen so far, and what came of it.
//!
//! A turn runs the whole program again: the choices so far, and from there on what happens if nobody chooses. Only what comes
//! before the next choice is shown.

use crate::error::Error;
use crate::interactive::score::{self, Effort};
use recorder::Story;
use recorder::story::{Alternative, Choice};

/// One run of the program to its end.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// With everything that could be chosen.
    pub story: Story,
    /// What is wrong with it.
    pub mistake: Option<String>,
}

/// Runs the choices, and defaults after them.
pub type Engine<'a> = Box<dyn FnMut(&[u8]) -> Result<Run, Error> + 'a>;

/// What is known about the check before anybody plays.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The shortest failing interleaving that the search has found.
    pub shortest: Option<Effort>,
    /// How far the search has looked, if it has found nothing: `137 interleavings, all with up to 2 preemptions.`
    pub tried: Option<String>,
}

pub struct Game<'a> {
    engine: Engine<'a>,
    pub known: Known,
    chosen: Vec<u8>,
    /// How long `chosen` was before each move.
    moves: Vec<usize>,
    run: Run,
}

impl<'a> Game<'a> {
    /// Begins a game: nothing is chosen yet.
    pub fn begin(mut engine: Engine<'a>, known: Known) -> Result<Game<'a>, Error> {
        let run = engine(&[])?;
        Ok(Game {
            engine,
            known,
            chosen: Vec::new(),
            moves: Vec::new(),
            run,
        })
    }

    pub fn story(&self) -> &Story {
        &self.run.story
    }

    /// What can be chosen next. `None`: the program has come to its end.
    pub fn choice(&self) -> Option<&Choice> {
        self.run.story.choices.get(self.chosen.len())
    }

    pub fn moves(&self) -> usize {
        self.moves.len()
    }

    /// How many steps have happened.
    pub fn done(&self) -> usize {
        let all = self.run.story.steps.len();
        self.choice().map_or(all, |choice| choice.step.min(all))
    }

    /// The line at which a thread goes on: the program decides that, whoever goes on first.
    fn next_line(&self, thread: usize) -> Option<u32> {
        let mut left = self.run.story.steps.iter().skip(self.done());
        left.find(|step| step.thread == thread)?.line
    }

    /// An alternative's cost and place, to be put behind its words: ` at line 12 (a preemption)`.
    pub fn details(&self, alternative: &Alternative) -> String {
        let line = alternative.thread.and_then(|thread| self.next_line(thread));
        let line = line.map_or(String::new(), |line| format!(" at line {line}"));
        line + if alternative.paid { " (a preemption)" } else { "" }
    }

    /// How many preemptions have been paid for.
    pub fn preemptions(&self) -> usize {
        let choices = self.run.story.choices.iter().zip(&self.chosen);
        let paid = choices.filter(|(choice, chosen)| {
            let taken = choice.alternatives.get(usize::from(**chosen));
            taken.is_some_and(|alternative| alternative.paid)
        });
        paid.count()
    }

    /// Takes an alternative of the next choice. Out: whether there is such a one.
    pub fn choose(&mut self, alternative: usize) -> Result<bool, Error> {
        let possible = self
            .choice()
            .is_some_and(|choice| alternative < choice.alternatives.len());
        let (true, Ok(alternative)) = (possible, u8::try_from(alternative)) else {
            return Ok(false);
        };
        self.moves.push(self.chosen.len());
        self.chosen.push(alternative);
        self.again()?;
        Ok(true)
    }

    /// Lets the program run to its end as it does if nobody chooses. One move.
    pub fn finish(&mut self) {
        let left = &self.run.story.choices[self.chosen.len().min(self.run.story.choices.len())..];
        if !left.is_empty() {
            self.moves.push(self.chosen.len());
            // There are never more alternatives than threads, and they are counted in bytes.
            self.chosen.extend(left.iter().map(|choice| choice.taken as u8));
        }
    }

    /// Takes the last move back. Out: whether there was one.
    pub fn undo(&mut self) -> Result<bool, Error> {
        let Some(length) = self.moves.pop() else {
            return Ok(false);
        };
        self.chosen.truncate(length);
        self.again()?;
        Ok(true)
    }

    pub fn restart(&mut self) -> Result<(), Error> {
        self.chosen.clear();
        self.moves.clear();
        self.again()
    }

    fn again(&mut self) -> Result<(), Error> {
        self.run = (self.engine)(&self.chosen)?;
        Ok(())
    }

    /// What there is to say at the end, the first about the program, the rest about the player. `None`: it is not over.
    pub fn outcome(&self) -> Option<Outcome> {
        if self.choice().is_some() {
            return None;
        }
        let mut said = Vec::new();
        let failed = self.run.mistake.is_some() && !self.run.story.hoped;
        match &self.run.mistake {
            Some(mistake) if failed => {
                said.push(mistake.clone());
                said.push(score::verdict(Effort::of(&self.run.story), self.known.shortest));
            }
            Some(_) => said
                .push("This interleaving breaks no rule, but it is not the one that the check hopes for.".to_owned()),
            None => said.push("Nothing went wrong in this interleaving.".to_owned()),
        }
        if !failed {
            said.push(match (&self.known.shortest, &self.known.tried) {
                (Some(shortest), _) => format!("It can fail: the shortest interleaving that does takes {shortest}."),
                (None, Some(tried)) => format!("The checker found none that fails either. It tried {tried}"),
                (None, None) => "No interleaving is known to fail.".to_owned(),
            });
        }
        Some(Outcome { failed, said })
    }
}

/// How a game ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub failed: bool,
    pub said: Vec<String>,
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use recorder::story::Step;

    /// Two choices of two; it fails if the second thread goes on at both.
    pub fn engine() -> Engine<'static> {
        Box::new(|chosen: &[u8]| {
            let taken = |at: usize| usize::from(chosen.get(at).copied().unwrap_or(0));
            let alternative = |thread: usize, paid| Alternative {
                text: format!("thread {thread} goes on"),
                thread: Some(thread),
                paid,
            };
            let choice = |at: usize| Choice {
                step: at,
                taken: taken(at),
                alternatives: vec![alternative(1, false), alternative(2, true)],
            };
            let step = |thread: usize| Step {
                thread,
                text: format!("thread {thread} steps"),
                line: Some(thread as u32),
                ..Step::default()
            };
            let failed = (taken(0), taken(1)) == (1, 1);
            let story = Story {
                threads: ["main", "thread 1", "thread 2"].map(str::to_owned).to_vec(),
                steps: vec![step(1 + taken(0)), step(1 + taken(1)), step(0)],
                choices: vec![choice(0), choice(1)],
                preemptions: (taken(0) + taken(1)) as u32,
                ..Story::default()
            };
            Ok(Run {
                story,
                mistake: failed.then(|| "It broke.".to_owned()),
            })
        })
    }

    pub fn game(known: Known) -> Game<'static> {
        Game::begin(engine(), known).unwrap()
    }

    #[test]
    fn a_game_goes_from_choice_to_choice_and_back() {
        let mut game = game(Known::default());
        let at = |game: &Game| (game.done(), game.preemptions(), game.moves());
        assert_eq!(at(&game), (0, 0, 0));
        assert!(game.choose(1).unwrap() && !game.choose(2).unwrap());
        assert_eq!(at(&game), (1, 1, 1));
        assert_eq!(game.story().steps[0].thread, 2);
        let details: Vec<String> = game
            .choice()
            .unwrap()
            .alternatives
            .iter()
            .map(|one| game.details(one))
            .collect();
        // The second thread has nothing more to do if nobody chooses.
        assert_eq!(details, [" at line 1", " (a preemption)"]);
        assert!(game.undo().unwrap() && !game.undo().unwrap());
        assert_eq!((at(&game), game.story().steps[0].thread), ((0, 0, 0), 1));
    }

    #[test]
    fn a_failure_is_compared_with_the_shortest() {
        let shortest = Effort {
            preemptions: 2,
            switches: 1,
            steps: 3,
        };
        let mut game = game(Known {
            shortest: Some(shortest),
            tried: None,
        });
        game.choose(1).unwrap();
        assert_eq!(game.outcome(), None);
        game.choose(1).unwrap();
        let outcome = game.outcome().unwrap();
        assert!(outcome.failed && outcome.said[0] == "It broke.", "{outcome:?}");
        assert!(outcome.said[1].contains("does not go shorter"), "{outcome:?}");
    }

    #[test]
    fn a_run_to_the_end_is_one_move() {
        let tried = "137 interleavings, all with up to 2 preemptions.".to_owned();
        let mut game = game(Known {
            shortest: None,
            tried: Some(tried),
        });
        game.finish();
        let outcome = game.outcome().unwrap();
        assert!(
            !outcome.failed && outcome.said[1].contains("tried 137 interleavings"),
            "{outcome:?}"
        );
        game.finish();
        assert_eq!(game.moves(), 1);
        game.undo().unwrap();
        assert!(game.choice().is_some());
        game.choose(1).unwrap();
        game.restart().unwrap();
        assert_eq!((game.moves(), game.done()), (0, 0));
    }

    #[test]
    fn what_is_only_hoped_for_is_no_failure() {
        let engine: Engine = Box::new(|_| {
            let story = Story {
                hoped: true,
                ..Story::default()
            };
            Ok(Run {
                story,
                mistake: Some("No interleaving loses an addition.".to_owned()),
            })
        });
        let outcome = Game::begin(engine, Known::default()).unwrap().outcome().unwrap();
        assert!(
            !outcome.failed && outcome.said[0].contains("breaks no rule"),
            "{outcome:?}"
        );
    }
}
