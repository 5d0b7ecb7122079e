//! Tells the list of std's items whether this toolchain has those that are newer than the oldest one we support.

use std::process::Command;

/// The release that the list was made for.
const LISTED: u32 = 95;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(new_std)");
    println!("cargo::rustc-check-cfg=cfg(listed_std)");
    println!("cargo::rerun-if-changed=build.rs");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let minor = version
        .ok()
        .and_then(|version| version.split('.').nth(1)?.parse::<u32>().ok());
    if minor.is_some_and(|minor| minor >= LISTED) {
        println!("cargo::rustc-cfg=new_std");
    }
    if minor == Some(LISTED) {
        println!("cargo::rustc-cfg=listed_std");
    }
}
