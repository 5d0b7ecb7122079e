//! What the names of a file stand for. In: its tokens. Out: for a path as it is written, every path that it may mean.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::HashMap;

/// What the `use`s of the file bring in: a local name, and the path it stands for. Scopes are not told apart.
#[derive(Default)]
pub struct Names {
    pub known: HashMap<String, Vec<String>>,
    /// Whether a whole root is brought in: `use std::*`.
    globs: Vec<Vec<String>>,
}

impl Names {
    pub fn collect(&mut self, stream: TokenStream) {
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
    pub fn meanings(&self, path: &[String]) -> Vec<Vec<String>> {
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

pub const ROOTS: [&str; 3] = ["std", "core", "alloc"];

pub type Part = (String, u32);

/// The paths of a `use`'s tree, each with the name that it brings in (`None` for `*`).
pub fn use_tree(tokens: &[TokenTree], prefix: &[Part]) -> Vec<(Vec<Part>, Option<String>)> {
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

pub fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

pub fn plain(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}
