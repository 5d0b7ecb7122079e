//! What is refused, and above all what is not.

use super::*;

fn check(source: &str, expected: &[(u32, &str)]) {
    let Scan::Read(found) = scan(source) else {
        panic!("no tokens: {source}")
    };
    let found: Vec<(u32, &str)> = found
        .iter()
        .map(|refusal| (refusal.line, refusal.item.as_str()))
        .collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn ways_round_the_stand_in_are_refused() {
    check("fn f() {\n unsafe { COUNT += 1; } }", &[(2, "unsafe")]);
    check("use core::sync::atomic::AtomicUsize;", &[(1, "core::sync")]);
    check(
        "use core::{time::Duration,\n sync::atomic::AtomicUsize};",
        &[(1, "core::sync")],
    );
    check("fn f() { core::hint::spin_loop() }", &[(1, "core::hint")]);
    check("fn f() { ::core::hint::spin_loop() }", &[(1, "core::hint")]);
    check(
        "use core as c;\nfn f() { c::hint::spin_loop() }",
        &[(1, "core under another name"), (2, "core::hint")],
    );
    check("use core::*;", &[(1, "core::*")]);
    check("extern crate alloc;", &[(1, "extern crate")]);
    check("extern \"C\" { fn abort(); }", &[(1, "extern block")]);
    check(
        "macro_rules! m { () => { core::sync::atomic::fence() } }",
        &[(1, "core, in a macro"), (1, "core::sync")],
    );
    check("const S: &str = include_str!(\"/etc/passwd\");", &[(1, "include_str")]);
    check("include!(\"other.rs\");", &[(1, "include!")]);
    check(
        "macro_rules! m { ($m:ident) => { $m!(\"x\") } } m!(include);",
        &[(1, "include!")],
    );
    check("#[path = \"/tmp/x.rs\"] mod x;", &[(1, "#[path]")]);
    check("#[cfg_attr(all(), path = \"/tmp/x.rs\")] mod x;", &[(1, "#[path]")]);
    check("#![feature(core_intrinsics)]", &[(1, "#[feature]")]);
    check("use std::process::Command;", &[(1, "std::process::Command")]);
    check(
        "use std::process;\nfn f() { process::Command::new(\"sh\"); }",
        &[(2, "std::process::Command")],
    );
    check(
        "use std::{self as s};\nfn f() { s::fs::read(\"x\"); }",
        &[(2, "std::fs")],
    );
    check("use std as s;\nfn f() { s::fs::read(\"x\"); }", &[(2, "std::fs")]);
    check("use std::*;\nfn f() { fs::read(\"x\"); }", &[(2, "std::fs")]);
    check("use std::fs::{self, File};", &[(1, "std::fs")]);
    check("use std::fs as files; use files::File;", &[(1, "std::fs")]);
}

#[test]
fn what_runs_before_main_or_links_is_refused_in_every_form() {
    check("#[used] static A: u8 = 0;", &[(1, "#[used]")]);
    check(
        "#[link_section = \".init_array\"] static A: fn() = f;",
        &[(1, "#[link_section]")],
    );
    check("#[unsafe(no_mangle)] pub fn main() {}", &[(1, "unsafe")]);
    check(
        "#[cfg_attr(all(), export_name = \"main\")] fn f() {}",
        &[(1, "#[export_name]")],
    );
    check(
        "#[unsafe(link_section = \".init_array\")] static A: fn() = f;",
        &[(1, "unsafe")],
    );
    check(
        "macro_rules! m { ($k:ident) => { $k fn f() {} } }\nm!(unsafe);",
        &[(2, "unsafe")],
    );
    check(
        "std::__engine::end(std::__engine::Ending::Returned)",
        &[(1, "__engine")],
    );
    check("fn f() { std::env!(\"HOME\"); }", &[(1, "env!")]);
    check("fn f() { core::include_str!(\"/etc/passwd\"); }", &[(1, "include_str")]);
    check("use std::include_bytes as read;", &[(1, "include_bytes")]);
    check("use std::env as e; fn f() { e!(\"HOME\"); }", &[(1, "env!")]);
    check("use std::env; fn f() { env!(\"HOME\"); env::args(); }", &[(1, "env!")]);
    check(
        "macro_rules! m { ($m:ident $($rest:tt)*) => { $m!($($rest)*); } }\nm!(include \"other.rs\");",
        &[(2, "include!")],
    );
    check("r#include!(\"other.rs\");", &[(1, "include!")]);
    check(
        "fn f() { std::r#include_str!(\"/etc/passwd\"); }",
        &[(1, "include_str")],
    );
    check("#[r#path = \"/tmp/x.rs\"] mod x;", &[(1, "#[path]")]);
    check("extern crate std as real;", &[(1, "extern crate")]);
}

#[test]
fn macros_of_the_answers_own_cannot_put_refused_paths_together() {
    let check = |source: &str| {
        assert!(
            matches!(scan(source), Scan::Read(found) if !found.is_empty()),
            "{source}"
        )
    };
    check("macro_rules! m { ($a:tt $b:tt $c:tt) => { $b $a $c } } fn f() { m!(:: core sync) }");
    check("macro_rules! m { ($($t:tt)*) => { core::$($t)* } } fn f() { m!(hint::spin_loop()) }");
    check("macro_rules! m { ($a:tt $b:tt) => { $a $b sync::atomic } } fn f() { m!(core ::) }");
    check("macro_rules! m { ($a:ident, $b:ident) => { use $a as $b; } } m!(core, c);");
    check("macro_rules! m { ($m:meta) => { #[$m] mod x; } } m!(path = \"/etc/passwd\");");
    check("mod m { macro_rules! inner { () => { alloc } } }");
}

#[test]
fn holes_in_the_language_that_are_known_are_refused() {
    let source = "fn translate<'a, 'b, T>(_: &'a &'b (), value: &'b T) -> &'a T { value }";
    check(source, &[(1, "&'a &'b")]);
    check("struct S<'a, 'b>(&'a mut &'b ());", &[(1, "&'a &'b")]);
    check(
        "fn f<'a>(x: &'a &'a str, y: &'a &'static str, z: &'a str, w: &&'a str) {}",
        &[],
    );
}

#[test]
fn what_could_overwhelm_the_checker_is_refused_before_anybody_walks_through_it() {
    let deep = format!("fn f() {{ {}1{} }}", "(".repeat(100_000), ")".repeat(100_000));
    check(&deep, &[(1, "more than 100 brackets within brackets")]);
    let long = format!("fn f() {{ let x = {}1; }}", "-".repeat(200_000));
    check(&long, &[(1, "more than 50000 tokens")]);
    assert_eq!(todo(&deep), None);
}

#[test]
fn what_only_rustc_can_read_is_no_clean_answer() {
    assert_eq!(scan("fn f( {"), Scan::NoTokens);
    check("#!/usr/bin/env it's\nfn f() { }", &[(1, "#!")]);
    check("\u{feff}#!/it's\nfn f() { }", &[(1, "#!")]);
    check("#! [allow(unused)]\nfn f() {}", &[]);
}

#[test]
fn what_is_harmless_passes() {
    for source in [
        "use core::time::Duration; use core::cell::Cell; use core::fmt;",
        "use std::{process, thread, env}; fn f() { process::exit(0) }",
        "// unsafe\n/* core::sync */ fn f() { println!(\"unsafe core::sync\"); }",
        "#![forbid(unsafe_code)] #![deny(unsafe_op_in_unsafe_fn)]",
        "struct Path; mod sync { pub fn fs() {} } fn f() { sync::fs(); let os = 1; let net = os; }",
        "fn f<'a>(x: &'a u8) -> impl Sized + use<'a> { x }",
        "extern \"C\" fn callback() {}",
        "use std::sync::{Arc, Mutex, atomic::{AtomicUsize, Ordering::*}};",
        "fn include() {} fn env() {} fn f() { include(); env(); self.fs.os() }",
        "macro_rules! m { ($a:ident) => { $a::new() } } fn f() { m!(Vec) }",
        "macro_rules! m { ($a:expr) => { $a } } fn f() { let core = m!(1); }",
        "use self::inner::fs; mod inner { pub fn fs() {} }",
    ] {
        check(source, &[]);
    }
}

#[test]
fn a_todo_is_found_with_its_message_wherever_it_stands() {
    let found = todo("fn f() {\n  g(|| { todo!(\"start {n} threads\", n = 2) })\n}");
    assert_eq!(
        found,
        Some(Todo {
            line: 2,
            message: Some("start {n} threads".to_owned())
        })
    );
    assert_eq!(
        todo("fn f() { unimplemented!() }"),
        Some(Todo { line: 1, message: None })
    );
    assert_eq!(todo("// todo!()\nfn todo() {} fn f() { todo(); \"todo!()\"; }"), None);
}
