//! `COVERAGE.md`, written from the list.

use super::{Item, REAL};
use std::fmt::Write;

const BEFORE: &str = "\
# What the stand-ins have of std

Every stable item of `std::thread`, `std::sync` and `std::time` of Rust 1.95, from the list in [`coverage/`](coverage), which is
compiled with the real std and with both stand-ins. `the real one`: the stand-in takes the type from std itself.

This table is written by a test: `RENEW=1 cargo test -p tests --test coverage`.

| item | simulated | loom | note |
|---|---|---|---|
";

/// The table shows one integer for all of them.
const INTEGERS: [&str; 9] = [
    "AtomicI8",
    "AtomicI16",
    "AtomicI64",
    "AtomicIsize",
    "AtomicU8",
    "AtomicU16",
    "AtomicU32",
    "AtomicU64",
    "AtomicUsize",
];

pub fn write(items: &[Item]) -> String {
    let mut rows: Vec<Item> = Vec::new();
    for item in items {
        let last = rows.last_mut().filter(|last| same_type(last, item));
        match (last, item.name.split_once(": ")) {
            (Some(last), Some((_, implemented))) => last.name = format!("{}, {implemented}", last.name),
            (_, _) => rows.push(item.clone()),
        }
    }
    let mut table = BEFORE.to_string();
    for row in &rows {
        let mut words = row.name.split([':', ' ']);
        if words.any(|word| INTEGERS.contains(&word)) {
            continue;
        }
        let has = |there: bool| if there { "yes" } else { "no" };
        let note = if row.name == "sync::atomic::AtomicI32" {
            "and the other nine integers, which have the same"
        } else {
            row.note
        };
        let here = if row.note == REAL {
            (REAL, REAL, "")
        } else {
            (has(row.simulated), has(row.loom), note)
        };
        let _ = writeln!(table, "| `{}` | {} | {} | {} |", row.name, here.0, here.1, here.2);
    }
    table + "\n" + include_str!("beyond.md")
}

/// Whether both are traits of the same type, and equally there.
fn same_type(last: &Item, item: &Item) -> bool {
    let of = |item: &Item| item.name.split_once(": ").map(|(of, _)| of.to_string());
    of(item).is_some() && of(last) == of(item) && (last.simulated, last.loom) == (item.simulated, item.loom)
}
