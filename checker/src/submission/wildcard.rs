//! `submissions/*`, for shells that leave it to the program: those of Windows do, and a quoted one may stand for more paths than fit on
//! a command line. In: paths as given. Out: paths, in the order of their names.

use std::path::{Path, PathBuf};

/// Puts everything that fits in the place of a path whose last part has a `*` in it. What exists under this very name, or fits nothing,
/// stays as it is.
pub fn expanded(paths: &[PathBuf]) -> Vec<PathBuf> {
    let expand = |path: &PathBuf| match fitting(path) {
        Some(found) if !found.is_empty() => found,
        Some(_) | None => vec![path.clone()],
    };
    paths.iter().flat_map(expand).collect()
}

fn fitting(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path.file_name()?.to_str().filter(|name| name.contains('*'))?;
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let shown = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let names = std::fs::read_dir(shown).ok()?.flatten().map(|entry| entry.file_name());
    let mut names: Vec<_> = names.filter(|name| fits(&name.to_string_lossy(), pattern)).collect();
    names.sort();
    Some(names.into_iter().map(|name| folder.join(name)).collect())
}

/// Whether a name is what a pattern says, where each `*` stands for anything. Hidden files are left out, as shells do.
fn fits(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let (first, last) = (parts.next().unwrap_or(""), parts.next_back().unwrap_or(""));
    let (Some(rest), false) = (
        name.strip_prefix(first),
        name.starts_with('.') && !pattern.starts_with('.'),
    ) else {
        return false;
    };
    let Some(mut rest) = rest.strip_suffix(last) else {
        return false;
    };
    parts.all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (name, pattern, expected) in [
            ("ann", "*", true),
            (".hidden", "*", false),
            (".hidden", ".*", true),
            ("ann.zip", "*.zip", true),
            ("ann.zip", "a*n*.zip", true),
            ("ann.tgz", "*.zip", false),
            ("aba", "ab*ba", false),
            ("week1-ann", "week1-*", true),
            ("week2-ann", "week1-*", false),
        ] {
            assert_eq!(fits(name, pattern), expected, "{name} {pattern}");
        }
    }

    #[test]
    fn what_fits_is_in_the_order_of_names_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["zoe", "ann", "bob.zip"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let given = ["*", "nothing-*", "nowhere"].map(|name| folder.path().join(name));
        let found = expanded(&given);
        let expected = ["ann", "bob.zip", "zoe", "nothing-*", "nowhere"].map(|name| folder.path().join(name));
        assert_eq!(found, expected);
    }
}
