//! A text that is longer than the screen.

use crate::interactive::line::{Line, filled, fitted};
use crate::interactive::{Key, Next, Screen, ansi, footer};
use crate::render::Look;
use std::cell::Cell;

pub struct Pager {
    text: String,
    scrolled: usize,
    /// The most that can be scrolled, and the rows of a page, when it was drawn last.
    most: Cell<usize>,
    page: Cell<usize>,
}

impl Pager {
    pub fn new(text: String) -> Pager {
        Pager {
            text,
            scrolled: 0,
            most: Cell::new(0),
            page: Cell::new(1),
        }
    }
}

impl Screen for Pager {
    fn key(&mut self, key: Key) -> Next {
        let to = match key {
            Key::Char('q' | 'l') | Key::Esc | Key::Enter | Key::Backspace | Key::Left => return Next::Leave,
            Key::Up | Key::Char('k') => self.scrolled.saturating_sub(1),
            Key::Down | Key::Char('j') => self.scrolled + 1,
            Key::PageUp => self.scrolled.saturating_sub(self.page.get()),
            Key::PageDown | Key::Char(' ') => self.scrolled + self.page.get(),
            Key::Home => 0,
            Key::End => self.most.get(),
            Key::Right | Key::Char(_) | Key::Other => self.scrolled,
        };
        self.scrolled = to.min(self.most.get());
        Next::Stay
    }

    fn draw(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        let lines = ansi::lines(&self.text, width);
        let room = height.saturating_sub(1);
        self.most.set(lines.len().saturating_sub(room));
        self.page.set(room.saturating_sub(1).max(1));
        let from = self.scrolled.min(self.most.get());
        let so_far = match self.most.get() {
            0 => String::new(),
            _ => format!("{} of {} lines", (from + room).min(lines.len()), lines.len()),
        };
        let mut shown = filled(lines.into_iter().skip(from).take(room).collect(), room);
        shown.push(footer(&so_far, "up, down scroll  q back", width));
        fitted(shown, width, look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::sample::LOOK;

    #[test]
    fn a_long_text_is_scrolled_and_not_beyond_its_end() {
        let text: String = (1..=30).map(|number| format!("line {number}\n")).collect();
        let mut pager = Pager::new(text);
        let mut check = |keys: &[Key], first: &str, so_far: &str| {
            pager.draw(40, 11, LOOK);
            for &key in keys {
                assert_eq!(pager.key(key), Next::Stay);
            }
            let lines = pager.draw(40, 11, LOOK);
            assert_eq!(lines.len(), 11);
            assert_eq!(lines[0].text().trim_end(), first);
            assert!(lines[10].text().starts_with(so_far), "{}", lines[10].text());
        };
        check(&[], "line 1", "10 of 30 lines");
        check(&[Key::Down, Key::PageDown], "line 11", "20 of 30 lines");
        check(&[Key::End, Key::Down, Key::PageDown], "line 21", "30 of 30 lines");
        check(&[Key::Home], "line 1", "10 of 30 lines");
        assert_eq!(pager.key(Key::Char('q')), Next::Leave);
    }
}
