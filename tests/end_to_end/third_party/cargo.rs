//! What cargo knows about the crates of `tests/third_party`: where their sources are, how it compiled them, and the libraries.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A library that cargo built.
pub struct Package {
    /// As `use` has it: `std_semaphore`.
    pub crate_name: String,
    pub folder: PathBuf,
    /// Relative to the folder: `src/lib.rs`.
    pub root: PathBuf,
    pub edition: String,
    pub features: Vec<String>,
    /// Compiled over the real std.
    pub library: PathBuf,
}

/// All packages below `tests/third_party`, by their names.
pub fn packages() -> &'static BTreeMap<String, Package> {
    static BUILT: OnceLock<BTreeMap<String, Package>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let built = Command::new(tool("cargo"))
            .args(["build", "--quiet", "--package", "third-party", "--message-format=json"])
            .current_dir(tests::root())
            .output()
            .expect("cargo can be started");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let messages = String::from_utf8(built.stdout).expect("cargo's messages are UTF-8");
        messages.lines().filter_map(package).collect()
    })
}

fn package(message: &str) -> Option<(String, Package)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let target = &message["target"];
    if message["reason"] != "compiler-artifact" || target["kind"] != serde_json::json!(["lib"]) {
        return None;
    }
    let manifest = Path::new(message["manifest_path"].as_str()?);
    let folder = manifest.parent()?.to_owned();
    let texts = |value: &Value| {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|text| Some(text.as_str()?.to_owned()))
            .collect::<Vec<String>>()
    };
    // The library's copy outside `deps/` is not named: its name may be another's too, and there both would be `libstd.rlib`.
    let metadata = texts(&message["filenames"])
        .into_iter()
        .find(|file| file.ends_with(".rmeta"))?;
    // `registry+https://…#name@1.2.3`, or `path+file:///…/name#1.2.3`
    let id = message["package_id"].as_str()?;
    let (place, version) = id.rsplit_once('#')?;
    let name = match version.split_once('@') {
        Some((name, _)) => name,
        None => place.rsplit('/').next()?,
    };
    let package = Package {
        crate_name: target["name"].as_str()?.to_owned(),
        root: Path::new(target["src_path"].as_str()?)
            .strip_prefix(&folder)
            .ok()?
            .to_owned(),
        folder,
        edition: target["edition"].as_str()?.to_owned(),
        features: texts(&message["features"]),
        library: Path::new(&metadata).with_extension("rlib"),
    };
    Some((name.to_owned(), package))
}

/// Cargo, or a tool of the toolchain that it belongs to.
pub fn tool(name: &str) -> PathBuf {
    match std::env::var_os("CARGO") {
        Some(cargo) => Path::new(&cargo).with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX)),
        None => PathBuf::from(name),
    }
}
