//! What the suite calls, as the stub declares it. In: the stub's text and the answer's. Out: the signatures that the answer
//! no longer has, for the message that says which one is expected.

use proc_macro2::Span;
use syn::spanned::Spanned;

/// A public item's head, without its body: `pub fn print_numbers(last: u32)`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Signature {
    text: String,
    /// The same without anything that layout or a parameter's name changes.
    essence: String,
}

/// The stub's public signatures that `answer` lacks. None, if the difference is elsewhere: in a derive, say.
pub fn expected(stub: &str, answer: &str) -> Vec<String> {
    let wanted = signatures(stub);
    let present = signatures(answer);
    let lacks = |wanted: &Signature| present.iter().all(|present| present.essence != wanted.essence);
    wanted.into_iter().filter(lacks).map(|wanted| wanted.text).collect()
}

fn signatures(source: &str) -> Vec<Signature> {
    let Ok(file) = syn::parse_file(source) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Fn(function) if is_public(&function.vis) => {
                found.extend(function_head(source, &function.vis, &function.sig, ""));
            }
            syn::Item::Struct(item) if is_public(&item.vis) => {
                // Private fields are the learner's own; public ones are part of what the suite uses.
                let fields: Vec<String> = item
                    .fields
                    .iter()
                    .filter(|field| is_public(&field.vis))
                    .filter_map(|field| slice(source, field.vis.span(), field.ty.span()))
                    .collect();
                let fields = if fields.is_empty() {
                    String::new()
                } else {
                    format!(" {{ {} }}", fields.join(", "))
                };
                let text = format!("pub struct {}{fields}", item.ident);
                found.push(Signature {
                    essence: squeezed(&text),
                    text,
                });
            }
            syn::Item::Impl(block) => {
                let owner = slice(source, block.self_ty.span(), block.self_ty.span()).unwrap_or_default();
                if let Some((of, _)) = &block.trait_ {
                    let text = format!(
                        "impl {} for {owner}",
                        slice(source, of.span(), of.span()).unwrap_or_default()
                    );
                    found.push(Signature {
                        essence: squeezed(&text),
                        text,
                    });
                }
                for item in &block.items {
                    if let syn::ImplItem::Fn(function) = item {
                        if is_public(&function.vis) {
                            found.extend(function_head(source, &function.vis, &function.sig, &owner));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn function_head(source: &str, visibility: &syn::Visibility, head: &syn::Signature, owner: &str) -> Option<Signature> {
    let text = slice(source, visibility.span(), head.span())?;
    let types: Vec<String> = head
        .inputs
        .iter()
        .filter_map(|input| match input {
            syn::FnArg::Receiver(receiver) => slice(source, receiver.span(), receiver.span()),
            syn::FnArg::Typed(typed) => slice(source, typed.ty.span(), typed.ty.span()),
        })
        .collect();
    let output = match &head.output {
        syn::ReturnType::Default => String::new(),
        syn::ReturnType::Type(_, output) => slice(source, output.span(), output.span())?,
    };
    let types = format!("({})->{output}", types.join(","));
    let essence = squeezed(&format!("{owner}::{}{}", head.ident, without_self(&types, owner)));
    let within = if owner.is_empty() {
        String::new()
    } else {
        format!("  (of {owner})")
    };
    Some(Signature {
        text: format!("{text}{within}"),
        essence,
    })
}

/// `Self` written out: whether a method returns `Self` or the type by its name is a matter of taste.
fn without_self(types: &str, owner: &str) -> String {
    let mut rest = types;
    let mut text = String::new();
    while let Some(at) = rest.find("Self") {
        let (before, after) = (&rest[..at], &rest[at + "Self".len()..]);
        let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let is_word = !before.ends_with(in_name) && !after.starts_with(in_name);
        text.push_str(before);
        text.push_str(if is_word && !owner.is_empty() { owner } else { "Self" });
        rest = after;
    }
    text + rest
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The source from the beginning of one span to the end of the other, on one line.
fn slice(source: &str, from: Span, to: Span) -> Option<String> {
    let place = |line: usize, column: usize| {
        let start: usize = source
            .split_inclusive('\n')
            .take(line.checked_sub(1)?)
            .map(str::len)
            .sum();
        let offset: usize = source[start..].chars().take(column).map(char::len_utf8).sum();
        Some(start + offset)
    };
    let (from, to) = (from.start(), to.end());
    let text = source.get(place(from.line, from.column)?..place(to.line, to.column)?)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUB: &str = "/// Doc.\npub fn print_numbers(last: u32) {\n    todo!()\n}\npub struct Pool { x: u8 }\nimpl Pool {\n    pub fn new(n: usize) -> Pool { todo!() }\n}\n";

    #[test]
    fn the_changed_signature_is_named() {
        let answer = STUB
            .replace("last: u32", "last: u64")
            .replace("n: usize", "workers: usize");
        assert_eq!(expected(STUB, &answer), ["pub fn print_numbers(last: u32)"]);
        let answer = STUB.replace("-> Pool", "-> Self");
        assert!(expected(STUB, &answer).is_empty(), "`Self` is the type itself");
        let answer = STUB.replace("-> Pool", "-> Self2");
        assert_eq!(expected(STUB, &answer), ["pub fn new(n: usize) -> Pool  (of Pool)"]);
    }

    #[test]
    fn none_is_named_when_none_has_changed() {
        let answer = STUB.replace("last: u32", "highest:\n    u32");
        assert_eq!(expected(STUB, &answer), Vec::<String>::new());
    }
}
