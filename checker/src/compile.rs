//! Compiling, by calling rustc directly: no cargo, no lock, and nothing of a submission is read but the one staged file. In: a
//! stage and the engines. Out: what was built, or rustc's diagnostics.

pub mod apart;

use crate::completion;
use crate::confine::Needs;
use crate::engines::Engines;
use crate::error::Error;
use crate::process::{End, Ended, Invocation, Launch, Limits, Stop};
use crate::suite::World;
use crate::workspace::Stage;
use serde::Deserialize;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What one run of rustc led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiled {
    Built(PathBuf),
    Refused(Vec<Diagnostic>),
}

/// One error of rustc's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `E0433`
    pub code: Option<String>,
    pub message: String,
    /// The line in the learner's file, where the error is there.
    pub line: Option<u32>,
    /// The source at the error: `std::foo::Bar`.
    pub excerpt: Option<String>,
    /// As rustc would show it, with paths as they are in the stage: `src/lib.rs`.
    pub rendered: String,
}

/// What is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The answer.
    Library,
    /// What doesn't know the answer, see [`apart`].
    Apart,
    /// A program that checks the answer.
    Suite,
    /// The given `main.rs`.
    Program,
}

/// One run of rustc.
struct Call {
    arguments: Vec<OsString>,
    directory: PathBuf,
    /// In the directory.
    source: PathBuf,
    file: PathBuf,
    needs: Needs,
    cancelled: Arc<AtomicBool>,
}

/// Compiles the parts of one answer.
pub struct Compiler<'a> {
    pub launcher: &'a dyn Launch,
    pub engines: &'a Engines,
    pub stage: &'a Stage,
    /// The crate's name: `race_demo`.
    pub name: &'a str,
    /// Where the parts of suites are kept that don't know the answer.
    pub suites: PathBuf,
    /// What is appended to a suite, see [`crate::pins`].
    pub pins: String,
    /// Whether the next answer that is compiled here will be much like this one.
    pub edited_often: bool,
    pub cancelled: Arc<AtomicBool>,
}

impl Compiler<'_> {
    /// The answer as a library over the `std` of `world`.
    pub fn library(&self, world: World) -> Result<Compiled, Error> {
        let out = self.stage.make(world.name())?;
        let file = out.join(format!("lib{}.rlib", self.name));
        let mut arguments = self.arguments(Part::Library, world);
        arguments.extend(["--crate-type".into(), "rlib".into()]);
        self.rustc(self.call(arguments, "src/lib.rs", file))
    }

    /// The suite of `world`, linked with the library that was built before.
    pub fn suite(&self, world: World, source: &Path, library: &Path) -> Result<Compiled, Error> {
        let answer = apart::answer(world, source);
        let apart = match &answer {
            Some(_) => Some(self.suite_apart(world, source)?),
            None => None,
        };
        let staged = self.staged_suite(answer.as_deref().unwrap_or(source))?;
        let file = self
            .stage
            .make(world.name())?
            .join(format!("suite{}", std::env::consts::EXE_SUFFIX));
        let mut arguments = self.arguments(Part::Suite, world);
        // What rustc has to say is about the suite itself.
        if let Some(folder) = source.parent() {
            let mut mapping = OsString::from("suite=");
            mapping.push(folder);
            arguments.extend(["--remap-path-prefix".into(), mapping]);
        }
        arguments.extend(["--extern".into(), equals(self.name, library)]);
        if let Some(apart) = &apart {
            arguments.extend(["--extern".into(), equals(&apart::name(self.name), apart)]);
        }
        let mut call = self.call(arguments, staged, file);
        call.needs.reads.extend(apart);
        self.rustc(call)
    }

    /// The given `main.rs`, linked with the library of the real world.
    pub fn program(&self, library: &Path) -> Result<Compiled, Error> {
        let file = self
            .stage
            .make("real")?
            .join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX));
        self.record_completion()?;
        let mut arguments = self.arguments(Part::Program, World::Real);
        arguments.extend(["--extern".into(), equals(self.name, library)]);
        self.rustc(self.call(arguments, "src/main.rs", file))
    }

    /// A copy of a suite's root and its modules, with what an answer's types must be behind it. Its place in the stage.
    fn staged_suite(&self, root: &Path) -> Result<PathBuf, Error> {
        let mut text = std::fs::read_to_string(root).map_err(|error| Error::reading(root, &error))?;
        text.push_str(&self.pins);
        let staged = self.stage.make("suite")?;
        let name = root.file_name().unwrap_or_default();
        for module in apart::modules(root) {
            let copy = staged.join(module.file_name().unwrap_or_default());
            std::fs::copy(&module, &copy).map_err(|error| Error::writing(&copy, &error))?;
        }
        let path = staged.join(name);
        std::fs::write(&path, text).map_err(|error| Error::writing(&path, &error))?;
        Ok(Path::new("suite").join(name))
    }

    /// Puts a `main` around the staged one that tells when it has returned.
    fn record_completion(&self) -> Result<(), Error> {
        let path = self.stage.path().join("src/main.rs");
        let given = std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))?;
        let recorded = completion::recorded(&given).ok_or_else(|| {
            Error::new(
                format!("the given main.rs of {} has no `fn main`", self.name),
                "Put it back with git.",
            )
        })?;
        std::fs::write(&path, recorded).map_err(|error| Error::writing(&path, &error))
    }

    /// The warnings about the answer over the real std.
    pub fn warnings(&self) -> Result<Vec<String>, Error> {
        let file = self.stage.make("real")?.join("warnings.rmeta");
        let mut arguments = self.arguments(Part::Library, World::Real);
        arguments.extend(["--crate-type", "lib", "--emit", "metadata", "-D", "warnings"].map(OsString::from));
        Ok(match self.rustc(self.call(arguments, "src/lib.rs", file))? {
            Compiled::Built(_) => Vec::new(),
            Compiled::Refused(found) => found.into_iter().map(|diagnostic| diagnostic.message).collect(),
        })
    }

    /// The arguments that don't depend on what is compiled, but on its part.
    fn arguments(&self, part: Part, world: World) -> Vec<OsString> {
        let name = match part {
            Part::Library => self.name.to_owned(),
            Part::Apart => apart::name(self.name),
            Part::Suite => "suite".to_owned(),
            // It cannot bear the library's name, or its paths would be ambiguous.
            Part::Program => "program".to_owned(),
        };
        let mut arguments: Vec<OsString> = vec!["--crate-name".into(), name.into(), "--edition".into(), "2024".into()];
        // Unoptimised, as `cargo run` does it, and without debugging information, which costs time and which nobody reads:
        // panics and the recorder know their lines without it. Bitcode is only for link-time optimisation.
        for flag in ["debuginfo=0", "embed-bitcode=no"] {
            arguments.extend(["-C".into(), flag.into()]);
        }
        // An answer that is edited often is much like the one before. One that has nothing to do with the one before only takes longer
        // that way; and the more units code is cut into, the longer the processors take in all.
        if self.edited_often && part != Part::Apart {
            let cache = self.stage.path().join("incremental").join(world.name());
            arguments.extend(["-C".into(), equals("incremental", &cache)]);
        } else {
            arguments.extend(["-C", "codegen-units=2"].map(OsString::from));
        }
        if matches!(part, Part::Suite | Part::Program) {
            arguments.extend(self.engines.linker.iter().map(OsString::from));
            // Elsewhere that is a program of its own, and takes time instead of saving it.
            if cfg!(target_os = "linux") {
                arguments.extend(["-C".into(), "strip=symbols".into()]);
            }
        }
        arguments.extend(["--error-format=json".into(), "--diagnostic-width=78".into()]);
        if let Some(engine) = self.engines.of(world) {
            arguments.extend(["--extern".into(), equals("std", &engine.std)]);
            arguments.extend(["-L".into(), equals("dependency", &engine.dependencies)]);
            if matches!(part, Part::Suite | Part::Apart) {
                arguments.extend(["--extern".into(), equals("harness", &engine.harness)]);
            }
        }
        if matches!(part, Part::Suite | Part::Apart) || world != World::Real {
            arguments.extend(["--cap-lints".into(), "allow".into()]);
        }
        arguments
    }

    /// What rustc must be able to read besides the stage: itself and the engines. No suite's source and no solution is there.
    fn needs(&self) -> Needs {
        let engines = [&self.engines.simulated, &self.engines.loom];
        let sysroot = self.engines.rustc.ancestors().nth(2).map(Path::to_path_buf);
        Needs {
            reads: engines
                .map(|engine| engine.dependencies.clone())
                .into_iter()
                .chain(sysroot)
                .collect(),
            writes: Some(self.stage.path().to_path_buf()),
            starts: true,
        }
    }

    /// rustc, to be called in the stage.
    fn call(&self, arguments: Vec<OsString>, source: impl Into<PathBuf>, file: PathBuf) -> Call {
        Call {
            arguments,
            directory: self.stage.path().to_path_buf(),
            source: source.into(),
            file,
            needs: self.needs(),
            cancelled: Arc::clone(&self.cancelled),
        }
    }

    /// Whether rustc can do anything at all here: if it cannot, the file that it failed on is not to blame.
    fn is_sound(&self) -> Result<bool, Error> {
        let file = self.stage.make("tmp")?.join("nothing.rmeta");
        let arguments = ["--crate-type", "lib", "--emit", "metadata"].map(OsString::from);
        Ok(self.start(&self.call(arguments.to_vec(), "-", file))?.end == End::Exited(0))
    }

    fn start(&self, call: &Call) -> Result<Ended, Error> {
        let mut arguments = call.arguments.clone();
        arguments.extend(["-o".into(), call.file.clone().into(), call.source.clone().into()]);
        self.launcher.launch(&Invocation {
            program: self.engines.rustc.clone(),
            arguments,
            directory: call.directory.clone(),
            inherits_environment: true,
            input: Vec::new(),
            limits: Limits {
                wall: Duration::from_secs(120),
                silence: Duration::from_secs(120),
                busy_silence: Duration::from_secs(60),
                memory: 2 << 30,
                threads: 1000,
                stdout: 1 << 20,
                stderr: 16 << 20,
            },
            pulse: None,
            needs: Some(call.needs.clone()),
            cancelled: Arc::clone(&call.cancelled),
        })
    }

    fn rustc(&self, call: Call) -> Result<Compiled, Error> {
        let ended = self.start(&call)?;
        let said = String::from_utf8_lossy(&ended.stderr);
        let diagnostics = diagnostics(&said);
        match ended.end {
            End::Exited(0) => Ok(Compiled::Built(call.file)),
            // The result will be thrown away.
            End::Stopped(Stop::Cancelled) => Ok(Compiled::Refused(Vec::new())),
            End::Stopped(_) => Ok(gave_up(
                "rustc needed too much time or memory for this file and was stopped",
            )),
            End::Exited(_) if diagnostics.iter().any(is_the_machines) => Err(machine_trouble(&diagnostics)),
            End::Exited(_) if !diagnostics.is_empty() => Ok(Compiled::Refused(diagnostics)),
            // It says itself that the file was too deep for it.
            End::Signalled(_) if said.contains("overflowed its stack") => {
                Ok(gave_up("rustc itself crashed on this file"))
            }
            End::Exited(_) | End::Signalled(_) if self.is_sound()? => Ok(gave_up("rustc itself crashed on this file")),
            End::Exited(_) | End::Signalled(_) => Err(Error::new(
                format!(
                    "rustc itself failed ({:?}) on {}: {}",
                    ended.end,
                    call.file.display(),
                    last_lines(&said)
                ),
                "If the disk is full, free some space. If rustc says that it is a bug, try another version (`rustup update`).",
            )),
        }
    }
}

/// What is said when rustc has nothing to say.
fn gave_up(what: &str) -> Compiled {
    Compiled::Refused(vec![Diagnostic {
        code: None,
        message: what.to_owned(),
        line: None,
        excerpt: None,
        rendered: format!("error: {what}\n"),
    }])
}

/// Whether an error is the machine's and not the program's: the disk is full, the linker is missing.
fn is_the_machines(diagnostic: &Diagnostic) -> bool {
    let text = &diagnostic.rendered;
    diagnostic.line.is_none()
        && (text.contains("os error")
            || text.contains("No space left")
            // The engines were built anew, or cleaned away, while this ran.
            || text.contains("extern location for")
            || text.contains("linking with")
            || text.contains("linker `"))
}

fn machine_trouble(found: &[Diagnostic]) -> Error {
    let said: Vec<&str> = found
        .iter()
        .flat_map(|error| error.rendered.lines())
        .filter(|line| !line.trim().is_empty() && line.len() < 500)
        .take(12)
        .collect();
    Error::new(
        format!("rustc could not do its work: {}", said.join("\n  ")),
        "If the disk is full or the target folder read-only, mend that (CARGO_TARGET_DIR names another folder). If the linker is missing, install a C compiler. If the engines were being built, run the command again.",
    )
}

fn equals(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(format!("{name}="));
    argument.push(path);
    argument
}

/// The errors among rustc's messages, one JSON object a line.
pub fn diagnostics(said: &str) -> Vec<Diagnostic> {
    #[derive(Deserialize)]
    struct Message {
        message: String,
        code: Option<Code>,
        level: String,
        spans: Vec<Span>,
        /// What rustc adds: "required because it appears within the type `Bank`".
        #[serde(default)]
        children: Vec<Note>,
        rendered: Option<String>,
    }
    #[derive(Deserialize)]
    struct Note {
        spans: Vec<Span>,
    }
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }
    #[derive(Deserialize)]
    struct Span {
        file_name: PathBuf,
        line_start: u32,
        is_primary: bool,
        text: Vec<Text>,
        expansion: Option<Box<Expansion>>,
    }
    #[derive(Deserialize)]
    struct Expansion {
        span: Span,
    }
    #[derive(Deserialize)]
    struct Text {
        text: String,
        highlight_start: usize,
        highlight_end: usize,
    }
    /// The place in the learner's file: an error inside a macro of std's is where the macro is called.
    fn in_answer(span: &Span) -> Option<&Span> {
        if span.file_name == Path::new("src/lib.rs") {
            return Some(span);
        }
        in_answer(&span.expansion.as_ref()?.span)
    }
    fn excerpt(span: &Span) -> Option<String> {
        let text = span.text.first()?;
        let length = text.highlight_end.checked_sub(text.highlight_start)?;
        Some(
            text.text
                .chars()
                .skip(text.highlight_start.checked_sub(1)?)
                .take(length)
                .collect(),
        )
    }
    said.lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        // "aborting due to 2 previous errors" has no place and says nothing new.
        .filter(|message| message.level.starts_with("error") && !message.message.starts_with("aborting due to"))
        .map(|message| {
            let primary = message.spans.iter().filter(|span| span.is_primary).find_map(in_answer);
            let beside = message.children.iter().flat_map(|note| &note.spans);
            let place = primary.or_else(|| message.spans.iter().chain(beside).find_map(in_answer));
            Diagnostic {
                code: message.code.map(|code| code.code),
                line: place.map(|span| span.line_start),
                excerpt: place.and_then(excerpt),
                rendered: message
                    .rendered
                    .unwrap_or_else(|| format!("error: {}\n", message.message)),
                message: message.message,
            }
        })
        .collect()
}

fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(5)..].join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_inside_a_macro_is_where_the_macro_is_called() {
        let noted = r#"{"message":"not Sync","code":{"code":"E0277"},"level":"error","spans":[{"file_name":"simulated.rs","line_start":9,"is_primary":true,"text":[],"expansion":null}],"children":[{"message":"within `Bank`","spans":[{"file_name":"src/lib.rs","line_start":4,"is_primary":true,"text":[],"expansion":null}]}],"rendered":"error: not Sync\n"}"#;
        assert_eq!(
            diagnostics(noted)[0].line,
            Some(4),
            "a note may name the learner's line"
        );
        let said = r#"{"message":"no such thing","code":{"code":"E0433"},"level":"error","spans":[{"file_name":"/std/macros.rs","line_start":7,"is_primary":true,"text":[],"expansion":{"span":{"file_name":"src/lib.rs","line_start":3,"is_primary":false,"text":[{"text":"    print!(foo);","highlight_start":5,"highlight_end":16}],"expansion":null}}}],"rendered":"error: no such thing\n"}
{"message":"aborting due to 1 previous error","code":null,"level":"error","spans":[],"rendered":"error: aborting\n"}
{"message":"unused","code":null,"level":"warning","spans":[],"rendered":"warning"}"#;
        let [diagnostic] = &diagnostics(said)[..] else {
            panic!("one error")
        };
        assert_eq!(
            (diagnostic.line, diagnostic.excerpt.as_deref()),
            (Some(3), Some("print!(foo)"))
        );
    }
}
