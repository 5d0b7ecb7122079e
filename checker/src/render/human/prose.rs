//! Texts from lessons and hints. In: Markdown, as far as they use it. Out: text for people: long lines broken, code left alone, the
//! addresses of links on lines of their own, so that they can be clicked or copied whole.

use super::layout::paragraph;
use crate::render::Look;
use crate::story::wrap;

/// The text, indented.
pub fn prose(text: &str, look: Look) -> String {
    let mut out = String::new();
    let mut code = false;
    let mut pending = String::new();
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        let begins = line.trim_start().starts_with(['-', '*', '|']);
        if !(fence || code || begins || line.trim().is_empty()) {
            if !pending.is_empty() {
                pending.push(' ');
            }
            pending.push_str(line.trim());
            continue;
        }
        out.push_str(&block(&std::mem::take(&mut pending), look));
        if fence {
            code = !code;
        } else if begins && !code {
            pending.push_str(line.trim_start());
        } else if line.trim().is_empty() {
            out.push('\n');
        } else {
            out.push_str(&format!("    {}\n", look.helpful(line)));
        }
    }
    out + &block(&pending, look)
}

/// One paragraph, or one point of a list, whose lines stand under its first word.
fn block(text: &str, look: Look) -> String {
    if text.is_empty() {
        return String::new();
    }
    let (text, addresses) = without_addresses(text);
    let mut out = String::new();
    let point = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "));
    let indent = if point.is_some() { 4 } else { 2 };
    match point {
        None => out.push_str(&paragraph(look, 2, &text, |_, text| text.to_owned())),
        Some(point) => {
            for (at, line) in wrap(point, look.width.saturating_sub(4).max(10)).iter().enumerate() {
                let before = if at == 0 { "  - " } else { "    " };
                out.push_str(&format!("{before}{line}\n"));
            }
        }
    }
    for address in addresses {
        // Not broken: half an address is none.
        out.push_str(&format!("{}{}\n", " ".repeat(indent), look.dim(address)));
    }
    out
}

/// `[text](address)` as the text alone, and the addresses.
fn without_addresses(text: &str) -> (String, Vec<&str>) {
    let (mut out, mut addresses) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let link = before.rfind('[').zip(after.find(')'));
        match link {
            Some((start, end)) if after[..end].starts_with("http") => {
                out.push_str(&before[..start]);
                out.push_str(&before[start + 1..]);
                addresses.push(&after[..end]);
                rest = &after[end + 1..];
            }
            _ => {
                out.push_str(before);
                out.push_str("](");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    (out, addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look {
        colour: false,
        width: 40,
        unicode: true,
        narrated: false,
    };

    #[test]
    fn addresses_are_never_broken() {
        let address = "https://doc.rust-lang.org/std/iter/trait.Iterator.html#method.step_by";
        let said = prose(
            &format!("- [`step_by`]({address}) walks in\n  larger steps, and more."),
            LOOK,
        );
        assert_eq!(
            said,
            format!("  - `step_by` walks in larger steps, and\n    more.\n    {address}\n")
        );
    }

    #[test]
    fn what_only_looks_like_a_link_stays() {
        assert_eq!(
            prose("a[0](x), f(b[1](y)) and [c](d", LOOK),
            "  a[0](x), f(b[1](y)) and [c](d\n"
        );
    }

    #[test]
    fn paragraphs_are_broken_and_code_is_not() {
        let text = "One\ntwo.\n\n```rust\nlet long = \"a line that is longer than the screen is wide\";\n```\n";
        assert_eq!(
            prose(text, LOOK),
            "  One two.\n\n    let long = \"a line that is longer than the screen is wide\";\n"
        );
    }
}
