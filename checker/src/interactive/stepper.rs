//! `checker explain` by keys: one interleaving, step by step, forwards and back.

use crate::interactive::line::{Line, Paint, filled, fitted};
use crate::interactive::panes::Scene;
use crate::interactive::{Key, Next, Screen, footer, help};
use crate::render::Look;
use recorder::Story;
use std::time::Duration;

/// Between two steps when the interleaving plays by itself.
const PACE: Duration = Duration::from_millis(700);

const KEYS: [(&str, &str); 8] = [
    ("right, Enter", "the next step (also down, l, j, space)"),
    ("left", "the step before (also up, h, k)"),
    ("Home, End", "the first step, the last"),
    ("d", "the decisive step"),
    ("a", "all steps, or only those that matter"),
    ("r", "play from the start; any key stops it"),
    ("?", "these keys"),
    ("q, Esc", "leave"),
];

/// The state of the screen.
pub struct Stepper<'a> {
    title: String,
    /// The sentence that says what is wrong.
    fact: String,
    story: &'a Story,
    source: Vec<&'a str>,
    /// The steps that are listed, by their indices; never empty, unless the story is.
    shown: Vec<usize>,
    /// Where in `shown` we are: that step has happened last.
    at: usize,
    all: bool,
    plays: bool,
    helps: bool,
    /// Said once in the last line, instead of the keys.
    notice: Option<&'static str>,
}

impl<'a> Stepper<'a> {
    pub fn new(title: String, fact: String, story: &'a Story, source: &'a str) -> Stepper<'a> {
        let mut stepper = Stepper {
            title,
            fact,
            story,
            source: source.lines().collect(),
            shown: Vec::new(),
            at: 0,
            all: false,
            plays: false,
            helps: false,
            notice: None,
        };
        stepper.list();
        stepper
    }

    /// Lists the steps anew, and stays at the same one or at the last one before it.
    fn list(&mut self) {
        let step = self.shown.get(self.at).copied().unwrap_or(0);
        let all = self.all || self.story.steps.iter().all(|step| step.minor);
        let listed = (0..self.story.steps.len()).filter(|&at| all || !self.story.steps[at].minor);
        self.shown = listed.collect();
        self.at = self.shown.iter().rposition(|&at| at <= step).unwrap_or(0);
    }

    fn last(&self) -> usize {
        self.shown.len().saturating_sub(1)
    }

    fn go_to_decisive(&mut self) {
        let Some(decisive) = self.story.decisive else {
            self.notice = Some("No single step decided it.");
            return;
        };
        if !self.shown.contains(&decisive) {
            self.all = true;
            self.list();
        }
        self.at = self.shown.iter().position(|&at| at == decisive).unwrap_or(self.at);
    }

    fn footer(&self, width: usize) -> Line {
        if let Some(notice) = self.notice {
            return Line::of(Paint::Notice, notice);
        }
        let count = format!("step {} of {}", (self.at + 1).min(self.shown.len()), self.shown.len());
        let hidden = self.story.steps.len() - self.shown.len();
        // Steps that the story itself has lost can't be shown by any key.
        let hidden = match (hidden, self.story.left_out) {
            (0, 0) => String::new(),
            (hidden, 0) => format!(" ({hidden} hidden)"),
            (0, lost) => format!(" ({lost} left out)"),
            (hidden, lost) => format!(" ({hidden} hidden, {lost} left out)"),
        };
        let keys = if self.plays {
            "playing; any key stops"
        } else {
            "arrows step  d decisive  a all  r play  ? keys  q quit"
        };
        footer(&(count + &hidden), keys, width)
    }
}

impl Screen for Stepper<'_> {
    fn key(&mut self, key: Key) -> Next {
        self.notice = None;
        // Whatever covers the steps or moves them by itself ends first.
        if std::mem::take(&mut self.helps) || std::mem::take(&mut self.plays) {
            return Next::Stay;
        }
        match key {
            Key::Char('q') | Key::Esc => return Next::Leave,
            Key::Right | Key::Down | Key::Enter | Key::Char('l' | 'j' | ' ') => {
                self.at = (self.at + 1).min(self.last())
            }
            Key::Left | Key::Up | Key::Backspace | Key::Char('h' | 'k') => self.at = self.at.saturating_sub(1),
            Key::Home => self.at = 0,
            Key::End => self.at = self.last(),
            Key::Char('d') => self.go_to_decisive(),
            Key::Char('a') => {
                self.all = !self.all;
                self.list();
            }
            Key::Char('r') => {
                self.at = 0;
                self.plays = true;
            }
            Key::Char('?') => self.helps = true,
            Key::PageUp | Key::PageDown | Key::Char(_) | Key::Other => {}
        }
        Next::Stay
    }

    fn draw(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        if self.helps {
            return fitted(help(&self.title, &KEYS, height), width, look);
        }
        let mut lines = vec![Line::of(Paint::Strong, &self.title)];
        if height >= 12 {
            let fact = crate::story::wrap(&self.fact, width.max(1));
            lines.extend(fact.iter().take(3).map(|text| Line::of(Paint::Notice, text)));
            lines.push(Line::default());
        }
        let room = height.saturating_sub(lines.len() + 1);
        let scene = Scene {
            story: self.story,
            source: &self.source,
            shown: &self.shown,
            done: self.shown.get(self.at).map_or(0, |&step| step + 1),
            below: Vec::new(),
        };
        lines.extend(scene.draw(width, room, look));
        lines.push(self.footer(width));
        fitted(filled(lines, height), width, look)
    }

    fn patience(&self) -> Option<Duration> {
        self.plays.then_some(PACE)
    }

    fn tick(&mut self) {
        if self.plays {
            self.at = (self.at + 1).min(self.last());
            self.plays = self.at < self.last();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::sample::{LOOK, SOURCE, story};

    fn step(story: &Story) -> Stepper<'_> {
        let fact = "An update was lost.".to_owned();
        Stepper::new("09_race_demo".to_owned(), fact, story, SOURCE)
    }

    fn so_far(stepper: &Stepper) -> String {
        stepper.footer(80).text().split("  ").next().unwrap_or("").to_owned()
    }

    #[test]
    fn keys_move_between_the_steps_that_matter() {
        let story = story();
        let mut stepper = step(&story);
        let mut check = |keys: &[Key], expected: &str| {
            for &key in keys {
                assert_eq!(stepper.key(key), Next::Stay);
            }
            assert_eq!(so_far(&stepper), expected, "{keys:?}");
        };
        check(&[], "step 1 of 7 (1 hidden)");
        check(&[Key::Left], "step 1 of 7 (1 hidden)");
        check(&[Key::Right, Key::Down, Key::Char('j')], "step 4 of 7 (1 hidden)");
        // The hidden step counts now, and the place is the same.
        check(&[Key::Char('a')], "step 5 of 8");
        check(&[Key::Up], "step 4 of 8");
        // The step itself is hidden again: the one before it.
        check(&[Key::Char('a')], "step 3 of 7 (1 hidden)");
        check(&[Key::End, Key::Right], "step 7 of 7 (1 hidden)");
        check(&[Key::Char('d')], "step 6 of 7 (1 hidden)");
        check(&[Key::Home], "step 1 of 7 (1 hidden)");
        check(&[Key::Char('?'), Key::Right], "step 1 of 7 (1 hidden)");
        let mut long = story.clone();
        long.left_out = 30;
        assert_eq!(so_far(&step(&long)), "step 1 of 7 (1 hidden, 30 left out)");
        for key in [Key::Esc, Key::Char('q')] {
            assert_eq!(step(&story).key(key), Next::Leave);
        }
    }

    #[test]
    fn playing_goes_to_the_end_and_any_key_stops_it() {
        let story = story();
        let mut stepper = step(&story);
        assert_eq!(stepper.patience(), None);
        stepper.key(Key::Char('r'));
        stepper.tick();
        stepper.tick();
        assert_eq!(
            (so_far(&stepper).as_str(), stepper.patience()),
            ("step 3 of 7 (1 hidden)", Some(PACE))
        );
        // Not even `q` does more than to stop it.
        assert_eq!((stepper.key(Key::Char('q')), stepper.patience()), (Next::Stay, None));
        stepper.key(Key::Char('r'));
        (0..20).for_each(|_| stepper.tick());
        assert_eq!(
            (so_far(&stepper).as_str(), stepper.patience()),
            ("step 7 of 7 (1 hidden)", None)
        );
    }

    #[test]
    fn a_story_without_a_decisive_step_says_so() {
        let mut story = story();
        story.decisive = None;
        let mut stepper = step(&story);
        stepper.key(Key::Char('d'));
        assert_eq!(stepper.footer(80).text(), "No single step decided it.");
        stepper.key(Key::Right);
        assert_eq!(so_far(&stepper), "step 2 of 7 (1 hidden)");
    }

    #[test]
    fn an_empty_story_can_be_looked_at() {
        let story = Story::default();
        let mut stepper = step(&story);
        for key in [Key::Right, Key::End, Key::Char('a'), Key::Char('d'), Key::Char('r')] {
            stepper.key(key);
            stepper.tick();
        }
        assert_eq!(stepper.draw(80, 24, LOOK).len(), 24);
    }

    #[test]
    fn the_screen_at_80_columns() {
        let story = story();
        let mut stepper = step(&story);
        stepper.key(Key::Char('d'));
        let lines = stepper.draw(80, 16, LOOK);
        let text: Vec<String> = lines.iter().map(|line| line.text().trim_end().to_owned()).collect();
        let expected = "\
09_race_demo
An update was lost.

   m 1 fn main() { spawn(add); spaw… │     1 main: spawn thread 1
     2 fn add() { let value = *coun… │     1 main: spawn thread 2
  12▶3   *counter.lock().unwrap() =… │     2 thread 1: lock counter, read 0
     4 }                             │     2 thread 2: lock counter, read 0
                                     │     3 thread 2: lock counter, write 1
                                     │ ▶!  3 thread 1: lock counter, write 1
                                     │
                                     │ ─────────────────────────────────────────
                                     │ thread 1: lock counter, write 1
                                     │ ← thread 2's update is lost here
                                     │ held: nothing
                                     │ values: counter = 1
step 6 of 7 (1 hidden)  arrows step  d decisive  a all  r play  ? keys  q quit";
        assert_eq!(text.join("\n"), expected);
    }

    #[test]
    fn every_width_shows_the_step_and_what_there_is_room_for() {
        let story = story();
        // A column a thread where there is room, and source beside the steps, above them or not at all.
        let check = |width: usize, parts: &[&str], absent: &str| {
            let mut stepper = step(&story);
            stepper.key(Key::Char('d'));
            let lines = stepper.draw(width, 24, LOOK);
            assert!(
                lines.iter().all(|line| line.width() == width) && lines.len() == 24,
                "{width}"
            );
            let text: String = lines.iter().map(|line| line.text() + "\n").collect();
            for part in parts {
                assert!(text.contains(part), "{width}, {part}:\n{text}");
            }
            assert!(!text.contains(absent), "{width}, {absent}:\n{text}");
        };
        let lost = "← thread 2's update is lost here";
        check(
            40,
            &[
                lost,
                "step 6 of 7 (1 hidden)  ? keys  q quit",
                "thread 1: lock counter, write 1",
                "  12▶3 ",
            ],
            "│",
        );
        check(
            100,
            &[
                lost,
                "main             thread 1         thread 2",
                "│ ▶!  3  ",
                "  12▶3 ",
            ],
            "main: ",
        );
        check(
            140,
            &[
                lost,
                "thread 1               thread 2",
                "*counter.lock().unwrap() = value + 1;",
            ],
            "main: ",
        );
        check(20, &["▶!  3 thread 1: loc…"], "│");
    }
}
