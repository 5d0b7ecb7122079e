//! The stable items of std as its documentation has them, if the toolchain brought it along.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODULES: [&str; 5] = ["thread", "sync", "sync/mpsc", "sync/atomic", "time"];
/// Traits that nobody can name on stable.
const HIDDEN: [&str; 3] = ["Freeze", "UnsafeUnpin", "StructuralPartialEq"];

/// Where the documentation of std lies.
pub fn folder() -> Option<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let sysroot = String::from_utf8(sysroot.stdout).ok()?;
    let folder = Path::new(sysroot.trim()).join("share/doc/rust/html/std");
    folder.is_dir().then_some(folder)
}

/// The names of all stable items of the modules, as the list writes them.
pub fn items(folder: &Path) -> BTreeSet<String> {
    let mut items = BTreeSet::new();
    for module in MODULES {
        let entries = std::fs::read_dir(folder.join(module))
            .expect("a module's folder")
            .flatten();
        for path in entries.map(|entry| entry.path()) {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let parts: Vec<&str> = file.split('.').collect();
            if let [kind @ ("struct" | "enum" | "fn" | "constant" | "type"), name, "html"] = parts[..] {
                let text = std::fs::read_to_string(&path).expect("a page");
                let main = text.split_once("id=\"main-content\"").map_or("", |(_, main)| main);
                page(
                    main,
                    kind,
                    &format!("{}::{name}", module.replace('/', "::")),
                    &mut items,
                );
            }
        }
    }
    items
}

/// The items of one page.
fn page(main: &str, kind: &str, whole: &str, items: &mut BTreeSet<String>) {
    let about = main.split("id=\"implementations\"").next().unwrap_or(main);
    if is_unstable(about.split("class=\"docblock\"").next().unwrap_or(about)) {
        return;
    }
    items.insert(whole.to_string());
    if kind == "type" {
        return;
    }
    let own = main.split("id=\"blanket-implementations\"").next().unwrap_or(main);
    let name = whole.rsplit("::").next().unwrap_or(whole);
    // The type that the methods of an `impl` without a trait belong to.
    let mut inherent = None;
    for section in own.split("<section id=\"").skip(1) {
        let Some((_, rest)) = section.split_once(" class=\"") else {
            continue;
        };
        let class = rest.split('"').next().unwrap_or_default();
        let header = plain(between(rest, "class=\"code-header\">", "</h"));
        let unstable = is_unstable(rest.split_once("</section>").map_or("", |(_, after)| head(after, 600)));
        if class.starts_with("impl") {
            inherent = None;
            let header = after_parameters(header.trim_start_matches("impl").trim());
            let header = header.split("where").next().unwrap_or_default().trim();
            match header.rsplit_once(" for ") {
                Some((implemented, of)) => {
                    let borrowed = if of.starts_with('&') { "&" } else { "" };
                    let of = of.trim_start_matches("&'a ").split('<').next().unwrap_or_default();
                    let hidden = HIDDEN.contains(&implemented.trim_start_matches('!')) || implemented == "Drop";
                    if of == name && !hidden && !unstable {
                        items.insert(format!("{borrowed}{whole}: {implemented}"));
                    }
                }
                None => inherent = Some(header.to_string()),
            }
        } else if class.starts_with("variant") {
            let variant = header.split('(').next().unwrap_or_default();
            items.insert(format!("{whole}::{variant}"));
        } else if let (Some(of), false) = (&inherent, unstable) {
            // `LocalKey<Cell<T>>` and `LocalKey<RefCell<T>>` have methods of the same names.
            let of = if of.contains("Cell<") {
                whole.replace(name, of)
            } else {
                whole.to_string()
            };
            if let Some(method) = named(&header) {
                items.insert(format!("{of}::{method}"));
            }
        }
    }
}

/// The name of a method or constant.
fn named(header: &str) -> Option<&str> {
    let (_, rest) = header.split_once("fn ").or_else(|| header.split_once("const "))?;
    rest.split(['(', '<', ':']).next()
}

fn is_unstable(html: &str) -> bool {
    html.contains("nightly-only experimental")
}

fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split(end).next().unwrap_or_default()
}

/// Without the parameters of an `impl`.
fn after_parameters(header: &str) -> &str {
    if !header.starts_with('<') {
        return header;
    }
    let mut depth = 0;
    let mut before = ' ';
    for (at, c) in header.char_indices() {
        depth += match c {
            '<' => 1,
            '>' if before != '-' => -1,
            _ => 0,
        };
        if depth == 0 {
            return header[at + 1..].trim();
        }
        before = c;
    }
    header
}

/// The text of a piece of HTML.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
