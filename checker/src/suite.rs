//! What is checked: the ids, titles and points of an exercise's checks. In: `tests/suites/NN_name`. Out: a [`Suite`].
//!
//! Nothing is built for it: the tables that the suites begin with are read off the source.

pub mod known;

use crate::error::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use syn::parse::{Parse, ParseStream};

/// Which `std` a check runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum World {
    Simulated,
    Loom,
    Real,
}

impl World {
    pub fn name(self) -> &'static str {
        match self {
            World::Simulated => "simulated",
            World::Loom => "loom",
            World::Real => "real",
        }
    }
}

/// One claim about a right answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub id: String,
    pub title: String,
    pub points: f64,
    pub world: World,
}

/// The check of the built `main.rs` on real threads.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    pub id: String,
    pub title: String,
    pub points: f64,
    #[serde(default)]
    pub arguments: Vec<String>,
    pub order: Order,
    /// The standard output that is asked for; see [`crate::program`] for the patterns.
    pub lines: Vec<String>,
    /// The wall-clock limit.
    #[serde(default = "ten")]
    pub seconds: f64,
}

fn ten() -> f64 {
    10.0
}

/// Whether the lines of a program's output have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    Any,
    Exact,
}

/// All checks of one exercise, in the order of reports: simulated, loom, real.
#[derive(Debug, Clone, PartialEq)]
pub struct Suite {
    pub directory: PathBuf,
    pub checks: Vec<Check>,
    pub program: Option<Program>,
}

impl Suite {
    /// The exercise's stub as it was before anybody edited it.
    pub fn stub(&self) -> Result<String, Error> {
        let path = self.directory.join("stub.rs");
        std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))
    }

    /// Reads the suite of the exercise `folder`. `memory` is the folder in which is remembered what was read.
    ///
    /// # Errors
    /// Also if there is nothing to check: an answer that nobody looks at would pass.
    pub fn read(root: &Path, folder: &str, memory: &Path) -> Result<Suite, Error> {
        let directory = root.join("tests").join("suites").join(folder);
        let mut checks = Vec::new();
        for world in [World::Simulated, World::Loom] {
            let path = source(&directory, world);
            if path.is_file() {
                let text = std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))?;
                let read = || checks_of(&text, world);
                let read = known::checks(memory, folder, world, &text, read);
                checks.extend(read.map_err(|error| unusable(&path, &error.to_string()))?);
            }
        }
        let path = directory.join("program.toml");
        let mut program = None;
        if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))?;
            let read: Program = basic_toml::from_str(&text).map_err(|error| unusable(&path, &error.to_string()))?;
            let (id, title) = (read.id.clone(), without_full_stop(&read.title));
            checks.push(Check {
                id,
                title,
                points: read.points,
                world: World::Real,
            });
            program = Some(read);
        }
        if checks.is_empty() {
            return Err(nothing_to_check(root, folder));
        }
        Ok(Suite {
            directory,
            checks,
            program,
        })
    }

    /// The suite's source for a world, where the world has something to say.
    pub fn source(&self, world: World) -> Option<PathBuf> {
        self.of(world).next()?;
        (world != World::Real).then(|| source(&self.directory, world))
    }

    pub fn of(&self, world: World) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.world == world)
    }

    /// The same suite with nothing but one check.
    pub fn only(&self, id: &str) -> Result<Suite, Error> {
        let explored: Vec<&Check> = self.checks.iter().filter(|check| check.world != World::Real).collect();
        let Some(check) = explored.iter().find(|check| check.id == id) else {
            let known: Vec<&str> = explored.iter().map(|check| check.id.as_str()).collect();
            return Err(Error::new(
                format!("no check `{id}` explores interleavings here"),
                format!("The checks that do are {}.", known.join(", ")),
            ));
        };
        Ok(Suite {
            directory: self.directory.clone(),
            checks: vec![Check::clone(check)],
            program: None,
        })
    }

    pub fn max_points(&self) -> f64 {
        self.checks.iter().map(|check| check.points).sum()
    }
}

fn source(directory: &Path, world: World) -> PathBuf {
    directory.join(world.name()).with_extension("rs")
}

/// Says what has probably happened: a folder was renamed, and its suite was not.
fn nothing_to_check(root: &Path, folder: &str) -> Error {
    let name = |folder: &str| folder.split_once('_').map(|(_, name)| name.to_owned());
    let suites = std::fs::read_dir(root.join("tests").join("suites"))
        .into_iter()
        .flatten();
    let mut folders = suites
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let meant = folders.find(|other| other != folder && name(other) == name(folder));
    Error::new(
        format!("there are no checks for exercises/{folder} in tests/suites/{folder}"),
        match meant {
            Some(meant) => {
                format!("There are some for {meant}. If you have renamed the folder, rename it back to that.")
            }
            None => "Put the folder of the suite back with git, or the exercise's folder out of the way.".to_owned(),
        },
    )
}

fn unusable(path: &Path, error: &str) -> Error {
    Error::new(
        format!("the suite {} cannot be read: {error}", path.display()),
        "Put the file back with git, or repair it.",
    )
}

fn without_full_stop(title: &str) -> String {
    title.strip_suffix('.').unwrap_or(title).to_owned()
}

/// The lines of a suite's table: `checks! { 2.0 id "The promise"; … }`.
fn checks_of(source: &str, world: World) -> syn::Result<Vec<Check>> {
    let mut checks = Vec::new();
    for item in syn::parse_file(source)?.items {
        let syn::Item::Macro(table) = item else { continue };
        if table.mac.path.is_ident("checks") {
            checks.extend(table.mac.parse_body::<Table>()?.0.into_iter().map(|row| Check {
                id: row.id,
                title: row.title,
                points: row.points,
                world,
            }));
        }
    }
    Ok(checks)
}

struct Table(Vec<Row>);

struct Row {
    points: f64,
    id: String,
    title: String,
}

impl Parse for Table {
    fn parse(input: ParseStream) -> syn::Result<Table> {
        let rows = input.parse_terminated(Row::parse, syn::Token![;])?;
        Ok(Table(rows.into_iter().collect()))
    }
}

impl Parse for Row {
    fn parse(input: ParseStream) -> syn::Result<Row> {
        let points = match input.parse()? {
            syn::Lit::Float(points) => points.base10_parse()?,
            syn::Lit::Int(points) => f64::from(points.base10_parse::<u32>()?),
            other => return Err(syn::Error::new(other.span(), "the points come first")),
        };
        let id: syn::Ident = input.parse()?;
        let title: syn::LitStr = input.parse()?;
        Ok(Row {
            points,
            id: id.to_string(),
            title: without_full_stop(&title.value()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_read_off_the_table_in_order() {
        let source = r#"
            checks! {
                2    exact  "Exact in every interleaving.";
                1.5  races  "It can race";
            }
            fn exact() -> Verdict { check(1) }
        "#;
        let checks = checks_of(source, World::Simulated).unwrap();
        let read: Vec<_> = checks
            .iter()
            .map(|check| (&*check.id, &*check.title, check.points))
            .collect();
        assert_eq!(
            read,
            [
                ("exact", "Exact in every interleaving", 2.0),
                ("races", "It can race", 1.5)
            ]
        );
    }

    #[test]
    fn a_damaged_table_is_an_error() {
        for table in [
            "checks! { exact 2.0 \"T\"; }",
            "checks! { 2.0 exact; }",
            "checks! { 1 a \"T\" 2 b \"U\"; }",
        ] {
            assert!(checks_of(table, World::Loom).is_err(), "{table}");
        }
    }
}
