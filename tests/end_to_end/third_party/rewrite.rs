//! Hands the body of each test to what explores it. Everything else in a source stays as it is, to the byte.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// `fn name() { body }` becomes `fn name() { fn body() { body } explore(body) }` wherever `#[test]` stands before it.
///
/// It goes by the tokens and not by the syntax: the sources are of any edition, and in old ones `await` is a name.
pub fn hand_over_tests(source: &str) -> String {
    if !source.contains("#[test]") {
        return source.to_owned();
    }
    let tokens: TokenStream = source.parse().expect("a crate's source consists of tokens");
    let mut insertions = Vec::new();
    find_tests(tokens, source, &mut insertions);
    let mut rewritten = source.to_owned();
    // From the end, so that the places before stay where they are.
    insertions.sort();
    for (at, text) in insertions.into_iter().rev() {
        rewritten.insert_str(at, &text);
    }
    rewritten
}

/// The stand-ins start no processes; the real std, which `third_party` is built with, does.
pub fn to_the_real_system(source: String) -> String {
    ["std::process::Command", "std::process::Child", "std::env::current_exe"]
        .iter()
        .fold(source, |source, path| {
            let name = path.rsplit("::").next().unwrap_or(path);
            source.replace(path, &format!("third_party::system::{name}"))
        })
}

/// How much of a test's head has been read.
enum Head {
    None,
    Attribute,
    Name,
    /// Its result follows: this is where its parameters end.
    Parameters(usize),
}

fn find_tests(tokens: TokenStream, source: &str, insertions: &mut Vec<(usize, String)>) {
    let mut head = Head::None;
    for token in tokens {
        match (&token, &head) {
            (TokenTree::Group(group), _) if is_test_attribute(group) => head = Head::Attribute,
            (TokenTree::Ident(word), Head::Attribute) if word == "fn" => head = Head::Name,
            (TokenTree::Group(group), Head::Name) if group.delimiter() == Delimiter::Parenthesis => {
                head = Head::Parameters(group.span().byte_range().end);
            }
            (TokenTree::Group(group), Head::Parameters(end)) if group.delimiter() == Delimiter::Brace => {
                let body = group.span().byte_range();
                let result = &source[*end..body.start];
                insertions.push((body.start, format!("{{ extern crate third_party; fn __body(){result}")));
                insertions.push((body.end, " third_party::explore(__body) }".to_owned()));
                head = Head::None;
            }
            (TokenTree::Group(group), _) if group.delimiter() == Delimiter::Brace => {
                find_tests(group.stream(), source, insertions);
            }
            _ => {}
        }
    }
}

/// The brackets of `#[test]`.
fn is_test_attribute(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket && group.stream().to_string() == "test"
}

#[test]
fn only_tests_are_handed_over_and_their_results_with_them() {
    let source =
        "fn f() {}\nmod m { #[test] #[should_panic(expected = \"no\")] fn t() -> Result<(), u8> { Ok(()) } }\n";
    let expected = "fn f() {}\nmod m { #[test] #[should_panic(expected = \"no\")] fn t() -> Result<(), u8> \
        { extern crate third_party; fn __body() -> Result<(), u8> { Ok(()) } third_party::explore(__body) } }\n";
    assert_eq!(hand_over_tests(source), expected);
    assert_eq!(hand_over_tests("fn await() {}"), "fn await() {}");
}
