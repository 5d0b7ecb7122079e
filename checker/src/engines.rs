//! The engines: the stand-ins for std and the harnesses, built by cargo once. Out: the files that rustc links under an answer.
//!
//! What cargo answered is kept in `target/threadlings/engines.json` together with everything that would make it stale, so
//! that an unchanged run starts no cargo, and no `rustc -vV` either.

mod linker;
mod parts;

use crate::error::Error;
use crate::process::{End, Invocation, Launch, Limits};
use crate::suite::World;
use crate::workspace::Workspace;
use serde::{Deserialize, Serialize};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

const PACKAGES: [&str; 4] = ["simulated-std", "simulated-harness", "loom-std", "loom-harness"];

/// What rustc needs in order to compile an answer for the stand-in worlds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engines {
    /// The compiler itself, not rustup's proxy for it, which costs a few milliseconds at each start.
    pub rustc: PathBuf,
    pub simulated: Engine,
    pub loom: Engine,
    /// What to say to rustc whenever it links.
    pub linker: Vec<String>,
    /// Changes whenever the compiler or an engine does.
    pub fingerprint: u64,
}

/// One stand-in and its harness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    pub std: PathBuf,
    pub harness: PathBuf,
    /// Where their own dependencies lie.
    pub dependencies: PathBuf,
}

impl Engines {
    /// The engine of a world; the real one needs none.
    pub fn of(&self, world: World) -> Option<&Engine> {
        match world {
            World::Simulated => Some(&self.simulated),
            World::Loom => Some(&self.loom),
            World::Real => None,
        }
    }

    /// The engines, built if need be.
    pub fn ready(workspace: &Workspace, launcher: &dyn Launch) -> Result<Engines, Error> {
        let rustc = on_path("rustc")?;
        let cargo = on_path("cargo")?;
        let cache = workspace.engines_cache();
        let inputs = stamp_of_inputs(workspace, &rustc);
        let mut known = Cached::read(&cache);
        if let Some(cached) = known.iter().find(|cached| cached.is_valid(&inputs)) {
            return Ok(cached.engines());
        }
        let built = build(workspace, launcher, &rustc, &cargo, inputs)?;
        let engines = built.engines();
        known.retain(|cached| cached.inputs != built.inputs);
        known.insert(0, built);
        known.truncate(4);
        Cached::write(&known, &cache)?;
        Ok(engines)
    }
}

/// The fingerprint of engines that are built and up to date. Starts nothing.
pub fn known_fingerprint(workspace: &Workspace) -> Option<u64> {
    let inputs = stamp_of_inputs(workspace, &on_path("rustc").ok()?);
    let known = Cached::read(&workspace.engines_cache());
    known
        .iter()
        .find(|cached| cached.is_valid(&inputs))
        .map(|cached| cached.engines().fingerprint)
}

/// An entry of `engines.json`. There are several, because the checker may be called with one toolchain and then with another:
/// `cargo run` names the toolchain in the environment, a shell doesn't.
#[derive(Serialize, Deserialize)]
struct Cached {
    inputs: String,
    outputs: String,
    rustc: PathBuf,
    version: String,
    simulated: Engine,
    loom: Engine,
    #[serde(default)]
    linker: Vec<String>,
}

impl Cached {
    fn read(path: &Path) -> Vec<Cached> {
        // Nothing is lost with a damaged cache: the engines are asked for again.
        let text = std::fs::read_to_string(path).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn write(known: &[Cached], path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(known).unwrap_or_default();
        crate::state::write_whole(path, &text)
    }

    fn is_valid(&self, inputs: &str) -> bool {
        self.inputs == inputs && self.outputs == stamp_of_outputs(self)
    }

    fn engines(&self) -> Engines {
        // What was built decides, however it came to be built.
        let fingerprint = crate::state::hash(&format!("{}\n{}", self.version, self.outputs));
        let (rustc, simulated, loom) = (self.rustc.clone(), self.simulated.clone(), self.loom.clone());
        Engines {
            rustc,
            simulated,
            loom,
            linker: self.linker.clone(),
            fingerprint,
        }
    }
}

/// Looks for a program on the PATH.
fn on_path(program: &str) -> Result<PathBuf, Error> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            Error::new(
                format!("there is no `{program}` on the PATH"),
                "Install Rust from https://rustup.rs, open a new terminal, and run the command again.",
            )
        })
}

/// Modification time and size, as text.
fn stamp(path: &Path) -> String {
    let Ok(data) = path.metadata() else {
        return "none".to_owned();
    };
    let time = data
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .unwrap_or_default();
    format!("{}.{:09}+{}", time.as_secs(), time.subsec_nanos(), data.len())
}

/// Everything that decides what cargo and rustc would build.
fn stamp_of_inputs(workspace: &Workspace, rustc: &Path) -> String {
    let home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".rustup")));
    let mut parts = vec![
        format!("{} {}", rustc.display(), stamp(rustc)),
        std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default(),
        std::env::var("RUSTFLAGS").unwrap_or_default(),
        home.map_or(String::new(), |home| stamp(&home.join("settings.toml"))),
    ];
    for file in [
        "rust-toolchain",
        "rust-toolchain.toml",
        "Cargo.toml",
        ".cargo/config.toml",
    ] {
        parts.push(stamp(&workspace.engines.join(file)));
    }
    for package in ["recorder", "harness-common"].iter().chain(&PACKAGES) {
        let folder = workspace.engines.join("checker").join(package);
        let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
        for entry in files.filter(|entry| entry.file_type().is_file()) {
            parts.push(format!("{} {}", entry.path().display(), stamp(entry.path())));
        }
    }
    format!("{:016x}", crate::state::hash(&parts.join("\n")))
}

fn stamp_of_outputs(cached: &Cached) -> String {
    let files = [
        &cached.rustc,
        &cached.simulated.std,
        &cached.simulated.harness,
        &cached.loom.std,
        &cached.loom.harness,
    ];
    files.map(|file| stamp(file)).join(" ")
}

fn build(
    workspace: &Workspace,
    launcher: &dyn Launch,
    rustc: &Path,
    cargo: &Path,
    inputs: String,
) -> Result<Cached, Error> {
    let version = ask(launcher, workspace, rustc, &["-vV"])?;
    let sysroot = ask(launcher, workspace, rustc, &["--print", "sysroot"])?;
    let direct = Path::new(sysroot.trim())
        .join("bin")
        .join(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    let rustc = if direct.is_file() { direct } else { rustc.to_path_buf() };

    let message = "building the engines; the first time takes half a minute";
    if !std::io::stderr().is_terminal() {
        crate::aside::say(format_args!("{message} …"));
    }
    let _shown = parts::show(workspace, message, &PACKAGES);
    let mut arguments = vec!["build", "--message-format=json"];
    for package in PACKAGES {
        arguments.extend(["-p", package]);
    }
    let messages = ask(launcher, workspace, cargo, &arguments)?;
    let mut cached = Cached {
        inputs,
        outputs: String::new(),
        linker: linker::arguments(launcher, workspace, &rustc),
        rustc,
        version,
        simulated: engine(&messages, "simulated")?,
        loom: engine(&messages, "loom")?,
    };
    cached.outputs = stamp_of_outputs(&cached);
    Ok(cached)
}

/// Runs cargo or rustc and returns what it says.
fn ask(launcher: &dyn Launch, workspace: &Workspace, program: &Path, arguments: &[&str]) -> Result<String, Error> {
    let mut all: Vec<std::ffi::OsString> = arguments.iter().map(Into::into).collect();
    if arguments.first() == Some(&"build") {
        all.extend(["--target-dir".into(), workspace.target.clone().into_os_string()]);
    }
    let limits = Limits {
        wall: Duration::from_secs(1800),
        silence: Duration::from_secs(1800),
        busy_silence: Duration::from_secs(3600),
        memory: u64::MAX,
        threads: u64::MAX,
        stdout: 64 << 20,
        stderr: 1 << 20,
    };
    let ended = launcher.launch(&Invocation {
        program: program.to_path_buf(),
        arguments: all,
        directory: workspace.engines.clone(),
        inherits_environment: true,
        input: Vec::new(),
        limits,
        pulse: None,
        needs: None,
        cancelled: Arc::default(),
    })?;
    if ended.end == End::Exited(0) {
        return Ok(String::from_utf8_lossy(&ended.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    let tail: Vec<&str> = said
        .lines()
        .filter(|line| !line.trim_start().starts_with("Compiling"))
        .collect();
    let tail = tail[tail.len().saturating_sub(15)..].join("\n  ");
    Err(Error::new(
        format!(
            "`{} {}` failed in {}:\n  {tail}",
            program.display(),
            arguments.join(" "),
            workspace.engines.display()
        ),
        "The first build needs the network, room on the disk, and a Rust that is new enough (`rustup update`). When that is mended, run the command again.",
    ))
}

/// The files of one engine among cargo's messages.
fn engine(messages: &str, name: &str) -> Result<Engine, Error> {
    let std = artifact(messages, &format!("{name}-std"))?;
    let harness = artifact(messages, &format!("{name}-harness"))?;
    let dependencies = std.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Engine {
        std,
        harness,
        dependencies,
    })
}

/// The `.rlib` of a package. Cargo names a copy outside `deps/` whose name both stand-ins share, and the `.rmeta` in `deps/`,
/// whose name has a hash in it; the `.rlib` of the same name lies beside that one.
fn artifact(messages: &str, package: &str) -> Result<PathBuf, Error> {
    #[derive(Deserialize)]
    struct Message {
        reason: String,
        #[serde(default)]
        manifest_path: PathBuf,
        #[serde(default)]
        filenames: Vec<PathBuf>,
    }
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact")
        .filter(|message| {
            message
                .manifest_path
                .parent()
                .and_then(Path::file_name)
                .is_some_and(|name| name == package)
        })
        .flat_map(|message| message.filenames)
        .find(|file| file.extension().is_some_and(|kind| kind == "rmeta"))
        .map(|file| file.with_extension("rlib"))
        .ok_or_else(|| {
            Error::new(
                format!("cargo built `{package}` and did not say where"),
                "Run `cargo clean`, then the command again. Cargo 1.87 or later is needed.",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rlib_is_found_by_its_package_and_not_by_its_shared_name() {
        let line = |package: &str, hash: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/w/checker/{package}/Cargo.toml","target":{{"name":"std"}},"filenames":["/t/debug/libstd.rlib","/t/debug/deps/libstd-{hash}.rmeta"]}}"#
            )
        };
        let messages = [line("loom-std", "1"), "not json".to_owned(), line("simulated-std", "2")].join("\n");
        assert_eq!(
            artifact(&messages, "simulated-std"),
            Ok(PathBuf::from("/t/debug/deps/libstd-2.rlib"))
        );
        assert!(artifact(&messages, "simulated-harness").is_err());
    }
}
