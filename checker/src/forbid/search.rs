//! The search itself: through all tokens, also those inside macros.

use super::Refusal;
use super::lists::{ATTRIBUTES, ENGINE, HOLE, MACRO, MACROS, NAMES, OUTSIDE, PARTS, PATHS, SYSTEM};
use super::names::{Names, Part, ROOTS, is_punct, plain, use_tree};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::HashSet;

/// Whether a macro's variable stands beside a `::`.
fn assembles_paths(stream: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Group(group) => assembles_paths(group.stream()),
        TokenTree::Punct(punct) if punct.as_char() == '$' => {
            let before = at > 1 && is_punct(&tokens[at - 1], ':') && is_punct(&tokens[at - 2], ':');
            let after = [at + 2, at + 3]
                .iter()
                .all(|&at| tokens.get(at).is_some_and(|token| is_punct(token, ':')));
            let named = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_) | TokenTree::Group(_)));
            named && (before || after)
        }
        TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// Everything among these tokens that cannot be graded, in order of lines.
pub fn refusals(tokens: TokenStream) -> Vec<Refusal> {
    let mut names = Names::default();
    names.collect(tokens.clone());
    let mut macros = HashSet::new();
    own_macros(tokens.clone(), &mut macros);
    let assembled = assembles_paths(tokens.clone());
    let mut search = Search {
        names,
        assembled,
        macros,
        in_macro: false,
        found: Vec::new(),
    };
    search.stream(tokens);
    search.found.sort_by_key(|refusal| refusal.line);
    search.found.dedup();
    search.found
}

/// The names of the macros that the file makes.
fn own_macros(stream: TokenStream, found: &mut HashSet<String>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "macro_rules" => {
                if let Some(TokenTree::Ident(name)) = tokens.get(at + 2) {
                    found.insert(plain(&name.to_string()));
                }
            }
            TokenTree::Group(group) => own_macros(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

struct Search {
    names: Names,
    /// Whether a macro of the file puts paths together from its arguments.
    assembled: bool,
    /// The macros that the file makes.
    macros: HashSet<String>,
    /// Whether these tokens are such a macro's own, or given to one.
    in_macro: bool,
    found: Vec<Refusal>,
}

impl Search {
    fn refuse(&mut self, line: u32, item: impl Into<String>, reason: &'static str) {
        self.found.push(Refusal {
            line,
            item: item.into(),
            reason,
        });
    }

    fn stream(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(word) => {
                    let (name, line) = (word.to_string(), word.span().start().line as u32);
                    self.name(&name, line, &tokens, at);
                    if name == "use" {
                        let end = tokens[at..].iter().position(|token| is_punct(token, ';'));
                        let end = end.map_or(tokens.len(), |length| at + length);
                        for (path, name) in use_tree(&tokens[at + 1..end], &[]) {
                            self.import(&path, name.as_deref());
                        }
                        at = end;
                    } else {
                        at = self.path(&tokens, at);
                    }
                }
                TokenTree::Group(group) => {
                    let attribute = group.delimiter() == Delimiter::Bracket
                        && at > 0
                        && (is_punct(&tokens[at - 1], '#')
                            || (at > 1 && is_punct(&tokens[at - 1], '!') && is_punct(&tokens[at - 2], '#')));
                    if attribute {
                        self.attribute(group.stream());
                    }
                    let before = self.in_macro;
                    self.in_macro |= self.belongs_to_macro(&tokens, at);
                    self.stream(group.stream());
                    self.in_macro = before;
                }
                TokenTree::Punct(_) if mixes_lifetimes(&tokens[at..]) => {
                    self.refuse(tokens[at].span().start().line as u32, "&'a &'b", HOLE);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }

    /// Whether the group at `at` is the body of a macro of the file's own, or what such a macro is called with.
    fn belongs_to_macro(&self, tokens: &[TokenTree], at: usize) -> bool {
        let word = |back: usize| match at.checked_sub(back).and_then(|place| tokens.get(place)) {
            Some(TokenTree::Ident(word)) => Some(plain(&word.to_string())),
            _ => None,
        };
        let marked = |back: usize| at >= back && is_punct(&tokens[at - back], '!');
        (marked(1) && word(2).is_some_and(|name| self.macros.contains(&name)))
            || (marked(2) && word(3).is_some_and(|name| name == "macro_rules"))
    }

    fn name(&mut self, name: &str, line: u32, tokens: &[TokenTree], at: usize) {
        // `r#include!` is `include!`.
        let name = plain(name);
        let name = name.as_str();
        if self.in_macro && matches!(name, "core" | "alloc") {
            return self.refuse(line, format!("{name}, in a macro"), MACRO);
        }
        let given = |next: usize| tokens.get(at + next).is_some_and(|token| is_punct(token, '='));
        if self.in_macro && name == "path" && given(1) && !given(2) {
            return self.refuse(line, "#[path]", OUTSIDE);
        }
        if self.assembled && PARTS.contains(&name) && !self.names.known.contains_key(name) {
            return self.refuse(line, format!("{name}, where a macro puts paths together"), SYSTEM);
        }
        if let Some((_, reason)) = NAMES.iter().find(|(forbidden, _)| *forbidden == name) {
            return self.refuse(line, name, reason);
        }
        let called = tokens.get(at + 1).is_some_and(|token| is_punct(token, '!'))
            && tokens
                .get(at + 2)
                .is_some_and(|token| matches!(token, TokenTree::Group(_)));
        // Given to a macro it can be called there.
        let alone = name == "include" && (tokens.len() == 1 || self.in_macro);
        if let Some((_, reason)) = MACROS
            .iter()
            .find(|(forbidden, _)| *forbidden == name && (called || alone))
        {
            return self.refuse(line, format!("{name}!"), reason);
        }
        if name == "extern" {
            let is_block = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
            match tokens.get(at + 1) {
                Some(TokenTree::Ident(word)) if word == "crate" => self.refuse(line, "extern crate", OUTSIDE),
                Some(TokenTree::Literal(_)) if is_block(tokens.get(at + 2)) => {
                    self.refuse(line, "extern block", OUTSIDE)
                }
                next if is_block(next) => self.refuse(line, "extern block", OUTSIDE),
                _ => {}
            }
        }
    }

    /// Reads the path that begins at `at` and returns the index of its last token.
    fn path(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let mut parts: Vec<Part> = Vec::new();
        let mut last = at;
        let mut next = at;
        while let Some(TokenTree::Ident(word)) = tokens.get(next) {
            parts.push((plain(&word.to_string()), word.span().start().line as u32));
            if next > at {
                self.name(&word.to_string(), word.span().start().line as u32, tokens, next);
            }
            last = next;
            let joined = tokens.get(next + 1).is_some_and(|token| is_punct(token, ':'))
                && tokens.get(next + 2).is_some_and(|token| is_punct(token, ':'));
            if !joined {
                break;
            }
            next += 3;
        }
        // `value.fs` and `fn fs` are names of the learner's own; so is a path behind another one's end, `<T>::sync`.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let own =
            before.is_some_and(|token| is_punct(token, '.') || matches!(token, TokenTree::Ident(word) if word == "fn"));
        if !own && (parts.len() > 1 || self.names.known.contains_key(&parts[0].0)) {
            self.check(&parts);
            self.called(&parts, &tokens[last + 1..]);
        }
        last
    }

    /// A macro under another name: `use std::env as e; e!("HOME")`.
    fn called(&mut self, parts: &[Part], rest: &[TokenTree]) {
        if !matches!(rest, [mark, TokenTree::Group(_), ..] if is_punct(mark, '!')) {
            return;
        }
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        for meaning in self.names.meanings(&names) {
            let real = meaning.last().filter(|_| meaning != names);
            let listed = real.and_then(|real| MACROS.iter().find(|(forbidden, _)| forbidden == real));
            if let Some((forbidden, reason)) = listed {
                return self.refuse(parts[0].1, format!("{forbidden}!"), reason);
            }
        }
    }

    fn import(&mut self, path: &[Part], name: Option<&str>) {
        for (part, line) in path {
            if let Some((_, reason)) = NAMES.iter().find(|(forbidden, _)| forbidden == part) {
                self.refuse(*line, part.clone(), reason);
            }
        }
        let renamed =
            path.len() == 1 && ROOTS.contains(&path[0].0.as_str()) && name.is_some_and(|name| name != path[0].0);
        if renamed && path[0].0 != "std" {
            self.refuse(path[0].1, format!("{} under another name", path[0].0), ENGINE);
        }
        if name.is_none() && path.len() == 1 && matches!(path[0].0.as_str(), "core" | "alloc") {
            self.refuse(path[0].1, format!("{}::*", path[0].0), ENGINE);
        }
        self.check(path);
    }

    fn check(&mut self, parts: &[Part]) {
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        for meaning in self.names.meanings(&names) {
            for (forbidden, reason) in PATHS {
                let wanted: Vec<&str> = forbidden.split("::").collect();
                if meaning.len() >= wanted.len() && meaning.iter().zip(&wanted).all(|(part, wanted)| part == wanted) {
                    self.refuse(parts[0].1, forbidden, reason);
                    return;
                }
            }
        }
    }

    fn attribute(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        if let Some(TokenTree::Ident(name)) = tokens.first() {
            let (text, line) = (plain(&name.to_string()), name.span().start().line as u32);
            if let Some((_, reason)) = ATTRIBUTES.iter().find(|(forbidden, _)| *forbidden == text) {
                self.refuse(line, format!("#[{text}]"), reason);
            }
            // `#[cfg_attr(all(), path = "…")]` is `#[path = "…"]`.
            if text == "cfg_attr" {
                if let Some(TokenTree::Group(arguments)) = tokens.get(1) {
                    let inner: Vec<TokenTree> = arguments.stream().into_iter().collect();
                    for attribute in inner.split(|token| is_punct(token, ',')).skip(1) {
                        self.attribute(attribute.iter().cloned().collect());
                    }
                }
            }
        }
    }
}

/// Whether these tokens begin with `&'a &'b` or `&'a mut &'b`, where neither is `'static`.
fn mixes_lifetimes(tokens: &[TokenTree]) -> bool {
    let lifetime = |tokens: &[TokenTree]| match tokens {
        [and, quote, TokenTree::Ident(name), ..] if is_punct(and, '&') && is_punct(quote, '\'') => {
            Some(name.to_string())
        }
        _ => None,
    };
    let Some(outer) = lifetime(tokens) else { return false };
    let rest = match &tokens[3..] {
        [TokenTree::Ident(word), rest @ ..] if word == "mut" => rest,
        rest => rest,
    };
    // A reference to something that lives for ever says nothing about lifetimes.
    lifetime(rest).is_some_and(|inner| inner != outer && inner != "static")
}
