//! Text that came from a learner, made harmless for whoever reads it: what a program printed, its panic's message, the name of a file.
//! Each format still escapes what is special to it; this is what is special to none and a nuisance in all.

use crate::diagram::measure::visible;

/// What GitHub's runner would read as a command in a log: `::name` where a line begins, also behind spaces, and the old `##[name]` anywhere
/// (the runner's ActionCommand.cs). A forged notice is how points would be made up. Texts are wrapped later, so any word could begin a line.
fn quiet(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut begins = true;
    while let Some(c) = rest.chars().next() {
        let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
        match rest.strip_prefix("::") {
            Some(after) if begins && named(after) => {
                out.push('∷');
                rest = after;
            }
            _ => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        begins = c.is_whitespace();
    }
    out.replace("##[", "##［")
}

/// The text on one line. A sign stands for each character that does not show or moves others about.
pub fn line(text: &str) -> String {
    quiet(&visible(text))
}

/// The text with its line breaks, and nothing else that does not show: no escape sequence reaches a terminal or a log.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|text| line(&text.replace('\t', "    "))).collect();
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
    fn nothing_is_a_command_in_a_log() {
        let check = |text: &str, expected: &str| assert_eq!(lines(text), expected);
        check("::error::x", "∷error::x");
        check(
            "a\n  ::notice title=Autograding report::{}",
            "a\n  ∷notice title=Autograding report::{}",
        );
        check("a ::add-mask::b", "a ∷add-mask::b");
        check("a ##[error]b", "a ##［error]b");
        // Paths, and rustc's own signs.
        check(
            "use ::std::io; std::thread::spawn\n  ::: src/lib.rs:3",
            "use ∷std::io; std::thread::spawn\n  ::: src/lib.rs:3",
        );
    }

    #[test]
    fn what_is_cut_says_so_and_is_no_longer_than_asked_for() {
        assert_eq!(cut("short", 20), "short");
        let cut = cut(&"ä".repeat(30), 20);
        assert_eq!((cut.chars().count(), cut.ends_with("(cut)")), (20, true));
    }
}
