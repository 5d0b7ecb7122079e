//! Files that can be clicked: the hyperlinks of terminals (OSC 8). In: text for people. Out: the same text, in which the paths of the
//! workspace's files are links.
//!
//! Links are put in last, so that nothing else has to know that a path is longer than it looks. They are made only for terminals that
//! are known to understand them, or where FORCE_HYPERLINK says so; never in a pipe; and not where colours are not wanted, because
//! who wants no colours mostly wants no escape sequences at all.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// How links are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// The paths are relative to it.
    root: PathBuf,
    /// Whether the terminal understands a line number behind `#`. To some it would be a part of the file's name.
    numbered: bool,
}

impl Links {
    /// Links, if standard output is a terminal that shows them. Without colours only if they are asked for.
    pub fn wanted(coloured: bool, root: &Path) -> Option<Links> {
        let variable = |name: &str| std::env::var(name).ok();
        if !std::io::stdout().is_terminal() || !is_wanted(coloured, variable) {
            return None;
        }
        Some(Links {
            root: root.to_path_buf(),
            numbered: counts_lines(variable),
        })
    }

    fn target(&self, path: &str, line: Option<&str>) -> String {
        let mut url = "file://".to_owned();
        let full = self.root.join(path).to_string_lossy().replace('\\', "/");
        if !full.starts_with('/') {
            url.push('/');
        }
        for byte in full.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                    url.push(char::from(byte));
                }
                _ => url.push_str(&format!("%{byte:02X}")),
            }
        }
        if let Some(line) = line.filter(|_| self.numbered) {
            url.push_str(&format!("#{line}"));
        }
        url
    }
}

/// What the variables say, as others do: `FORCE_HYPERLINK=1`, `FORCE_HYPERLINK=0`.
fn is_wanted(coloured: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    match variable("FORCE_HYPERLINK").as_deref().map(str::trim) {
        Some("0") => false,
        Some(value) if !value.is_empty() => true,
        _ => coloured && is_able(variable),
    }
}

/// Whether the terminal is one that is known to show links. Who is not known gets none: some print the sequences.
fn is_able(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, values: &[&str]| variable(name).is_some_and(|value| values.contains(&value.as_str()));
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    // Whoever stands between says what it can do only to who asks it; it may be old.
    if set("TMUX") || set("STY") || variable("TERM").is_some_and(|term| term.starts_with("screen")) {
        return false;
    }
    // On another machine a terminal would look for the file on its own, except an editor that is connected to this one.
    if (set("SSH_CONNECTION") || set("SSH_TTY")) && !is("TERM_PROGRAM", &["vscode", "zed"]) {
        return false;
    }
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    vte.is_some_and(|version| version > 5000)
        || is(
            "TERM_PROGRAM",
            &[
                "iTerm.app",
                "WezTerm",
                "vscode",
                "ghostty",
                "Hyper",
                "rio",
                "Tabby",
                "zed",
            ],
        )
        || is(
            "TERM",
            &["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra"],
        )
        || set("WT_SESSION")
        || set("KONSOLE_VERSION")
        || set("DOMTERM")
}

/// kitty, iTerm2 and VS Code open a file at the line behind `#`.
fn counts_lines(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|own| own == value);
    is("TERM", "xterm-kitty") || is("TERM_PROGRAM", "vscode") || is("TERM_PROGRAM", "iTerm.app")
}

/// The text, with links. A path is one of the learner's: `exercises/…`, with `:LINE` and `:COLUMN` or without, if there is such a file.
pub fn linked(text: &str, links: Option<&Links>) -> String {
    const START: &str = "exercises/";
    let Some(links) = links else {
        return text.to_owned();
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '/' | '.' | '-');
        let length = from.find(|letter| !is_part(letter)).unwrap_or(from.len());
        let path = from[..length].trim_end_matches(['.', '/']);
        // `exercises/` in the middle of a longer path is somebody else's.
        let is_start = without_colour(before)
            .chars()
            .next_back()
            .is_none_or(|letter| !is_part(letter));
        let is_file = is_start && links.root.join(path).is_file();
        let (line, place) = place(&from[path.len()..]);
        let shown = &from[..path.len() + place];
        rest = &from[shown.len().max(START.len())..];
        if is_file {
            let target = links.target(path, line);
            out.push_str(&format!("\u{1b}]8;;{target}\u{1b}\\{shown}\u{1b}]8;;\u{1b}\\"));
        } else {
            out.push_str(&from[..shown.len().max(START.len())]);
        }
    }
    out.push_str(rest);
    out
}

/// The text without the sequence at its end that sets a colour or a weight, if there is one.
fn without_colour(text: &str) -> &str {
    let is_colour = |code: &str| {
        let digits = code.strip_suffix('m');
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'))
    };
    match text.rsplit_once("\u{1b}[") {
        Some((before, code)) if is_colour(code) => without_colour(before),
        _ => text,
    }
}

/// The line of `:31:5`, and how long the whole is.
fn place(text: &str) -> (Option<&str>, usize) {
    let number = |text: &str| {
        let digits = text.strip_prefix(':')?;
        let length = digits
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(digits.len());
        (length > 0).then_some(length)
    };
    let Some(line) = number(text) else {
        return (None, 0);
    };
    let column = number(&text[1 + line..]).map_or(0, |column| 1 + column);
    (Some(&text[1..=line]), 1 + line + column)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "exercises/09_race_demo/src/lib.rs";

    /// The text with links, in which every link is `[target|text]`.
    fn check(text: &str, numbered: bool, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join(FILE).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(FILE), "").unwrap();
        let links = Links {
            root: folder.path().to_path_buf(),
            numbered,
        };
        let root = links.target("", None);
        let shown = linked(text, Some(&links))
            .replace("\u{1b}]8;;\u{1b}\\", "]")
            .replace("\u{1b}]8;;", "[")
            .replace("\u{1b}\\", "|")
            .replace(&root, "R/");
        assert_eq!(shown, expected);
    }

    #[test]
    fn files_of_the_workspace_become_links() {
        check(
            "edit exercises/09_race_demo/src/lib.rs.",
            false,
            "edit [R/exercises/09_race_demo/src/lib.rs|exercises/09_race_demo/src/lib.rs].",
        );
        check(
            " --> exercises/09_race_demo/src/lib.rs:31:5\n",
            true,
            " --> [R/exercises/09_race_demo/src/lib.rs#31|exercises/09_race_demo/src/lib.rs:31:5]\n",
        );
        check(
            "\u{1b}[1mexercises/09_race_demo/src/lib.rs:7\u{1b}[0m",
            false,
            "\u{1b}[1m[R/exercises/09_race_demo/src/lib.rs|exercises/09_race_demo/src/lib.rs:7]\u{1b}[0m",
        );
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            "exercises/",
            "exercises/ and exercises/nowhere/src/lib.rs:3",
            "my_exercises/09_race_demo/src/lib.rs",
            "a/exercises/09_race_demo/src/lib.rs",
            "exercises/09_race_demo/src",
            "exercises/…",
        ] {
            check(text, true, text);
        }
        assert_eq!(linked(FILE, None), FILE);
    }

    #[test]
    fn strange_characters_in_a_path_are_written_as_urls_are() {
        let links = Links {
            root: PathBuf::from("/a b/ü#"),
            numbered: true,
        };
        assert_eq!(links.target("lib.rs", Some("3")), "file:///a%20b/%C3%BC%23/lib.rs#3");
    }

    #[test]
    fn only_terminals_that_are_known_get_links_or_who_asks() {
        let check = |coloured: bool, variables: &[(&str, &str)], expected: bool| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(own, _)| *own == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(is_wanted(coloured, variable), expected, "{variables:?}");
        };
        check(true, &[], false);
        check(true, &[("TERM", "xterm-256color")], false);
        check(true, &[("VTE_VERSION", "7600")], true);
        check(true, &[("VTE_VERSION", "4205")], false);
        check(true, &[("TERM_PROGRAM", "vscode")], true);
        check(true, &[("TERM_PROGRAM", "vscode"), ("TMUX", "/tmp/tmux")], false);
        check(true, &[("VTE_VERSION", "7600"), ("SSH_TTY", "/dev/pts/1")], false);
        check(true, &[("TERM_PROGRAM", "vscode"), ("SSH_TTY", "/dev/pts/1")], true);
        check(false, &[("TERM_PROGRAM", "vscode")], false);
        check(false, &[("FORCE_HYPERLINK", "1")], true);
        check(true, &[("TERM_PROGRAM", "vscode"), ("FORCE_HYPERLINK", "0")], false);
    }
}
