//! Compiles a crate and its tests over std and over the stand-in, by calling rustc as the checker does.

use crate::Otherwise;
use crate::cargo::{self, Package, packages};
use crate::rewrite::{hand_over_tests, to_the_real_system};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate whose tests are run.
pub struct Subject {
    pub package: &'static str,
    pub targets: &'static [Target],
    /// Packages that it or its tests use, compiled over the same std.
    pub needs: &'static [&'static str],
    /// Packages that it uses and that ask the operating system: they keep the real std.
    pub over_std: &'static [&'static str],
    /// What is set with `--cfg` for the tests.
    pub cfg: &'static [&'static str],
    /// Pieces of its source that are replaced in the simulated world, to see that a mistake is found.
    pub spoilt: &'static [(&'static str, &'static str)],
    /// Tests by their full names.
    pub otherwise: &'static [(&'static str, Otherwise)],
}

pub enum Target {
    /// The tests inside of the library.
    Unit,
    /// The root of a folder's tests.
    Integration(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum World {
    /// The crate as it is, over std.
    Real,
    /// Over the stand-in, with its tests handed to what explores them.
    Simulated,
}

/// A program that runs the tests.
pub fn compile(subject: &Subject, target: &Target, world: World) -> PathBuf {
    let package = &packages()[subject.package];
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("third_party")
        .join(subject.package)
        .join(if subject.spoilt.is_empty() { "right" } else { "spoilt" })
        .join(format!("{world:?}"));
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    let given = |name: &str| (packages()[name].crate_name.clone(), packages()[name].library.clone());
    let mut libraries: Vec<(String, PathBuf)> = subject.over_std.iter().map(|name| given(name)).collect();
    if world == World::Simulated {
        libraries.extend([given("simulated-std"), given("third-party")]);
    }
    let mut compiled_before: Vec<&Package> = subject.needs.iter().map(|name| &packages()[*name]).collect();
    if let Target::Integration(_) = target {
        compiled_before.push(package);
    }
    for package in compiled_before {
        let library = match world {
            World::Real => package.library.clone(),
            World::Simulated => rustc(
                package,
                &package.folder.join(&package.root),
                &libraries,
                &[],
                &folder,
                "rlib",
            ),
        };
        libraries.push((package.crate_name.clone(), library));
    }
    let sources = match world {
        World::Real => package.folder.clone(),
        World::Simulated => handed_over(package, subject.spoilt, &folder.join("sources")),
    };
    let root = match target {
        Target::Unit => sources.join(&package.root),
        Target::Integration(path) => sources.join(path),
    };
    rustc(package, &root, &libraries, subject.cfg, &folder, "bin")
}

/// A copy of the package's sources, with its tests handed over.
fn handed_over(package: &Package, spoilt: &[(&str, &str)], to: &Path) -> PathBuf {
    for folder in ["src", "tests"] {
        for entry in walkdir::WalkDir::new(package.folder.join(folder)).into_iter().flatten() {
            let copy = to.join(
                entry
                    .path()
                    .strip_prefix(&package.folder)
                    .expect("it is in the package"),
            );
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(copy).expect("the target folder can be written to");
            } else if entry.path().extension().is_some_and(|kind| kind == "rs") {
                let mut source = std::fs::read_to_string(entry.path()).expect("a source can be read");
                for (from, to) in spoilt {
                    source = source.replace(from, to);
                }
                std::fs::write(copy, to_the_real_system(hand_over_tests(&source)))
                    .expect("the target folder can be written to");
            }
        }
    }
    to.to_owned()
}

/// A library (`rlib`) or a program of tests (`bin`).
fn rustc(
    package: &Package,
    root: &Path,
    libraries: &[(String, PathBuf)],
    cfg: &[&str],
    folder: &Path,
    kind: &str,
) -> PathBuf {
    let file = match kind {
        "rlib" => folder.join(format!("lib{}.rlib", package.crate_name)),
        _ => folder.join(
            root.with_extension(std::env::consts::EXE_EXTENSION)
                .file_name()
                .expect("a file"),
        ),
    };
    let mut command = Command::new(cargo::tool("rustc"));
    command.args([
        "--edition",
        &package.edition,
        "--cap-lints",
        "allow",
        "-C",
        "debuginfo=0",
    ]);
    // An integration test cannot bear the name of the library that it tests.
    match kind {
        "rlib" => command.args(["--crate-type", "rlib", "--crate-name", &package.crate_name]),
        _ => command.args(["--test", "--crate-name", "its_tests"]),
    };
    for name in cfg {
        command.args(["-A", "explicit_builtin_cfgs_in_flags", "--cfg", name]);
    }
    for feature in &package.features {
        command.arg("--cfg").arg(format!("feature=\"{feature}\""));
    }
    for (name, library) in libraries {
        command.arg("--extern").arg(format!("{name}={}", library.display()));
    }
    let dependencies = package.library.parent().expect("a library lies in a folder");
    command.arg("-L").arg(format!("dependency={}", dependencies.display()));
    let output = command
        .arg("-o")
        .arg(&file)
        .arg(root)
        .output()
        .expect("rustc can be started");
    assert!(
        output.status.success(),
        "{} over {libraries:?}:\n{}",
        root.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    file
}
