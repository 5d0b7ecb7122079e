//! Where in a file a line of output was printed. In: the source and a printed line. Out: line numbers. No I/O.

use proc_macro2::{TokenStream, TokenTree};

/// The lines of the print macros in `source` whose text fits `printed`: what stands between the placeholders is there, in order, and is
/// at least half of it.
pub fn lines_that_print(source: &str, printed: &str) -> Vec<u32> {
    let mut lines = Vec::new();
    if let Ok(stream) = source.parse() {
        look(stream, printed.trim(), &mut lines);
    }
    lines
}

fn look(stream: TokenStream, printed: &str, lines: &mut Vec<u32>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match (token, &tokens[at + 1..]) {
            (TokenTree::Ident(name), [TokenTree::Punct(mark), TokenTree::Group(arguments), ..])
                if mark.as_char() == '!' && ["print", "println", "write", "writeln"].contains(&&*name.to_string()) =>
            {
                let texts = arguments.stream().into_iter();
                let mut texts = texts.filter_map(|token| syn::parse_str::<syn::LitStr>(&token.to_string()).ok());
                if texts.any(|text| fits(&text.value(), printed)) {
                    lines.push(name.span().start().line as u32);
                }
            }
            (TokenTree::Group(group), _) => look(group.stream(), printed, lines),
            _ => {}
        }
    }
}

/// Whether `printed` can be what the format string `text` gives.
fn fits(text: &str, printed: &str) -> bool {
    let pieces = text.trim().split('{').enumerate();
    let pieces = pieces.map(|(at, piece)| match piece.split_once('}') {
        Some((_, behind)) if at > 0 => behind,
        _ => piece,
    });
    let (mut rest, mut said) = (printed, 0);
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
        said += piece.len();
    }
    said > 0 && 2 * said >= printed.len()
}

#[cfg(test)]
mod tests {
    use super::lines_that_print;

    #[test]
    fn a_line_is_found_where_it_is_printed() {
        let source = "fn f(n: u32) {\n    println!(\"starting thread {n} of {}\", 4);\n    if n > 0 {\n        print!(\"done\\n\");\n    }\n}";
        assert_eq!(lines_that_print(source, "starting thread 2 of 4"), [2]);
        assert_eq!(lines_that_print(source, "done"), [4]);
        assert_eq!(lines_that_print(source, "starting thread"), [0; 0]);
        assert_eq!(lines_that_print(source, "something else"), [0; 0]);
    }

    #[test]
    fn a_placeholder_alone_could_print_anything() {
        assert_eq!(lines_that_print("fn f() { println!(\"{}\", 1); }", "1"), [0; 0]);
        assert_eq!(
            lines_that_print("fn f() { println!(\"{x}!\"); }", "a long line!"),
            [0; 0]
        );
        assert_eq!(lines_that_print("not ( Rust", "1"), [0; 0]);
    }
}
