//! The technique that everything rests on: a dependency renamed to `std`. It is tried with a stand-in of a few lines, so that when
//! a new toolchain breaks it, the failure says which part of it, and not that five hundred tests of the engines no longer compile.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

const EDITIONS: [&str; 2] = ["2021", "2024"];

/// A part of the technique.
struct Part {
    name: &'static str,
    /// What is to be said if the program does not compile, or panics.
    broken: &'static str,
    program: &'static str,
}

const PARTS: [Part; 6] = [
    Part {
        name: "renaming",
        broken: "a dependency renamed to `std` is not what a program's `std` is",
        program: "use std::STAND_IN as IMPORTED; fn main() { assert!(std::STAND_IN && ::std::STAND_IN && IMPORTED); }",
    },
    Part {
        name: "macro_at_the_root",
        broken: "`#[macro_export]` at the stand-in's root does not override `std::println!`",
        program: "fn main() { std::println!(\"{}\", 1); assert_eq!(std::calls(), 1); }",
    },
    Part {
        name: "macro_in_the_prelude",
        broken: "the stand-in's preludes do not override an unqualified `println!`",
        program: "mod inner { pub fn f() { println!(\"in a module\"); } }
            macro_rules! mine { () => { println!(\"mine\") } }
            fn main() { println!(\"{}\", 1); inner::f(); mine!(); assert_eq!(std::calls(), 3); }",
    },
    Part {
        name: "module_before_the_glob",
        broken: "the stand-in's own `thread` does not go before the one of the glob",
        program: "use std::thread;
            fn main() { assert!(std::thread::STAND_IN && thread::yield_now() && std::thread::yield_now()); }",
    },
    Part {
        name: "item_before_an_inner_glob",
        broken: "beside the stand-in's own items in `thread`, those of std are not found",
        program: "use std::thread::{self, Builder, JoinHandle};
            fn main() {
                let handle: JoinHandle<u8> = Builder::new().spawn(|| 1).unwrap();
                assert_eq!(handle.join().unwrap() + thread::spawn(|| 2).join().unwrap(), 3);
            }",
    },
    Part {
        name: "everything_else_through_the_glob",
        broken: "what the stand-in does not name does not come through its glob, or not as std has it",
        program: "use std::{collections::BTreeMap, error::Error, fmt::Display, sync::Arc};
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            enum Kind { #[default] One, Two }
            fn parse(text: &str) -> Result<u8, Box<dyn Error>> { Ok(text.parse::<u8>()?) }
            fn show(value: impl Display) -> String { format!(\"<{value}>\") }
            #[allow(unused)] async fn later() -> u8 { std::future::ready(1).await }
            fn main() {
                let map: BTreeMap<Kind, Vec<u8>> = [(Kind::Two, vec![1, 2])].into_iter().collect();
                assert!(matches!(map.keys().next(), Some(Kind::Two)), \"{map:?}\");
                std::assert_ne!(Kind::default(), Kind::Two);
                debug_assert_eq!(show(Arc::new(parse(\"7\").unwrap())), \"<7>\");
                assert!(parse(\"x\").is_err() && std::panic::catch_unwind(|| unreachable!()).is_err());
            }",
    },
];

/// A cargo project with a package for each edition, and in it a program for each part.
fn project(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the temporary folder can be written to");
        std::fs::write(path, text).expect("the temporary folder can be written to");
    };
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"2\"\nmembers = [\"stand-in\", \"edition-*\"]\n[profile.dev]\ndebug = false\nincremental = false\n",
    );
    let package = |name: &str, edition: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n")
    };
    write(
        "stand-in/Cargo.toml",
        &(package("stand-in", "2024") + "[lib]\nname = \"std\"\n"),
    );
    write("stand-in/src/lib.rs", include_str!("renaming/stand_in.rs"));
    for edition in EDITIONS {
        let mut manifest = package(&format!("edition-{edition}"), edition);
        manifest += "[dependencies]\nstd = { package = \"stand-in\", path = \"../stand-in\" }\n";
        for part in PARTS {
            let name = part.name;
            writeln!(manifest, "[[bin]]\nname = \"{name}_{edition}\"\npath = \"{name}.rs\"")
                .expect("text can be written to");
            write(&format!("edition-{edition}/{name}.rs"), part.program);
        }
        write(&format!("edition-{edition}/Cargo.toml"), &manifest);
    }
}

/// A part that does not work, and what cargo or the program says about it.
struct Broken {
    edition: &'static str,
    part: Part,
    said: String,
}

/// What is broken with a toolchain whose cargo is called in this way.
fn broken_parts(mut cargo: Command, folder: &Path) -> Vec<Broken> {
    let target = folder.join("target");
    let built = cargo
        .args(["build", "--quiet", "--offline", "--keep-going", "--target-dir"])
        .arg(&target)
        .current_dir(folder)
        .env_remove("RUSTC")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be started");
    let mut broken = Vec::new();
    for edition in EDITIONS {
        for part in PARTS {
            let file = format!("{}_{edition}{}", part.name, std::env::consts::EXE_SUFFIX);
            let said = match Command::new(target.join("debug").join(file)).output() {
                Ok(ran) if ran.status.success() => continue,
                Ok(ran) => ran.stderr,
                // It was not compiled.
                Err(_) => built.stderr.clone(),
            };
            let said = String::from_utf8_lossy(&said).into_owned();
            broken.push(Broken { edition, part, said });
        }
    }
    broken
}

/// Cargo as the tests themselves were started with.
fn cargo_in_use() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

#[track_caller]
fn check(toolchain: &str, cargo: Command) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    project(folder.path());
    let broken = broken_parts(cargo, folder.path());
    let told: String = broken
        .iter()
        .map(|Broken { edition, part, said }| {
            format!("in edition {edition}, {} ({}):\n{said}\n", part.broken, part.name)
        })
        .collect();
    assert!(broken.is_empty(), "with {toolchain}\n{told}");
}

#[test]
fn a_renamed_dependency_is_std_with_the_toolchain_in_use() {
    check("the toolchain in use", cargo_in_use());
}

#[test]
fn a_renamed_dependency_is_std_with_the_oldest_toolchain_and_with_nightly() {
    let listed = Command::new("rustup").args(["toolchain", "list"]).output();
    let listed = listed.map_or_else(
        |_| String::new(),
        |listed| String::from_utf8_lossy(&listed.stdout).into_owned(),
    );
    for wanted in [env!("CARGO_PKG_RUST_VERSION"), "nightly"] {
        let Some(toolchain) = listed
            .split_whitespace()
            .find(|toolchain| toolchain.starts_with(wanted))
        else {
            println!("not tried with {wanted}, which is not installed");
            continue;
        };
        let mut cargo = Command::new("rustup");
        cargo.args(["run", toolchain, "cargo"]);
        check(toolchain, cargo);
        println!("tried with {toolchain}");
    }
}

/// What the tests above would say: each file is spoilt in one place.
#[test]
fn the_part_that_is_broken_is_named_and_no_other() {
    let named = |file: &str, from: &str, to: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        project(folder.path());
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).expect("the project has the file");
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replace(from, to)).expect("the temporary folder can be written to");
        let broken = broken_parts(cargo_in_use(), folder.path());
        broken
            .iter()
            .map(|broken| format!("{} {}", broken.part.name, broken.edition))
            .collect::<Vec<String>>()
    };
    let in_both = |parts: &[&str]| -> Vec<String> {
        let names = EDITIONS
            .iter()
            .flat_map(|edition| parts.iter().map(move |part| format!("{part} {edition}")));
        names.collect()
    };
    let stand_in = "stand-in/src/lib.rs";
    assert_eq!(
        named(stand_in, "pub mod thread {", "pub mod other {"),
        in_both(&["module_before_the_glob"])
    );
    assert_eq!(
        named(stand_in, "pub use real_std::thread::*;", ""),
        in_both(&["item_before_an_inner_glob"])
    );
    assert_eq!(
        named(
            stand_in,
            "\npub use real_std::*;",
            "\npub use real_std::{format_args, fmt, vec};"
        ),
        in_both(&["everything_else_through_the_glob"])
    );
    assert_eq!(
        named("edition-2024/Cargo.toml", "std = {", "not_std = {"),
        [
            "renaming",
            "macro_at_the_root",
            "macro_in_the_prelude",
            "module_before_the_glob"
        ]
        .map(|part| format!("{part} 2024"))
    );
}
