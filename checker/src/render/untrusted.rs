//! Text that came from a learner, made harmless for whoever reads it: what a program printed, its panic's message, the name of a file.
//! Each format still escapes what is special to it; this is what is special to none and a nuisance in all.

use crate::diagram::measure::visible;

/// The text on one line. A sign stands for each character that does not show or moves others about.
pub fn line(text: &str) -> String {
    visible(text)
}

/// The text with its line breaks, and nothing else that does not show: no escape sequence reaches a terminal or a log.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| visible(&line.replace('\t', "    "))).collect();
    lines.join("\n")
}

/// At most so many characters; what is cut off is said.
pub fn cut(text: &str, characters: usize) -> String {
    const CUT: &str = " … (cut)";
    match text.char_indices().nth(characters) {
        None => text.to_owned(),
        Some(_) => {
            let kept = characters.saturating_sub(CUT.chars().count());
            text.chars().take(kept).collect::<String>() + CUT
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_acts() {
        assert_eq!(line("a\nb\u{1b}[2J"), "a␊b␛[2J");
        assert_eq!(lines("a\r\n\tb\u{7}\n\u{202e}c"), "a\n    b␇\n\u{fffd}c");
    }

    #[test]
    fn what_is_cut_says_so_and_is_no_longer_than_asked_for() {
        assert_eq!(cut("short", 20), "short");
        let cut = cut(&"ä".repeat(30), 20);
        assert_eq!((cut.chars().count(), cut.ends_with("(cut)")), (20, true));
    }
}
