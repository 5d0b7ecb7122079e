//! Lines of a screen, in pieces with a colour each. Whatever a learner's program has printed or is called, a line stays as wide
//! as it says, and no control character reaches the terminal.

use crate::render::Look;
use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// What a piece of text is, and so how it is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paint {
    #[default]
    Plain,
    Strong,
    Dim,
    Bad,
    Good,
    Notice,
    Helpful,
    /// Something of a thread's, by the thread's index.
    Thread(usize),
    /// As a renderer has chosen it.
    Styled(Style),
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<(Paint, String)>);

impl Line {
    pub fn of(paint: Paint, text: &str) -> Line {
        Line::default().and(paint, text)
    }

    /// Adds a piece.
    pub fn and(mut self, paint: Paint, text: &str) -> Line {
        let clean = text.replace('\t', "    ");
        let clean = clean
            .chars()
            .map(|letter| if letter.is_control() { '?' } else { letter });
        self.0.push((paint, clean.collect()));
        self
    }

    pub fn join(mut self, other: Line) -> Line {
        self.0.extend(other.0);
        self
    }

    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| width(text)).sum()
    }

    /// The line in exactly so many columns: filled with spaces, or cut, with a sign that something is missing.
    pub fn fitted(self, room: usize, look: Look) -> Line {
        let own = self.width();
        if own <= room {
            return self.and(Paint::Plain, &" ".repeat(room - own));
        }
        let sign = match (look.unicode, room) {
            (_, 0) => "",
            (true, _) => "…",
            (false, 1..4) => "~",
            (false, _) => "..",
        };
        let mut left = room - width(sign);
        let mut cut = Line::default();
        let mut paint = Paint::Plain;
        for (own_paint, text) in self.0 {
            paint = own_paint;
            let mut kept = String::new();
            let mut whole = true;
            for letter in text.chars() {
                let needs = letter.width().unwrap_or(0);
                if needs > left {
                    whole = false;
                    break;
                }
                left -= needs;
                kept.push(letter);
            }
            cut = cut.and(paint, &kept);
            if !whole {
                break;
            }
        }
        // A character of two columns may have left one free.
        cut.and(paint, sign).and(Paint::Plain, &" ".repeat(left))
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// The text with its colours, if there are to be any.
    pub fn painted(&self, look: Look) -> String {
        self.0.iter().map(|(paint, text)| paint.on(text, look)).collect()
    }
}

impl Paint {
    fn on(self, text: &str, look: Look) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Strong => look.strong(text),
            Paint::Dim => look.dim(text),
            Paint::Bad => look.bad(text),
            Paint::Good => look.good(text),
            Paint::Notice => look.notice(text),
            Paint::Helpful => look.helpful(text),
            Paint::Thread(thread) => look.thread(thread, text),
            Paint::Styled(style) => look.paint(style, text),
        }
    }
}

pub fn width(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

/// Two blocks of lines side by side, with a bar between them.
pub fn beside(left: (Vec<Line>, usize), right: (Vec<Line>, usize), look: Look) -> Vec<Line> {
    let ((left, left_width), (right, right_width)) = (left, right);
    let height = left.len().max(right.len());
    let mut pairs = (left.into_iter(), right.into_iter());
    let rows = (0..height).map(|_| {
        let left = pairs.0.next().unwrap_or_default().fitted(left_width, look);
        let right = pairs.1.next().unwrap_or_default().fitted(right_width, look);
        left.and(Paint::Dim, &format!(" {} ", look.bar())).join(right)
    });
    rows.collect()
}

/// Exactly so many lines: the rest is cut off, or empty lines are added.
pub fn filled(mut lines: Vec<Line>, height: usize) -> Vec<Line> {
    lines.resize(height, Line::default());
    lines
}

/// Every line in exactly so many columns.
pub fn fitted(lines: Vec<Line>, width: usize, look: Look) -> Vec<Line> {
    lines.into_iter().map(|line| line.fitted(width, look)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look {
        colour: false,
        width: 80,
        unicode: true,
        narrated: false,
    };

    #[test]
    fn a_line_is_as_wide_as_it_is_asked_for() {
        let check = |text: &str, room, expected: &str| {
            assert_eq!(Line::of(Paint::Plain, text).fitted(room, LOOK).text(), expected);
        };
        check("lock", 6, "lock  ");
        check("lock", 4, "lock");
        check("lock", 3, "lo…");
        check("lock", 0, "");
        check("数数数", 4, "数… ");
        check("\u{1b}[31mred\t!", 20, "?[31mred    !       ");
        let plain = Look { unicode: false, ..LOOK };
        assert_eq!(Line::of(Paint::Plain, "a long line").fitted(6, plain).text(), "a lo..");
    }

    #[test]
    fn colours_are_only_there_if_they_are_wanted() {
        let line = Line::of(Paint::Thread(1), "thread 1").and(Paint::Bad, "!");
        assert_eq!(line.painted(LOOK), "thread 1!");
        let coloured = line.painted(Look { colour: true, ..LOOK });
        assert!(
            coloured.contains("\u{1b}[") && coloured.contains("thread 1"),
            "{coloured:?}"
        );
    }

    #[test]
    fn blocks_of_different_heights_stand_side_by_side() {
        let lines = |texts: &[&str]| texts.iter().map(|text| Line::of(Paint::Plain, text)).collect();
        let rows = beside((lines(&["a"]), 2), (lines(&["b", "c"]), 2), LOOK);
        let texts: Vec<String> = rows.iter().map(Line::text).collect();
        assert_eq!(texts, ["a  │ b ", "   │ c "]);
    }
}
