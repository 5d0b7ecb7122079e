//! What cannot be graded, found in the source before it is compiled. In: the answer's text. Out: refusals, with line and reason.
//!
//! An answer runs over a stand-in for std, so whatever reaches past the stand-in (`core::sync`, `unsafe`, another file) would
//! make a verdict false. Everything is looked for among the tokens, not in the syntax tree, so that it is also seen inside a
//! macro. What is harmless is let through: `core::time`, `core::cell`, `core::fmt` and the like.
//!
//! A macro can put a path together so that its parts never stand beside each other. For `std` that leads nowhere, because the
//! stand-ins have no `fs`, `net`, `os` or `Command`; `core` and `alloc` are not stood in for, so macros of the answer's own must not see
//! them at all.

mod lists;
mod names;
mod search;
mod todo;

pub use todo::{Todo, todo};

use proc_macro2::{TokenStream, TokenTree};

/// Something that the answer must not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub line: u32,
    /// `unsafe`, `core::sync`
    pub item: String,
    pub reason: &'static str,
}

impl Refusal {
    fn new(line: u32, item: &str, reason: &'static str) -> Refusal {
        let item = item.to_owned();
        Refusal { line, item, reason }
    }

    /// rustc compiles the file, and the checker cannot read it: whatever it is, nobody has looked at it.
    pub fn unread() -> Refusal {
        Refusal::new(
            1,
            "a token that only rustc knows",
            "the checker must be able to read it",
        )
    }
}

/// What the search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// Refusals in order of lines; none: the answer can be graded.
    Read(Vec<Refusal>),
    /// These are no tokens. rustc says that better, if it agrees.
    NoTokens,
}

/// No answer comes near it, and what walks through the tokens or the syntax below must not run out of stack.
const MOST_TOKENS: usize = 50_000;
const DEEPEST: usize = 100;

/// Looks for everything that cannot be graded.
pub fn scan(source: &str) -> Scan {
    // rustc takes such a line for none of its own, whatever is in it.
    let script = source.trim_start_matches('\u{feff}').strip_prefix("#!");
    if script.is_some_and(|rest| !rest.trim_start().starts_with('[')) {
        return Scan::Read(vec![Refusal::new(1, "#!", "an answer is a library, not a script")]);
    }
    match tokens(source) {
        Tokens::Fine(tokens) => Scan::Read(search::refusals(tokens)),
        Tokens::TooMany => Scan::Read(vec![Refusal::new(
            1,
            "more than 50000 tokens",
            "no exercise needs a hundredth of that",
        )]),
        Tokens::TooDeep(line) => Scan::Read(vec![Refusal::new(
            line,
            "more than 100 brackets within brackets",
            "no exercise needs a tenth of that",
        )]),
        Tokens::None => Scan::NoTokens,
    }
}

enum Tokens {
    Fine(TokenStream),
    TooMany,
    /// With the line.
    TooDeep(u32),
    None,
}

/// The tokens of a source, if there are not too many of them.
fn tokens(source: &str) -> Tokens {
    let Ok(stream) = source.parse::<TokenStream>() else {
        return Tokens::None;
    };
    // Not recursive: that is what it protects others from.
    let (mut count, mut stack) = (0, vec![stream.clone().into_iter()]);
    while let Some(level) = stack.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) if stack.len() > DEEPEST => {
                return Tokens::TooDeep(group.span_open().start().line as u32);
            }
            Some(TokenTree::Group(group)) => stack.push(group.stream().into_iter()),
            Some(TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) => {}
            None => drop(stack.pop()),
        }
        count += 1;
        if count > 2 * MOST_TOKENS {
            return Tokens::TooMany;
        }
    }
    Tokens::Fine(stream)
}

#[cfg(test)]
mod tests;
