//! How lines and paragraphs are laid out: marks at the left, points at the right, nothing wider than the screen.

use crate::render::Look;
use crate::render::json::{mark, status};
use crate::story::wrap;
use crate::verdict::Verdict;

/// `2`, `1.5`
pub fn number(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub fn line(look: Look, mark: &str, text: &str, right: &str) -> String {
    line_with(look, 2, mark, text, right, |_, text| text.to_owned())
}

/// A mark, a text and, at the right edge, something short. A text that is too long goes on in the next line.
pub fn line_with(
    look: Look,
    indent: usize,
    mark: &str,
    text: &str,
    right: &str,
    style: impl Fn(Look, &str) -> String,
) -> String {
    // Marks are one or two characters wide, whatever their colour codes.
    let mark_width = if look.unicode || mark == "-" {
        1
    } else {
        mark_text_width(mark)
    };
    let room = look
        .width
        .saturating_sub(indent + mark_width + 1 + right.chars().count() + 2)
        .max(10);
    let lines = wrap(text, room);
    let mut out = String::new();
    for (at, text) in lines.iter().enumerate() {
        let left = if at == 0 {
            mark.to_owned()
        } else {
            " ".repeat(mark_width)
        };
        let padding = room.saturating_sub(text.chars().count()) + 2;
        let right = if at == 0 && !right.is_empty() {
            format!("{}{}", " ".repeat(padding), look.dim(right))
        } else {
            String::new()
        };
        out.push_str(&format!("{}{left} {}{right}\n", " ".repeat(indent), style(look, text)));
    }
    out
}

fn mark_text_width(mark: &str) -> usize {
    if mark.contains("ok") || mark.contains("->") {
        2
    } else {
        1
    }
}

pub fn paragraph(look: Look, indent: usize, text: &str, style: impl Fn(Look, &str) -> String) -> String {
    let lines = wrap(text, look.width.saturating_sub(indent).max(10));
    lines
        .iter()
        .map(|line| format!("{}{}\n", " ".repeat(indent), style(look, line)))
        .collect()
}

/// A sentence, in lines.
pub fn sentence(text: &str, look: Look) -> String {
    paragraph(look, 0, text, |_, text| text.to_owned())
}

/// `1,348`
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub fn cut(text: &str, width: usize, look: Look) -> String {
    let end = if look.unicode { "…" } else { "..." };
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(end.chars().count())).collect();
    kept.trim_end().to_owned() + end
}

/// Like [`line`], but spaces are kept, as columns need them.
pub fn line_kept(look: Look, mark: &str, text: &str, right: &str) -> String {
    let mark_width = if look.unicode || mark == "-" {
        1
    } else {
        mark_text_width(mark)
    };
    let fill = look
        .width
        .saturating_sub(mark_width + 1 + text.chars().count() + right.chars().count())
        .max(2);
    format!("{mark} {text}{}{right}\n", " ".repeat(fill))
}

pub fn mark_of(look: Look, verdict: &Verdict) -> String {
    mark(look, status(&verdict.status))
}

/// A word and what stands for it, `edit     exercises/…`, under each other where it is too narrow: half a path can't be opened.
pub fn field(look: Look, word: &str, value: &str, style: impl Fn(Look, &str) -> String) -> String {
    const INDENT: usize = 2;
    const WORD: usize = 9;
    let length = value.chars().count();
    if INDENT + WORD + length <= look.width {
        return format!("  {word:WORD$}{}\n", style(look, value));
    }
    let indent = match look.width.saturating_sub(length) {
        0 | 1 => 0,
        room => room.min(2 * INDENT),
    };
    let lines = wrap(value, look.width.saturating_sub(indent).max(10));
    let lines = lines
        .iter()
        .map(|line| format!("{}{}\n", " ".repeat(indent), style(look, line)));
    format!("  {word}\n{}", lines.collect::<String>())
}
