//! A program's record of its own completion. In: the given `main.rs`. Out: the same with a `main` around its own that says, behind a nonce,
//! that the given one has returned; and whether that was said.
//!
//! An exit status of 0 and the right output are what anybody can bring about with `process::exit(0)` from anywhere.

use proc_macro2::{TokenStream, TokenTree};

/// Reads the nonce before anything of the program's runs, and writes it when the given `main` has returned. It begins with a line break,
/// because somebody may be in the middle of a line.
const AROUND: &str = r#" fn main() -> impl ::std::process::Termination {
    let mut nonce = ::std::string::String::new();
    let _ = ::std::io::stdin().read_line(&mut nonce);
    let ended = main_as_given();
    let mut out = ::std::io::stdout().lock();
    let _ = ::std::io::Write::write_all(&mut out, ::std::format!("\n{} done\n", nonce.trim()).as_bytes());
    let _ = ::std::io::Write::flush(&mut out);
    ended
}
"#;

/// `main.rs` with the record. Its lines keep their numbers. `None`: there is no `fn main`.
pub fn recorded(source: &str) -> Option<String> {
    let tokens: Vec<TokenTree> = source.parse::<TokenStream>().ok()?.into_iter().collect();
    let name = tokens.windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(function), TokenTree::Ident(name)] if function == "fn" && name == "main" => Some(name),
        _ => None,
    })?;
    let place = name.span().byte_range();
    // A comment may be the last line.
    Some(format!(
        "{}main_as_given{}\n{AROUND}",
        source.get(..place.start)?,
        source.get(place.end..)?
    ))
}

/// What a program wrote, without the record, and whether there was one.
pub fn taken(stdout: &str, nonce: &str) -> (String, bool) {
    match stdout.split_once(&format!("\n{nonce} done\n")) {
        Some((before, after)) => (format!("{before}{after}"), true),
        None => (stdout.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_main_itself_is_renamed() {
        let source = "// fn main\nmod a { fn main() {} }\nfn main() { a::main() } // the end";
        let recorded = recorded(source).unwrap();
        let expected = "// fn main\nmod a { fn main() {} }\nfn main_as_given() { a::main() } // the end\n fn main()";
        assert!(recorded.starts_with(expected), "{recorded}");
        assert_eq!(super::recorded("fn other() {}"), None);
    }

    #[test]
    fn a_record_is_taken_out_wherever_it_stands() {
        assert_eq!(taken("a\nb\n\nN done\n", "N"), ("a\nb\n".to_owned(), true));
        assert_eq!(
            taken("half a l\nN done\nine\n", "N"),
            ("half a line\n".to_owned(), true)
        );
        assert_eq!(taken("a\nM done\n", "N"), ("a\nM done\n".to_owned(), false));
    }
}
