//! The screen of a game: the same panes, and below the steps what can be chosen.

use crate::error::Error;
use crate::interactive::game::Game;
use crate::interactive::line::{Line, Paint, filled, fitted};
use crate::interactive::panes::{Scene, right_width, rule};
use crate::interactive::{Key, Next, Screen, footer, help};
use crate::render::Look;
use crate::story::wrap;

const KEYS: [(&str, &str); 7] = [
    ("1 to 9", "this thread goes on"),
    ("up, down", "mark another (also j, k)"),
    ("right, Enter", "take what is marked (also l, space)"),
    ("left, u", "take the last move back (also h, Backspace)"),
    ("f", "let it run to the end by itself"),
    ("r", "from the start"),
    ("q, Esc", "leave"),
];

/// The state of the screen.
pub struct Board<'a> {
    title: String,
    game: Game<'a>,
    source: Vec<&'a str>,
    marked: usize,
    helps: bool,
    /// What ended the game before its time.
    trouble: Option<Error>,
}

impl<'a> Board<'a> {
    pub fn new(title: String, game: Game<'a>, source: &'a str) -> Board<'a> {
        Board {
            title,
            game,
            source: source.lines().collect(),
            marked: 0,
            helps: false,
            trouble: None,
        }
    }

    /// The game as it was left.
    ///
    /// # Errors
    /// What ended it before its time.
    pub fn leave(self) -> Result<Game<'a>, Error> {
        self.trouble.map_or(Ok(self.game), Err)
    }

    fn play(&mut self, key: Key) -> Result<Next, Error> {
        let count = self.game.choice().map_or(0, |choice| choice.alternatives.len());
        let before = self.game.moves();
        match key {
            Key::Char('q') | Key::Esc => return Ok(Next::Leave),
            Key::Char('?') => self.helps = true,
            Key::Char(digit @ '1'..='9') => {
                self.game.choose(digit as usize - '1' as usize)?;
            }
            Key::Right | Key::Enter | Key::Char('l' | ' ') => {
                self.game.choose(self.marked)?;
            }
            Key::Up | Key::Char('k') => self.marked = self.marked.saturating_sub(1),
            Key::Down | Key::Char('j') => self.marked = (self.marked + 1).min(count.saturating_sub(1)),
            Key::Left | Key::Backspace | Key::Char('h' | 'u') => {
                self.game.undo()?;
            }
            Key::Char('f') => self.game.finish(),
            Key::Char('r') => self.game.restart()?,
            Key::PageUp | Key::PageDown | Key::Home | Key::End | Key::Char(_) | Key::Other => {}
        }
        if self.game.moves() != before {
            self.marked = 0;
        }
        Ok(Next::Stay)
    }

    /// What can be chosen, or how it ended.
    fn below(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        let mut lines = vec![rule(width, look)];
        if let Some(outcome) = self.game.outcome() {
            for (at, text) in outcome.said.iter().enumerate() {
                let paint = match (at, outcome.failed) {
                    (0, true) => Paint::Bad,
                    (0, false) => Paint::Good,
                    _ => Paint::Plain,
                };
                lines.extend(wrap(text, width).iter().map(|line| Line::of(paint, line)));
            }
            return lines;
        }
        let Some(choice) = self.game.choice() else {
            return lines;
        };
        lines.push(Line::of(Paint::Strong, "Who goes on?"));
        // As many as there is room for, around the marked one.
        let room = (height / 3).max(2);
        let from = (self.marked + 1).saturating_sub(room);
        for (at, alternative) in choice.alternatives.iter().enumerate().skip(from).take(room) {
            let mark = match (at == self.marked, look.unicode) {
                (false, _) => " ",
                (true, true) => "▶",
                (true, false) => ">",
            };
            let paint = alternative.thread.map_or(Paint::Plain, Paint::Thread);
            let row = Line::of(Paint::Strong, &format!("{mark}{:>2} ", at + 1)).and(paint, &alternative.text);
            lines.push(row.and(Paint::Dim, &self.game.details(alternative)));
        }
        lines
    }

    fn footer(&self, width: usize) -> Line {
        let (moves, paid) = (self.game.moves(), self.game.preemptions());
        let count = |count: usize, word: &str| match count {
            1 => format!("1 {word}"),
            _ => format!("{count} {word}s"),
        };
        let keys = if self.game.choice().is_some() {
            "1-9, Enter choose  u undo  f finish  ? keys  q quit"
        } else {
            "u undo  r from the start  q quit"
        };
        let counted = format!("{}, {}", count(moves, "move"), count(paid, "preemption"));
        footer(&counted, keys, width)
    }
}

impl Screen for Board<'_> {
    fn key(&mut self, key: Key) -> Next {
        if std::mem::take(&mut self.helps) {
            return Next::Stay;
        }
        self.play(key).unwrap_or_else(|error| {
            self.trouble = Some(error);
            Next::Leave
        })
    }

    fn draw(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        if self.helps {
            return fitted(help(&self.title, &KEYS, height), width, look);
        }
        let story = self.game.story();
        let over = self.game.choice().is_none();
        // What is to come must not show: where it will go wrong, and what is worth looking at.
        let mut story = story.clone();
        if !over {
            story.decisive = None;
            story.steps.iter_mut().for_each(|step| step.remark = None);
        }
        let shown: Vec<usize> = (0..story.steps.len()).collect();
        // The title says what is to fail: where there is room, in full.
        let title = wrap(&self.title, width.max(1));
        let title = title.iter().take(if height >= 16 { 3 } else { 1 });
        let mut lines: Vec<Line> = title.map(|text| Line::of(Paint::Strong, text)).collect();
        let room = height.saturating_sub(lines.len() + 1);
        let scene = Scene {
            story: &story,
            source: &self.source,
            shown: &shown,
            done: self.game.done(),
            below: self.below(right_width(&story, &self.source, width), room, look),
        };
        lines.extend(scene.draw(width, room, look));
        lines.push(self.footer(width));
        fitted(filled(lines, height), width, look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::game::Known;
    use crate::interactive::game::tests::game;
    use crate::interactive::sample::LOOK;

    const TITLE: &str = "09_race_demo · make this fail: With the lock, no interleaving loses an addition";

    fn board() -> Board<'static> {
        Board::new(TITLE.to_owned(), game(Known::default()), "one\ntwo\n")
    }

    fn text(board: &Board, width: usize) -> String {
        let lines = board.draw(width, 24, LOOK);
        assert!(
            lines.len() == 24 && lines.iter().all(|line| line.width() == width),
            "{width}"
        );
        lines.iter().map(|line| line.text() + "\n").collect()
    }

    #[test]
    fn a_choice_is_taken_by_its_number_or_by_the_mark() {
        for keys in [
            &[Key::Char('2')][..],
            &[Key::Down, Key::Enter],
            &[Key::Char('j'), Key::Right],
        ] {
            let mut board = board();
            for &key in keys {
                assert_eq!(board.key(key), Next::Stay);
            }
            assert!(
                text(&board, 80).contains("1 move, 1 preemption"),
                "{}",
                text(&board, 80)
            );
            board.key(Key::Char('u'));
            assert!(
                text(&board, 80).contains("0 moves, 0 preemptions"),
                "{}",
                text(&board, 80)
            );
        }
    }

    #[test]
    fn every_width_shows_who_can_go_on_and_how_it_ends() {
        for width in [40, 80, 100, 140] {
            let mut board = board();
            let begun = text(&board, width);
            assert!(
                begun.contains("▶ 1 thread 1 goes on") && begun.contains("  2 thread 2 goes on"),
                "{begun}"
            );
            let in_one: Vec<&str> = begun.split_whitespace().collect();
            assert!(
                in_one.join(" ").starts_with(TITLE) && begun.contains("? keys"),
                "{begun}"
            );
            board.key(Key::Char('2'));
            board.key(Key::Char('2'));
            let ended = text(&board, width);
            assert!(
                ended.contains("It broke.") && ended.contains("You made it fail"),
                "{ended}"
            );
        }
    }

    #[test]
    fn what_is_to_come_does_not_show() {
        let board = board();
        assert!(!text(&board, 100).contains("steps"), "{}", text(&board, 100));
    }
}
