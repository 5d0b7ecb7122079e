//! The least that cargo needs: a generated workspace with the answer and the suites in the three worlds, built and run.

use super::PATIENT;
use crate::commands::Session;
use crate::compile::apart;
use crate::error::Error;
use crate::exercise::Exercise;
use crate::process::{Invocation, Launch, System};
use crate::state;
use crate::suite::{Suite, World};
use recorder::wire::Plan;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The generated workspace.
pub struct Floor<'a> {
    session: &'a Session,
    suite: &'a Suite,
    folder: PathBuf,
    target: PathBuf,
    arguments: Vec<OsString>,
}

impl<'a> Floor<'a> {
    pub fn generate(
        session: &'a Session,
        exercise: &'a Exercise,
        suite: &'a Suite,
        source: &str,
        folder: PathBuf,
        target: PathBuf,
    ) -> Result<Floor<'a>, Error> {
        let checker = session.workspace.engines.join("checker");
        let manifest = session.workspace.engines.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).map_err(|error| Error::reading(&manifest, &error))?;
        // The engines must be built as they are for the checker.
        let profiles = text.find("[profile.dev]").map_or("", |start| &text[start..]);
        let name = &exercise.name;
        let write = |file: &str, text: &str| state::write_whole(&folder.join(file), text);
        let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        let path = |path: &Path| format!("{:?}", path.display().to_string());
        let mut members = vec!["real".to_owned()];
        write(
            "real/Cargo.toml",
            &format!(
                "{}[lib]\nname = \"{name}\"\npath = \"../src/lib.rs\"\n[[bin]]\nname = \"program\"\npath = \"../src/main.rs\"\n",
                package("real")
            ),
        )?;
        for world in [World::Simulated, World::Loom] {
            let Some(suite) = suite.source(world) else { continue };
            let answer = apart::answer(world, &suite);
            let world = world.name();
            let std = format!(
                "std = {{ package = \"{world}-std\", path = {} }}\n",
                path(&checker.join(format!("{world}-std")))
            );
            let harness = path(&checker.join(format!("{world}-harness")));
            let library = format!(
                "{}[lib]\nname = \"{name}\"\npath = \"../src/lib.rs\"\n[dependencies]\n{std}",
                package(&format!("answer-{world}"))
            );
            write(&format!("answer-{world}/Cargo.toml"), &library)?;
            let engine = format!("{std}harness = {{ package = \"{world}-harness\", path = {harness} }}\n");
            // What doesn't know the answer isn't built again, here as there.
            let mut known = String::new();
            if answer.is_some() {
                let (package, path) = (package("apart"), path(&suite));
                let apart = format!("{package}[lib]\nname = \"{name}_suite\"\npath = {path}\n[dependencies]\n{engine}");
                write("apart/Cargo.toml", &apart)?;
                members.push("apart".to_owned());
                known = format!("{name}_suite = {{ package = \"apart\", path = \"../apart\" }}\n");
            }
            let binary = format!(
                "{}[[bin]]\nname = \"suite-{world}\"\npath = {}\n[dependencies]\n{engine}{known}{name} = {{ package = \"answer-{world}\", path = \"../answer-{world}\" }}\n",
                package(&format!("suite-{world}")),
                path(&answer.unwrap_or(suite))
            );
            write(&format!("suite-{world}/Cargo.toml"), &binary)?;
            members.extend([format!("answer-{world}"), format!("suite-{world}")]);
        }
        write(
            "Cargo.toml",
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n[workspace.package]\nedition = \"2024\"\n{profiles}"
            ),
        )?;
        let from = exercise.directory.join("src");
        for entry in std::fs::read_dir(&from)
            .map_err(|error| Error::reading(&from, &error))?
            .flatten()
        {
            if entry.path().extension().is_some_and(|kind| kind == "rs") && entry.file_name() != "lib.rs" {
                let text =
                    std::fs::read_to_string(entry.path()).map_err(|error| Error::reading(&entry.path(), &error))?;
                write(&format!("src/{}", entry.file_name().to_string_lossy()), &text)?;
            }
        }
        write("src/lib.rs", source)?;
        // Not the libraries by themselves: three of them have the same name, and cargo would put them into each other's place.
        let arguments = ["build", "--quiet", "--workspace", "--bins"]
            .map(OsString::from)
            .to_vec();
        Ok(Floor {
            session,
            suite,
            folder,
            target,
            arguments,
        })
    }

    /// Writes the edited answer (nothing if it is empty), then builds and runs; the time of each.
    pub fn measure(&self, edited: &str) -> Result<(Duration, Duration), Error> {
        if !edited.is_empty() {
            state::write_whole(&self.folder.join("src/lib.rs"), edited)?;
        }
        let start = Instant::now();
        let built = self.start("cargo".into(), self.arguments.clone(), true, String::new())?;
        if !built.stderr.is_empty() && built.end != crate::process::End::Exited(0) {
            return Err(Error::new(
                format!(
                    "`cargo build` failed in {}: {}",
                    self.folder.display(),
                    String::from_utf8_lossy(&built.stderr)
                ),
                "Remove that folder and run the command again.",
            ));
        }
        let build = start.elapsed();
        let start = Instant::now();
        let debug = self.target.join("debug");
        for world in [World::Simulated, World::Loom] {
            if self.suite.source(world).is_some() {
                let checks = self.suite.of(world).map(|check| check.id.clone()).collect();
                let plan = Plan {
                    nonce: "bench".to_owned(),
                    checks,
                    replay: None,
                    source: String::new(),
                    until_a_failure: false,
                };
                let plan = serde_json::to_string(&plan).unwrap_or_default() + "\n";
                self.start(debug.join(format!("suite-{}", world.name())), Vec::new(), false, plan)?;
            }
        }
        if let Some(program) = &self.suite.program {
            let arguments = program.arguments.iter().map(OsString::from).collect();
            self.start(debug.join("program"), arguments, false, String::new())?;
        }
        Ok((build, start.elapsed()))
    }

    fn start(
        &self,
        program: PathBuf,
        arguments: Vec<OsString>,
        tool: bool,
        input: String,
    ) -> Result<crate::process::Ended, Error> {
        let mut all = arguments;
        if tool {
            all.extend([
                "--target-dir".into(),
                self.target.clone().into_os_string(),
                "--jobs".into(),
                self.session.jobs.to_string().into(),
            ]);
        }
        let program = if program.is_absolute() {
            program.with_extension(std::env::consts::EXE_EXTENSION)
        } else {
            program
        };
        System.launch(&Invocation {
            program,
            arguments: all,
            directory: self.folder.clone(),
            inherits_environment: tool,
            input: input.into_bytes(),
            limits: PATIENT,
            pulse: None,
            needs: None,
            cancelled: Arc::default(),
        })
    }
}
