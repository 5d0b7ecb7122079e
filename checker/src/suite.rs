//! What is checked: the ids, titles and points of an exercise's checks. In: `tests/suites/NN_name`. Out: a [`Suite`].
//!
//! Nothing is built for it: the suites' `check("id", "Title.", 2.0, function)` calls are read from the source.

pub mod known;

use crate::error::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use syn::visit::Visit;

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

/// The `check("id", "Title.", 2.0, …)` calls of a suite's source.
fn checks_of(source: &str, world: World) -> syn::Result<Vec<Check>> {
    struct Calls(World, Vec<Check>);
    impl Calls {
        fn read<'a>(&mut self, arguments: impl Iterator<Item = &'a syn::Expr>) {
            let literals: Vec<&syn::Lit> = arguments
                .filter_map(|argument| match argument {
                    syn::Expr::Lit(literal) => Some(&literal.lit),
                    _ => None,
                })
                .collect();
            if let [syn::Lit::Str(id), syn::Lit::Str(title), number, ..] = literals[..] {
                let points = match number {
                    syn::Lit::Float(points) => points.base10_parse().ok(),
                    syn::Lit::Int(points) => points.base10_parse::<u32>().ok().map(f64::from),
                    _ => None,
                };
                if let Some(points) = points {
                    let title = without_full_stop(&title.value());
                    self.1.push(Check {
                        id: id.value(),
                        title,
                        points,
                        world: self.0,
                    });
                }
            }
        }
    }
    impl<'a> Visit<'a> for Calls {
        fn visit_expr_call(&mut self, call: &'a syn::ExprCall) {
            if let syn::Expr::Path(function) = &*call.func {
                if function.path.segments.last().is_some_and(|name| name.ident == "check") {
                    self.read(call.args.iter().take(3));
                }
            }
            syn::visit::visit_expr_call(self, call);
        }
        // `vec![check(…), …]` is a macro's tokens, which a visitor does not enter by itself.
        fn visit_macro(&mut self, invocation: &'a syn::Macro) {
            let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
            if let Ok(expressions) = invocation.parse_body_with(parser) {
                for expression in &expressions {
                    // The expressions live only here, so they get a visitor of their own.
                    let mut inner = Calls(self.0, Vec::new());
                    inner.visit_expr(expression);
                    self.1.append(&mut inner.1);
                }
            }
        }
    }
    let file = syn::parse_file(source)?;
    let mut calls = Calls(world, Vec::new());
    calls.visit_file(&file);
    Ok(calls.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_read_from_the_calls_in_order() {
        let source = r#"
            fn main() {
                harness::suite(vec![
                    check("exact", "Exact in every interleaving.", 2.0, exact).options(5),
                    harness::check("races", "It can race", 1.5, || races()),
                ])
            }
            fn other() { check(name, "not literal", 1.0, f); }
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
}
