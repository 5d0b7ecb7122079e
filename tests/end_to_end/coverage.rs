//! The list of std's items in `checker/coverage`: it is true of the real std, nothing stable is missing in it, and the table is up to date.
//!
//! That the stand-ins have what it says is tested beside them.

macro_rules! unless_in_loom { ($($code:tt)*) => { $($code)* } }
macro_rules! unless_in_a_stand_in { ($($code:tt)*) => { $($code)* } }
#[cfg(new_std)]
macro_rules! if_new { ($($code:tt)*) => { $($code)* } }
#[cfg(not(new_std))]
macro_rules! if_new {
    ($($code:tt)*) => {};
}

#[path = "../../checker/coverage/mod.rs"]
mod coverage;
#[path = "../../checker/coverage/documentation.rs"]
mod documentation;
#[path = "../../checker/coverage/meaning/mod.rs"]
mod meaning;

use std::collections::BTreeSet;

#[test]
fn no_stable_item_is_missing_in_the_list() {
    let Some(folder) = documentation::folder().filter(|_| cfg!(new_std)) else {
        println!(
            "skipped: this toolchain is older than the list, or has no documentation (rustup component add rust-docs)"
        );
        return;
    };
    let documented = documentation::items(&folder);
    assert!(documented.len() > 900, "only {} items were found", documented.len());
    let items = coverage::items();
    let listed: BTreeSet<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let real: Vec<&str> = items
        .iter()
        .filter(|item| item.note == coverage::REAL)
        .map(|item| item.name.as_str())
        .collect();
    let belongs = |item: &str, to: &str| item.strip_prefix(to).is_some_and(|rest| rest.starts_with(':'));
    let missing: Vec<&String> = documented
        .iter()
        .filter(|item| !listed.contains(item.as_str()) && !real.iter().any(|to| belongs(item, to)))
        .collect();
    if cfg!(listed_std) {
        assert!(missing.is_empty(), "checker/coverage lacks {missing:#?}");
    } else {
        println!("newer than the list, and not in it: {missing:#?}");
    }
}

#[test]
fn no_item_is_listed_twice() {
    let mut seen = BTreeSet::new();
    for item in coverage::items() {
        assert!(seen.insert(item.name.clone()), "{}", item.name);
    }
}

#[test]
fn the_table_is_up_to_date() {
    let path = tests::root().join("checker/COVERAGE.md");
    let table = coverage::table::write(&coverage::items());
    if std::env::var_os("RENEW").is_some() {
        std::fs::write(&path, &table).expect("the table can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == table,
        "checker/COVERAGE.md is out of date; `RENEW=1 cargo test -p tests --test coverage` writes it anew"
    );
}

#[test]
fn programs_say_what_the_list_says_they_say() {
    if !cfg!(new_std) {
        println!("skipped: some texts are those of a newer std than this toolchain's");
        return;
    }
    // The programs' own panics are no news.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut wrong = Vec::new();
    for program in meaning::programs() {
        let said = (program.run)();
        if said != program.says {
            wrong.push(format!("{}: {said}, not {}", program.name, program.says));
        }
    }
    std::panic::set_hook(hook);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
