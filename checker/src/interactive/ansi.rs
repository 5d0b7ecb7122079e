//! Text for people, with its colours, as lines of a screen. In: what the renderers write. Out: lines that are no wider than the screen.
//!
//! Only colours and weights are understood. Whatever else a learner's program has printed stays harmless, see [`super::line`].

use crate::interactive::line::{Line, Paint};
use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

/// The lines of a text. One that is too wide goes on in the next line, as in a terminal.
pub fn lines(text: &str, width: usize) -> Vec<Line> {
    let mut style = Style::new();
    text.lines()
        .flat_map(|text| broken(text, width.max(1), &mut style))
        .collect()
}

fn broken(text: &str, width: usize, style: &mut Style) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let (mut piece, mut used) = (String::new(), 0);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((changed, after)) = sequence(rest, *style) {
            flush(&mut lines, &mut piece, *style);
            (*style, rest) = (changed, after);
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        // As `Line` shows it.
        let needs = match letter {
            '\t' => 4,
            letter => letter.width().unwrap_or(1),
        };
        if used + needs > width && used > 0 {
            flush(&mut lines, &mut piece, *style);
            lines.push(Line::default());
            used = 0;
        }
        piece.push(letter);
        used += needs;
    }
    flush(&mut lines, &mut piece, *style);
    lines
}

fn flush(lines: &mut [Line], piece: &mut String, style: Style) {
    if let (Some(line), false) = (lines.last_mut(), piece.is_empty()) {
        let paint = match style == Style::new() {
            true => Paint::Plain,
            false => Paint::Styled(style),
        };
        *line = std::mem::take(line).and(paint, piece);
        piece.clear();
    }
}

/// The style after the sequence that `text` begins with, and the text behind it. `None`: it begins with none that sets a style.
fn sequence(text: &str, before: Style) -> Option<(Style, &str)> {
    let (codes, rest) = text.strip_prefix("\u{1b}[")?.split_once('m')?;
    let mut style = before;
    for code in codes.split(';') {
        style = match code.parse::<u8>().ok().or(code.is_empty().then_some(0))? {
            0 => Style::new(),
            1 => style.bold(),
            2 => style.dimmed(),
            colour @ 30..=37 => style.fg_color(Some(COLOURS[usize::from(colour - 30)].into())),
            _ => return None,
        };
    }
    Some((style, rest))
}

const COLOURS: [AnsiColor; 8] = [
    AnsiColor::Black,
    AnsiColor::Red,
    AnsiColor::Green,
    AnsiColor::Yellow,
    AnsiColor::Blue,
    AnsiColor::Magenta,
    AnsiColor::Cyan,
    AnsiColor::White,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Look;

    const LOOK: Look = Look {
        colour: true,
        width: 80,
        unicode: true,
        narrated: false,
    };

    fn check(text: &str, width: usize, expected: &[&str]) {
        let texts: Vec<String> = lines(text, width).iter().map(Line::text).collect();
        assert_eq!(texts, expected, "{text:?}");
    }

    #[test]
    fn every_colour_of_the_renderers_comes_through() {
        for painted in [
            LOOK.good("a"),
            LOOK.bad("a"),
            LOOK.strong("a"),
            LOOK.dim("a"),
            LOOK.notice("a"),
            LOOK.helpful("a"),
            LOOK.thread(0, "a"),
            LOOK.thread(2, "a"),
        ] {
            let text = format!("x{painted}y");
            let [line] = &lines(&text, 80)[..] else {
                panic!("one line")
            };
            assert_eq!((line.text().as_str(), line.painted(LOOK)), ("xay", text.clone()));
        }
    }

    #[test]
    fn what_is_too_wide_goes_on_in_the_next_line() {
        check("abcdef\n\ngh", 4, &["abcd", "ef", "", "gh"]);
        check("数数数", 4, &["数数", "数"]);
        check(&format!("{}{}", LOOK.bad("abcd"), "ef"), 4, &["abcd", "ef"]);
    }

    #[test]
    fn other_sequences_do_nothing() {
        check("\u{1b}[2Ja\u{7}", 20, &["?[2Ja?"]);
        check("\u{1b}[5ma", 20, &["?[5ma"]);
        check("\u{1b}[", 20, &["?["]);
    }
}
