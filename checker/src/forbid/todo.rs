//! What is still to do in an answer.

use super::{Tokens, tokens};
use proc_macro2::{TokenStream, TokenTree};

/// A `todo!()` that is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub line: u32,
    /// What it says: `start two threads …`.
    pub message: Option<String>,
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
    match tokens(source) {
        Tokens::Fine(stream) => look(stream),
        // Those are refused, or do not compile.
        Tokens::TooMany | Tokens::TooDeep(_) | Tokens::None => None,
    }
}
