//! What submissions are called, and which part of a class is whose. In: paths as given. Out: names that differ, always the same for the
//! same paths; and every n-th of them.

use super::Given;
use super::archive::Kind;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

/// Gives each path a name: its last part, `ann` of `week1/ann` and of `week1/ann.zip`. Where that would not tell two apart, both get
/// what stands before it as well: `week1/ann` and `week2/ann`. What is given twice is numbered.
pub fn named(paths: Vec<PathBuf>) -> Vec<Given> {
    let parts: Vec<Vec<String>> = paths.iter().map(|path| parts(path)).collect();
    let mut names: Vec<String> = paths
        .iter()
        .zip(&parts)
        .map(|(path, parts)| short(path, parts))
        .collect();
    // With each round those that still share a name get one part more, until there are no more parts.
    for length in 1..=parts.iter().map(Vec::len).max().unwrap_or(0) {
        let count = counted(&names);
        for (name, parts) in names.iter_mut().zip(&parts) {
            if count[name.as_str()] > 1 {
                *name = parts[parts.len().saturating_sub(length)..].join("/");
            }
        }
    }
    let mut taken = BTreeSet::new();
    let numbered = names.into_iter().map(|name| {
        let mut free = name.clone();
        let mut number = 1;
        while !taken.insert(free.clone()) {
            number += 1;
            free = format!("{name} ({number})");
        }
        free
    });
    let named: Vec<String> = numbered.collect();
    named
        .into_iter()
        .zip(paths)
        .map(|(name, path)| Given { name, path })
        .collect()
}

fn counted(names: &[String]) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for name in names {
        *count.entry(name.clone()).or_insert(0) += 1;
    }
    count
}

/// The parts of a path, without its root. What is no Unicode is shown as well as it can be.
fn parts(path: &Path) -> Vec<String> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut parts: Vec<String> = Vec::new();
    for component in whole.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    parts
}

fn short(path: &Path, parts: &[String]) -> String {
    let last = parts.last().map_or("/", String::as_str);
    match Kind::of(path) {
        Some(kind) if !path.is_dir() => kind.stem(last).to_owned(),
        Some(_) | None => last.to_owned(),
    }
}

/// A part of a class: `3/8` is the third of eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition {
    part: usize,
    of: usize,
}

impl FromStr for Partition {
    type Err = String;

    fn from_str(text: &str) -> Result<Partition, String> {
        let number = |text: &str| text.parse::<usize>().ok().filter(|&number| number > 0);
        match text.split_once('/').map(|(part, of)| (number(part), number(of))) {
            Some((Some(part), Some(of))) if part <= of => Ok(Partition { part, of }),
            Some(_) | None => Err("a part is given as 3/8: the third of eight".to_owned()),
        }
    }
}

impl Partition {
    /// This part of a class: of its submissions in the order of their names every n-th, so that nobody's order of files or arguments matters.
    pub fn of(self, mut class: Vec<Given>) -> Vec<Given> {
        class.sort_by(|one, other| one.name.cmp(&other.name));
        class.into_iter().skip(self.part - 1).step_by(self.of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[&str]) -> Vec<String> {
        let given = named(paths.iter().map(PathBuf::from).collect());
        given.into_iter().map(|given| given.name).collect()
    }

    #[test]
    fn a_submission_is_called_after_its_folder_or_archive() {
        assert_eq!(
            names(&["a/ann", "bob.zip", "/x/eve.tar.gz", "a/joe/"]),
            ["ann", "bob", "eve", "joe"]
        );
        assert_eq!(names(&["a/../ann/.", ".zip", "x.ZIP"]), ["ann", ".zip", "x"]);
    }

    #[test]
    fn what_would_have_the_same_name_stays_apart() {
        assert_eq!(
            names(&["week1/ann", "week2/ann", "week1/bob"]),
            ["week1/ann", "week2/ann", "bob"]
        );
        assert_eq!(names(&["ann", "ann.zip", "ann.tgz"]), ["ann", "ann.zip", "ann.tgz"]);
        assert_eq!(
            names(&["1/ann/v", "2/ann/v", "3/bob/v"]),
            ["1/ann/v", "2/ann/v", "bob/v"]
        );
        let twice = names(&["x/ann", "x/ann", "x/ann (2)"]);
        assert_eq!(twice.iter().collect::<BTreeSet<_>>().len(), 3, "{twice:?}");
    }

    #[test]
    fn a_name_does_not_depend_on_the_order() {
        let paths = ["week1/ann", "bob", "week2/ann", "ann.zip"];
        let mut backwards = paths;
        backwards.reverse();
        let mut names_backwards = names(&backwards);
        names_backwards.reverse();
        assert_eq!(names(&paths), names_backwards);
    }

    #[test]
    fn partitions_have_nothing_in_common_and_leave_nothing_out() {
        let class: Vec<PathBuf> = (0..23)
            .map(|number| PathBuf::from(format!("s/{}", number * 7 % 23)))
            .collect();
        for of in 1..30 {
            let mut all = Vec::new();
            for part in 1..=of {
                // Each machine may have them in another order.
                let mut paths = class.clone();
                paths.rotate_left(part % class.len());
                let mine = format!("{part}/{of}").parse::<Partition>().unwrap().of(named(paths));
                assert!(mine.len().abs_diff(class.len() / of) <= 1);
                all.extend(mine.into_iter().map(|given| given.name));
            }
            all.sort();
            let mut expected: Vec<String> = (0..23).map(|number: u32| number.to_string()).collect();
            expected.sort();
            assert_eq!(all, expected, "{of}");
        }
    }
}
