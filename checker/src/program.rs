//! Comparing a program's output with what is asked for. In: patterns and lines. Out: what is missing and what is too much. No I/O.
//!
//! `*` in a pattern stands for any text. A pattern that begins with `? ` is optional, and if it has a `*`, any number of lines
//! may match it.

mod prints;

pub use prints::lines_that_print;

use crate::suite::Order;
use similar::{ChangeTag, TextDiff};

/// Where the output differs from what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// One sentence.
    pub message: String,
    /// Lines with `-` (asked for, and missing), `+` (printed, and not asked for) or a space before them.
    pub lines: Vec<String>,
}

struct Pattern<'a> {
    text: &'a str,
    optional: bool,
}

impl<'a> Pattern<'a> {
    fn read(line: &'a str) -> Pattern<'a> {
        match line.strip_prefix("? ") {
            Some(text) => Pattern { text, optional: true },
            None => Pattern {
                text: line,
                optional: false,
            },
        }
    }

    fn repeats(&self) -> bool {
        self.optional && self.text.contains('*')
    }

    fn matches(&self, line: &str) -> bool {
        fits(self.text, line)
    }
}

/// Whether `line` is `pattern`, where `*` stands for any text.
fn fits(pattern: &str, line: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return pattern == line;
    };
    let Some(rest) = line.strip_prefix(before) else {
        return false;
    };
    let starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    starts.into_iter().any(|at| fits(after, &rest[at..]))
}

/// How `stdout` differs from the lines asked for, if it does.
pub fn difference(asked: &[String], order: Order, stdout: &str) -> Option<Difference> {
    let patterns: Vec<Pattern> = asked.iter().map(|line| Pattern::read(line)).collect();
    let lines: Vec<&str> = stdout.lines().collect();
    match order {
        Order::Any => any_order(&patterns, &lines),
        Order::Exact => exact_order(&patterns, &lines),
    }
}

/// Gives every required pattern a line of its own, if that is possible (Kuhn's algorithm for bipartite matching).
fn any_order(patterns: &[Pattern], lines: &[&str]) -> Option<Difference> {
    let optional: Vec<&Pattern> = patterns.iter().filter(|pattern| pattern.optional).collect();
    let mut required: Vec<&Pattern> = patterns.iter().filter(|pattern| !pattern.optional).collect();
    required.sort_by_key(|pattern| pattern.text.contains('*'));
    // Lines that no optional pattern would take are given away first.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&line| optional.iter().any(|pattern| pattern.matches(lines[line])));
    let mut taken: Vec<Option<usize>> = vec![None; lines.len()];
    fn place(
        pattern: usize,
        required: &[&Pattern],
        lines: &[&str],
        order: &[usize],
        taken: &mut [Option<usize>],
        tried: &mut [bool],
    ) -> bool {
        for &line in order {
            if !tried[line] && required[pattern].matches(lines[line]) {
                tried[line] = true;
                let free = match taken[line] {
                    None => true,
                    Some(other) => place(other, required, lines, order, taken, tried),
                };
                if free {
                    taken[line] = Some(pattern);
                    return true;
                }
            }
        }
        false
    }
    let missing: Vec<&str> = (0..required.len())
        .filter(|&pattern| {
            !place(
                pattern,
                &required,
                lines,
                &order,
                &mut taken,
                &mut vec![false; lines.len()],
            )
        })
        .map(|pattern| required[pattern].text)
        .collect();
    let mut spent = vec![false; optional.len()];
    let mut surplus = Vec::new();
    for (line, text) in lines.iter().enumerate().filter(|(line, _)| taken[*line].is_none()) {
        let by = optional
            .iter()
            .enumerate()
            .find(|(at, pattern)| pattern.matches(text) && (pattern.repeats() || !spent[*at]));
        match by {
            Some((at, _)) => spent[at] = true,
            None => surplus.push((line, *text)),
        }
    }
    if missing.is_empty() && surplus.is_empty() {
        return None;
    }
    let message = match (missing.first(), surplus.first()) {
        (Some(missing), _) if lines.is_empty() => {
            format!("The program printed nothing; `{missing}` is missing, for one.")
        }
        (Some(missing), Some((_, printed))) => {
            format!(
                "The program printed `{}`, which is not asked for, and `{missing}` is missing.",
                short(printed)
            )
        }
        (Some(missing), None) => format!("The program did not print `{missing}`."),
        (None, Some((line, printed))) => match lines[..*line].contains(printed) {
            true => format!("The program printed `{}` more often than asked for.", short(printed)),
            false => format!("The program printed `{}`, which is not asked for.", short(printed)),
        },
        (None, None) => return None,
    };
    let missing = missing.iter().map(|text| format!("- {text}"));
    let surplus = surplus.iter().map(|(_, text)| format!("+ {}", short(text)));
    Some(Difference {
        message,
        lines: shortened(missing.chain(surplus).collect()),
    })
}

/// Matches the lines against the patterns as a regular expression would.
fn exact_order(patterns: &[Pattern], lines: &[&str]) -> Option<Difference> {
    // `reach[p]`: the lines so far can be read by the first `p` patterns.
    let skip = |reach: &mut Vec<bool>| {
        for at in 0..patterns.len() {
            if reach[at] && patterns[at].optional {
                reach[at + 1] = true;
            }
        }
    };
    let mut reach = vec![false; patterns.len() + 1];
    reach[0] = true;
    skip(&mut reach);
    let mut wrong = None;
    for (number, line) in lines.iter().enumerate() {
        let mut next = vec![false; patterns.len() + 1];
        for (at, pattern) in patterns.iter().enumerate() {
            if reach[at] && pattern.matches(line) {
                next[at + 1] = true;
                next[at] |= pattern.repeats();
            }
        }
        skip(&mut next);
        if !next.contains(&true) {
            wrong = Some(number);
            break;
        }
        reach = next;
    }
    let expected = reach
        .iter()
        .rposition(|&reached| reached)
        .and_then(|at| patterns[at..].iter().find(|pattern| !pattern.optional));
    let message = match (wrong, expected) {
        (None, _) if reach[patterns.len()] => return None,
        (Some(line), Some(expected)) => {
            format!(
                "Line {} of the output is `{}`, where `{}` is asked for.",
                line + 1,
                short(lines[line]),
                expected.text
            )
        }
        (Some(line), None) => format!(
            "Line {} of the output, `{}`, is not asked for.",
            line + 1,
            short(lines[line])
        ),
        (None, Some(expected)) => format!("The output ends before `{}`.", expected.text),
        (None, None) => "The output ends too early.".to_owned(),
    };
    // A line that a pattern matches is shown as equal to it.
    let as_asked: Vec<&str> = lines
        .iter()
        .map(|line| {
            patterns
                .iter()
                .find(|pattern| pattern.matches(line))
                .map_or(*line, |pattern| pattern.text)
        })
        .collect();
    let wanted: Vec<&str> = patterns.iter().map(|pattern| pattern.text).collect();
    let diff = TextDiff::from_slices(&wanted, &as_asked);
    let marked = diff.iter_all_changes().map(|change| {
        let mark = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        format!("{mark} {}", short(change.value()))
    });
    Some(Difference {
        message,
        lines: shortened(marked.collect()),
    })
}

fn short(line: &str) -> String {
    if line.chars().count() <= 60 {
        line.to_owned()
    } else {
        line.chars().take(57).chain("...".chars()).collect()
    }
}

/// The first differing lines with a little around them.
fn shortened(lines: Vec<String>) -> Vec<String> {
    let first = lines
        .iter()
        .position(|line| !line.starts_with(' '))
        .unwrap_or(0)
        .saturating_sub(2);
    let shown: Vec<String> = lines.iter().skip(first).take(12).cloned().collect();
    let more = lines.len() - first - shown.len();
    let rest = (more > 0).then(|| format!("  … {more} more lines"));
    shown.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &[&str], order: Order, stdout: &str, expected: Option<&str>) {
        let asked: Vec<String> = asked.iter().map(ToString::to_string).collect();
        let found = difference(&asked, order, stdout).map(|difference| difference.message);
        assert_eq!(found.as_deref(), expected, "{asked:?} {stdout:?}");
    }

    #[test]
    fn lines_in_any_order_are_counted() {
        check(&["1", "2", "3"], Order::Any, "3\n1\n2\n", None);
        check(&["1", "2"], Order::Any, "2\n", Some("The program did not print `1`."));
        check(
            &["1", "2"],
            Order::Any,
            "",
            Some("The program printed nothing; `1` is missing, for one."),
        );
        check(
            &["1"],
            Order::Any,
            "1\n1\n",
            Some("The program printed `1` more often than asked for."),
        );
        check(
            &["1"],
            Order::Any,
            "1\ndone\n",
            Some("The program printed `done`, which is not asked for."),
        );
    }

    #[test]
    fn a_star_is_any_text_and_takes_what_nothing_else_takes() {
        check(&["*", "elapsed *"], Order::Any, "elapsed 3\nx\n", None);
        check(&["a*", "*b"], Order::Any, "ab\nxb\n", None);
        check(&["a*", "*b"], Order::Any, "ab\nax\n", None);
    }

    #[test]
    fn optional_lines_may_be_there_or_not() {
        check(&["? Working... 0", "done"], Order::Any, "done\n", None);
        check(&["? Working... 0", "done"], Order::Any, "Working... 0\ndone\n", None);
        let twice = Some("The program printed `Working... 0` more often than asked for.");
        check(
            &["? Working... 0", "done"],
            Order::Any,
            "Working... 0\ndone\nWorking... 0\n",
            twice,
        );
        check(
            &["? Working... *", "done"],
            Order::Any,
            "Working... 1\ndone\nWorking... 0\n",
            None,
        );
        check(&["? a", "*"], Order::Any, "a\nb\n", None);
    }

    #[test]
    fn exact_order_reads_line_by_line() {
        check(&["a", "? b", "? c*", "d"], Order::Exact, "a\nc1\nc2\nd\n", None);
        check(&["a", "? b", "d"], Order::Exact, "a\nd\n", None);
        check(
            &["a", "b"],
            Order::Exact,
            "b\na\n",
            Some("Line 1 of the output is `b`, where `a` is asked for."),
        );
        check(&["a", "b"], Order::Exact, "a\n", Some("The output ends before `b`."));
        check(
            &["a"],
            Order::Exact,
            "a\nb\n",
            Some("Line 2 of the output, `b`, is not asked for."),
        );
    }
}
