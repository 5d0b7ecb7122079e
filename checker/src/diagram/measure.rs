//! How much room text takes, and rectangles. A diagram is laid out without knowing the font: the fixed-width fonts that it asks for are
//! at most this wide.

use crate::story::wrap;

/// The height of a line of text.
pub const LINE: i32 = 15;
/// What is between a box's edge and its text.
pub const PAD: i32 = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }

    pub fn moved(self, x: i32, y: i32) -> Rect {
        Rect {
            x: self.x + x,
            y: self.y + y,
            ..self
        }
    }
}

/// Text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub rect: Rect,
    pub lines: Vec<String>,
}

impl Label {
    /// A box as large as its text needs, with its upper left corner there.
    pub fn new(x: i32, y: i32, lines: Vec<String>) -> Label {
        let width = lines.iter().map(|line| width(line)).max().unwrap_or(0) + 2 * PAD;
        let height = lines.len() as i32 * LINE + PAD;
        Label {
            rect: Rect { x, y, width, height },
            lines,
        }
    }
}

/// The room that a line of text takes at the most.
pub fn width(text: &str) -> i32 {
    // What is beyond the alphabets may be twice as wide, as in Chinese. The signs among them are not, but a wide box does no harm.
    let cells: i32 = text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum();
    (cells * 74 + 9) / 10
}

/// The text in lines of at most so many characters, all of which can be seen.
pub fn lines(text: &str, characters: usize) -> Vec<String> {
    wrap(&visible(text), characters)
}

/// The text on one line, cut where it is too long.
pub fn cut(text: &str, characters: usize) -> String {
    let text = visible(text);
    if text.chars().count() <= characters {
        return text;
    }
    let kept: String = text.chars().take(characters.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// The text with a sign in the place of each character that would not show, is not allowed in XML, or turns the text around it.
pub fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}'..='\u{9f}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fffe}'..='\u{ffff}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_can_be_seen() {
        assert_eq!(
            visible("a\u{1b}[31m\0\tb\u{202e}c\u{ffff}\n"),
            "a␛[31m␀ b\u{fffd}c\u{fffd}␊"
        );
    }

    #[test]
    fn text_is_cut_and_measured_in_characters() {
        assert_eq!(
            (cut("counter", 7).as_str(), cut("a counter", 7).as_str()),
            ("counter", "a coun…")
        );
        assert!(width("線線") > width("ab") && width("") == 0);
    }
}
