//! What cannot be graded, found in the source before it is compiled. In: the answer's text. Out: refusals, with line and reason.
//!
//! An answer runs over a stand-in for std, so whatever reaches past the stand-in (`core::sync`, `unsafe`, another file) would
//! make a verdict false. Everything is looked for among the tokens, not in the syntax tree, so that it is also seen inside a
//! macro. What is harmless is let through: `core::time`, `core::cell`, `core::fmt` and the like.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::HashMap;

/// Something that the answer must not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub line: u32,
    /// `unsafe`, `core::sync`
    pub item: String,
    pub reason: &'static str,
}

/// A `todo!()` that is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub line: u32,
    /// What it says: `start two threads …`.
    pub message: Option<String>,
}

const UNSAFE: &str = "no exercise needs it, and the checker cannot see what unsafe code does";
const ENGINE: &str = "it bypasses the std that the checker watches; use the same item from `std`";
const OUTSIDE: &str = "an answer is one file and nothing else";
const SYSTEM: &str = "no exercise needs it, and the checker runs the answer in a world of its own without it";

/// The paths that are refused, and everything below them.
const PATHS: [(&str, &str); 19] = [
    ("core::sync", ENGINE),
    ("core::hint", ENGINE),
    ("core::arch", ENGINE),
    ("core::intrinsics", ENGINE),
    ("alloc::sync", ENGINE),
    ("alloc::task", ENGINE),
    ("std::process::Command", SYSTEM),
    ("std::process::Child", SYSTEM),
    ("std::os", SYSTEM),
    ("std::net", SYSTEM),
    ("std::fs", SYSTEM),
    ("std::arch", ENGINE),
    ("std::intrinsics", ENGINE),
    ("std::include", OUTSIDE),
    ("core::include", OUTSIDE),
    ("std::env::set_current_dir", SYSTEM),
    ("std::env::current_exe", SYSTEM),
    ("std::backtrace", SYSTEM),
    ("std::panic::set_hook", "the checker needs the panic hook itself"),
];

/// Macros that read other files or the checker's environment.
const MACROS: [(&str, &str); 6] = [
    ("include", OUTSIDE),
    ("env", OUTSIDE),
    ("asm", UNSAFE),
    ("include_str", OUTSIDE),
    ("include_bytes", OUTSIDE),
    ("option_env", OUTSIDE),
];

/// Parts of refused paths that a macro could put together: `std::$module::$item`. Refused only in files that have such a macro.
const PARTS: [&str; 6] = ["core", "alloc", "fs", "net", "os", "Command"];

/// Names that mean nothing else, wherever they stand.
const NAMES: [(&str, &str); 6] = [
    ("unsafe", UNSAFE),
    ("global_asm", UNSAFE),
    ("naked_asm", UNSAFE),
    ("include_str", OUTSIDE),
    ("include_bytes", OUTSIDE),
    ("option_env", OUTSIDE),
];

const ATTRIBUTES: [(&str, &str); 9] = [
    ("path", OUTSIDE),
    ("no_mangle", UNSAFE),
    ("export_name", UNSAFE),
    ("link_section", UNSAFE),
    ("link", OUTSIDE),
    ("global_allocator", UNSAFE),
    ("feature", "the answer must compile with stable Rust"),
    ("no_std", "the checker replaces std, so the answer must use it"),
    (
        "no_implicit_prelude",
        "the checker replaces std's prelude, so the answer must use it",
    ),
];

/// Everything in `source` that cannot be graded, in order of lines. Empty if `source` is not even tokens: rustc says that better.
pub fn refusals(source: &str) -> Vec<Refusal> {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        return Vec::new();
    };
    let mut names = Names::default();
    names.collect(tokens.clone());
    let assembled = assembles_paths(tokens.clone());
    let found = Vec::new();
    let mut search = Search {
        names,
        assembled,
        found,
    };
    search.stream(tokens);
    search.found.sort_by_key(|refusal| refusal.line);
    search.found.dedup();
    search.found
}

/// The first `todo!` or `unimplemented!` in `source`.
pub fn todo(source: &str) -> Option<Todo> {
    fn look(stream: TokenStream) -> Option<Todo> {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(name) if name == "todo" || name == "unimplemented" => {
                    if let [TokenTree::Punct(mark), TokenTree::Group(arguments), ..] = &tokens[at + 1..] {
                        if mark.as_char() == '!' {
                            let first = arguments.stream().into_iter().next();
                            let message =
                                first.and_then(|literal| syn::parse_str::<syn::LitStr>(&literal.to_string()).ok());
                            let line = name.span().start().line as u32;
                            return Some(Todo {
                                line,
                                message: message.map(|literal| literal.value()),
                            });
                        }
                    }
                }
                TokenTree::Group(group) => {
                    if let Some(todo) = look(group.stream()) {
                        return Some(todo);
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
        None
    }
    look(source.parse().ok()?)
}

/// What the `use`s of the file bring in: a local name, and the path it stands for. Scopes are not told apart.
#[derive(Default)]
struct Names {
    known: HashMap<String, Vec<String>>,
    /// Whether a whole root is brought in: `use std::*`.
    globs: Vec<Vec<String>>,
}

impl Names {
    fn collect(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(word) if word == "use" => {
                    let end = tokens[at..]
                        .iter()
                        .position(|token| is_punct(token, ';'))
                        .map_or(tokens.len(), |n| at + n);
                    for (path, name) in use_tree(&tokens[at + 1..end], &[]) {
                        let path: Vec<String> = path.into_iter().map(|(part, _)| part).collect();
                        match name {
                            Some(name) => {
                                // `use std::thread` names itself; looking it up again would never end.
                                if path.len() > 1 || path[0] != name {
                                    self.known.insert(name, path);
                                }
                            }
                            None => self.globs.push(path),
                        }
                    }
                    at = end;
                }
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }

    /// Every full path that `path` may stand for.
    fn meanings(&self, path: &[String]) -> Vec<Vec<String>> {
        let mut current: Vec<String> = path.to_vec();
        // A chain of renamings longer than this one is nothing that anybody writes without meaning to hide something.
        for _ in 0..8 {
            while matches!(current.first().map(String::as_str), Some("self" | "crate" | "super")) && current.len() > 1 {
                current.remove(0);
            }
            match current.first().and_then(|first| self.known.get(first)) {
                Some(meaning) if meaning != &current[..1] => {
                    let rest = current.split_off(1);
                    current = meaning.clone();
                    current.extend(rest);
                    if self.known.get(&current[0]).is_none_or(|next| next[0] == current[0]) {
                        break;
                    }
                }
                _ => break,
            }
        }
        let globbed = self.globs.iter().filter(|glob| ROOTS.contains(&glob[0].as_str()));
        let globbed = globbed
            .map(|glob| [glob.clone(), path.to_vec()].concat())
            .collect::<Vec<_>>();
        [vec![current], globbed].concat()
    }
}

const ROOTS: [&str; 3] = ["std", "core", "alloc"];

type Part = (String, u32);

/// The paths of a `use`'s tree, each with the name that it brings in (`None` for `*`).
fn use_tree(tokens: &[TokenTree], prefix: &[Part]) -> Vec<(Vec<Part>, Option<String>)> {
    let mut path = prefix.to_vec();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "as" => {
                let name = tokens.get(at + 1).map(TokenTree::to_string);
                return if path.is_empty() {
                    Vec::new()
                } else {
                    vec![(path, name)]
                };
            }
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => path.push((plain(&word.to_string()), word.span().start().line as u32)),
            TokenTree::Punct(punct) if punct.as_char() == '*' => {
                return if path.is_empty() {
                    Vec::new()
                } else {
                    vec![(path, None)]
                };
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                return inner
                    .split(|token| is_punct(token, ','))
                    .flat_map(|tree| use_tree(tree, &path))
                    .collect();
            }
            // `use<'a>` in a type is no import.
            TokenTree::Punct(punct) if punct.as_char() == '<' => return Vec::new(),
            TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Literal(_) => {}
        }
        at += 1;
    }
    let name = path.last().map(|(part, _)| part.clone());
    if path.is_empty() {
        Vec::new()
    } else {
        vec![(path, name)]
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn plain(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}

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
            let named = matches!(tokens.get(at + 1), Some(TokenTree::Ident(_)));
            named && (before || after)
        }
        TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

struct Search {
    names: Names,
    /// Whether a macro of the file puts paths together from its arguments.
    assembled: bool,
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
                    self.stream(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }

    fn name(&mut self, name: &str, line: u32, tokens: &[TokenTree], at: usize) {
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
        let alone = name == "include" && tokens.len() == 1;
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
        }
        last
    }

    fn import(&mut self, path: &[Part], name: Option<&str>) {
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
            let (text, line) = (name.to_string(), name.span().start().line as u32);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[(u32, &str)]) {
        let found = refusals(source);
        let found: Vec<(u32, &str)> = found
            .iter()
            .map(|refusal| (refusal.line, refusal.item.as_str()))
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn ways_round_the_stand_in_are_refused() {
        check("fn f() {\n unsafe { COUNT += 1; } }", &[(2, "unsafe")]);
        check("use core::sync::atomic::AtomicUsize;", &[(1, "core::sync")]);
        check(
            "use core::{time::Duration,\n sync::atomic::AtomicUsize};",
            &[(1, "core::sync")],
        );
        check("fn f() { core::hint::spin_loop() }", &[(1, "core::hint")]);
        check("fn f() { ::core::hint::spin_loop() }", &[(1, "core::hint")]);
        check(
            "use core as c;\nfn f() { c::hint::spin_loop() }",
            &[(1, "core under another name"), (2, "core::hint")],
        );
        check("use core::*;", &[(1, "core::*")]);
        check("extern crate alloc;", &[(1, "extern crate")]);
        check("extern \"C\" { fn abort(); }", &[(1, "extern block")]);
        check(
            "macro_rules! m { () => { core::sync::atomic::fence() } }",
            &[(1, "core::sync")],
        );
        check("const S: &str = include_str!(\"/etc/passwd\");", &[(1, "include_str")]);
        check("include!(\"other.rs\");", &[(1, "include!")]);
        check(
            "macro_rules! m { ($m:ident) => { $m!(\"x\") } } m!(include);",
            &[(1, "include!")],
        );
        check("#[path = \"/tmp/x.rs\"] mod x;", &[(1, "#[path]")]);
        check("#[cfg_attr(all(), path = \"/tmp/x.rs\")] mod x;", &[(1, "#[path]")]);
        check("#![feature(core_intrinsics)]", &[(1, "#[feature]")]);
        check("use std::process::Command;", &[(1, "std::process::Command")]);
        check(
            "use std::process;\nfn f() { process::Command::new(\"sh\"); }",
            &[(2, "std::process::Command")],
        );
        check(
            "use std::{self as s};\nfn f() { s::fs::read(\"x\"); }",
            &[(2, "std::fs")],
        );
        check("use std as s;\nfn f() { s::fs::read(\"x\"); }", &[(2, "std::fs")]);
        check("use std::*;\nfn f() { fs::read(\"x\"); }", &[(2, "std::fs")]);
        check("use std::fs::{self, File};", &[(1, "std::fs")]);
        check("use std::fs as files; use files::File;", &[(1, "std::fs")]);
    }

    #[test]
    fn what_is_harmless_passes() {
        for source in [
            "use core::time::Duration; use core::cell::Cell; use core::fmt;",
            "use std::{process, thread, env}; fn f() { process::exit(0) }",
            "// unsafe\n/* core::sync */ fn f() { println!(\"unsafe core::sync\"); }",
            "#![forbid(unsafe_code)] #![deny(unsafe_op_in_unsafe_fn)]",
            "struct Path; mod sync { pub fn fs() {} } fn f() { sync::fs(); let os = 1; let net = os; }",
            "fn f<'a>(x: &'a u8) -> impl Sized + use<'a> { x }",
            "extern \"C\" fn callback() {}",
            "use std::sync::{Arc, Mutex, atomic::{AtomicUsize, Ordering::*}};",
            "fn include() {} fn env() {} fn f() { include(); env(); self.fs.os() }",
            "macro_rules! m { ($a:ident) => { $a::new() } } fn f() { m!(Vec) }",
            "macro_rules! m { ($a:expr) => { $a } } fn f() { let core = m!(1); }",
            "use self::inner::fs; mod inner { pub fn fs() {} }",
        ] {
            check(source, &[]);
        }
    }

    #[test]
    fn a_todo_is_found_with_its_message_wherever_it_stands() {
        let found = todo("fn f() {\n  g(|| { todo!(\"start {n} threads\", n = 2) })\n}");
        assert_eq!(
            found,
            Some(Todo {
                line: 2,
                message: Some("start {n} threads".to_owned())
            })
        );
        assert_eq!(
            todo("fn f() { unimplemented!() }"),
            Some(Todo { line: 1, message: None })
        );
        assert_eq!(todo("// todo!()\nfn todo() {} fn f() { todo(); \"todo!()\"; }"), None);
    }
}
