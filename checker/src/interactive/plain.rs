//! A game line by line: for a screen reader, for a pipe, for tests. In: numbers and letters. Out: sentences.

use crate::error::Error;
use crate::interactive::game::Game;
use crate::interactive::line::{Line, Paint};
use std::io::{self, BufRead, Write};

const KEYS: &str = "Type a number to choose, Enter for 1, u to take the last move back, f to let it run to the end, r to begin again, q to leave.";

/// Plays until the input ends or somebody leaves.
pub fn play(game: &mut Game, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), Error> {
    let unread = |error: io::Error| Error::new(format!("the game cannot go on: {error}"), "Run the command again.");
    writeln!(out, "{KEYS}").map_err(unread)?;
    let mut told = 0;
    loop {
        told = tell(game, told, out).map_err(unread)?;
        let mut line = String::new();
        let ended = input.read_line(&mut line).map_err(unread)? == 0;
        if ended || line.trim() == "q" {
            writeln!(out).map_err(unread)?;
            return Ok(());
        }
        let before = game.done();
        let known = match line.trim() {
            "u" => game.undo()?,
            "f" => {
                game.finish();
                true
            }
            "r" => game.restart().map(|()| true)?,
            "" => game.choose(0)?,
            number => match number.parse::<usize>() {
                Ok(number @ 1..) => game.choose(number - 1)?,
                _ => false,
            },
        };
        if !known {
            writeln!(out, "That is not possible here. {KEYS}").map_err(unread)?;
        } else if matches!(line.trim(), "u" | "r") {
            // What was told before has not happened any more.
            told = game.done();
            writeln!(out, "Back from step {before} to step {told}.").map_err(unread)?;
        }
    }
}

/// Tells the steps that are new, and what can be chosen or how it ended. Out: how many steps are told now.
fn tell(game: &Game, told: usize, out: &mut dyn Write) -> io::Result<usize> {
    let story = game.story();
    let over = game.choice().is_none();
    for step in story.steps.iter().take(game.done()).skip(told) {
        let line = step.line.map_or(String::new(), |line| format!(", line {line}"));
        // A remark may be about what is still to come.
        let remark = step.remark.as_ref().filter(|_| over);
        let remark = remark.map_or(String::new(), |remark| format!(" ({remark})"));
        let text = format!("  {}{line}: {}{remark}", story.threads[step.thread], step.text);
        writeln!(out, "{}", Line::of(Paint::Plain, &text).text())?;
    }
    if let Some(outcome) = game.outcome() {
        let word = if outcome.failed { "FAILED" } else { "THE END" };
        writeln!(out, "\n{word}. {}", outcome.said.join(" "))?;
    } else if let Some(choice) = game.choice() {
        writeln!(out, "\nMove {}. Who goes on?", game.moves() + 1)?;
        for (at, alternative) in choice.alternatives.iter().enumerate() {
            writeln!(out, "  {} {}{}", at + 1, alternative.text, game.details(alternative))?;
        }
    }
    write!(out, "> ")?;
    out.flush()?;
    Ok(game.done())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::game::Known;
    use crate::interactive::game::tests::game;

    fn played(input: &str) -> String {
        let mut out = Vec::new();
        play(&mut game(Known::default()), &mut input.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn choices_are_numbers() {
        let said = played("2\n2\n");
        assert!(
            said.contains("  1 thread 1 goes on at line 1\n  2 thread 2 goes on (a preemption)"),
            "{said}"
        );
        assert!(said.contains("  thread 2, line 2: thread 2 steps\n"), "{said}");
        assert!(
            said.contains("FAILED. It broke. You made it fail with 2 preemptions"),
            "{said}"
        );
    }

    #[test]
    fn what_is_no_choice_is_told_and_changes_nothing() {
        let said = played("3\n0\nx\nu\n\n\n");
        assert_eq!(said.matches("That is not possible here.").count(), 4, "{said}");
        assert!(
            said.contains("THE END. Nothing went wrong in this interleaving."),
            "{said}"
        );
    }

    #[test]
    fn a_move_can_be_taken_back() {
        let said = played("2\nu\nf\nq\n2\n");
        assert!(said.contains("Back from step 1 to step 0."), "{said}");
        assert!(said.contains("THE END.") && !said.contains("FAILED"), "{said}");
    }
}
