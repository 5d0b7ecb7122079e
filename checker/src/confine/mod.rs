//! Confinement: what a process that runs or compiles a stranger's code may do. In: an [`Invocation`] that says what it [`Needs`]. Out: the
//! same, through a launcher that takes everything else away first.
//!
//! # Why a pass can be trusted
//!
//! The suite is linked with the answer, so the code under test runs in the process that reports on it. What stands between the two:
//!
//! 1. **Safe Rust.** [`crate::forbid`] refuses `unsafe`, attributes that place symbols or run before main, other files and other
//!    crates, among the tokens, so that no macro hides them. What is left cannot read memory that it was not given, and nothing of it
//!    runs before the harness has read its plan. So the nonce, which comes on standard input and is kept in the harness's memory only
//!    (never in the environment, the arguments or a file), is out of reach, and without it no record is written.
//! 2. **No way to the system.** A stand-in has no `fs`, `net`, `os`, `process::Command`, and its `stdout` is a buffer: there is no
//!    `/proc/self/mem` to read the nonce from, no `/proc/self/fd/1` to write to, and no process to start, whatever macro puts
//!    the path together. An answer that passes in the stand-in worlds has none of it in the real one either.
//! 3. **Confinement** (this module), for what the first two have missed: a hole in rustc, or one of ours. Landlock leaves a program no file but
//!    its own binary and the system's libraries, and nothing to write to; seccomp leaves it no socket, no second process and no
//!    signal to others; a PID namespace ends with everything in it; namespaces of their own hide the network and other processes.
//! 4. **Records instead of signs.** A check passes by a record with the nonce, a program by one that its own `main` writes after the
//!    given one has returned. An exit status, printed text or silence is never a pass.
//!
//! What remains: the holes in the soundness of safe Rust that are known (rust-lang/rust#25860 and its like) would let code read
//! the nonce in its own process. The published forms of them are refused by their tokens; whoever finds another deserves the points.
//!
//! # How
//!
//! The checker starts itself (`dev confined`), and that process makes the namespaces, an init for them, and a second one that
//! takes the rights away from itself and then becomes the program. Rights can only be taken away from oneself, and doing that between
//! fork and exec would need `unsafe`. [`probe`] tries what must not be possible, once for each run of `grade`, because a kernel that
//! accepts a ruleset is not yet one that enforces it.

#[cfg(target_os = "linux")]
mod launcher;
mod probe;
#[cfg(target_os = "linux")]
mod rights;

pub use probe::{Sandbox, attempt};

use crate::error::Error;
use crate::process::{End, Ended, Invocation, Launch};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// What a process cannot do its work without. Everything else is taken away where it is confined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Files and folders, with all that is in them, to read and to start programs from.
    pub reads: Vec<PathBuf>,
    /// A folder to write in.
    pub writes: Option<PathBuf>,
    /// Whether it starts other programs, as rustc starts the linker.
    pub starts: bool,
}

/// Which namespaces of its own a process gets, as far as the system lets us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Namespaces {
    /// PID, network and others, below a user namespace. Anybody may, on most systems.
    OfUser,
    /// The same without a user namespace: for root.
    OfRoot,
    None,
}

/// What the launcher is told, as JSON in its arguments.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    needs: Needs,
    namespaces: Namespaces,
    /// Stands before what the launcher itself has to complain about, so that nobody else's words are taken for it.
    token: String,
    /// Whether the program may not start unless no other file can be read.
    files_must_be_out_of_reach: bool,
}

/// The exit status of a launcher that could not do its work.
const CANNOT: i32 = 125;

/// Starts processes like `inner`, confined where they say what they need and the system can.
pub struct Guarded<'a> {
    pub inner: &'a dyn Launch,
    pub sandbox: Sandbox,
    /// The most processor time that a process of a submission's may take without a sign of life.
    pub most: Option<Duration>,
}

impl Launch for Guarded<'_> {
    fn launch_and_hear(&self, invocation: &Invocation, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error> {
        let Some(needs) = &invocation.needs else {
            return self.inner.launch_and_hear(invocation, hear);
        };
        let mut invocation = invocation.clone();
        if let Some(most) = self.most {
            let limits = &mut invocation.limits;
            limits.busy_silence = limits.busy_silence.min(most);
            // The clock on the wall runs on a busy machine too, when a process gets nowhere through no fault of its own; and
            // no compiler just waits.
            if !needs.starts {
                limits.wall = limits.wall.min(most * 6);
                limits.silence = limits.silence.min(most * 6);
            }
        }
        match self.sandbox.namespaces {
            Some(namespaces) => {
                let order = Order {
                    needs: needs.clone(),
                    namespaces,
                    token: crate::evidence::nonce()?,
                    files_must_be_out_of_reach: self.sandbox.files,
                };
                confined(self.inner, invocation, &order, hear)
            }
            None => self.inner.launch_and_hear(&invocation, hear),
        }
    }
}

/// Starts the launcher instead of the program.
fn confined(
    inner: &dyn Launch,
    mut invocation: Invocation,
    order: &Order,
    hear: &mut dyn FnMut(&[u8]),
) -> Result<Ended, Error> {
    let told = serde_json::to_string(order).map_err(|error| {
        Error::new(
            format!("a path cannot be passed on: {error}"),
            "Move the workspace to a folder whose name is plain Unicode.",
        )
    })?;
    let program = std::mem::replace(&mut invocation.program, "/proc/self/exe".into());
    let mut arguments: Vec<OsString> = vec![
        "dev".into(),
        "confined".into(),
        told.into(),
        "--".into(),
        program.into(),
    ];
    arguments.append(&mut invocation.arguments);
    invocation.arguments = arguments;
    invocation.limits.stderr += 1 << 10;
    let ended = inner.launch_and_hear(&invocation, hear)?;
    let said = String::from_utf8_lossy(&ended.stderr);
    match said.lines().find_map(|line| line.strip_prefix(&order.token)) {
        Some(what) if ended.end == End::Exited(CANNOT) => Err(Error::new(
            format!("a process could not be confined: {}", what.trim()),
            "`checker dev sandbox` says what this system can do.",
        )),
        _ => Ok(ended),
    }
}

/// Which of the launcher's processes this one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Makes the namespaces, waits for the program and ends as it ended.
    Outer,
    /// The first process of a PID namespace.
    Init,
    /// Takes its own rights away and becomes the program.
    Inner,
}

/// If this process is one of the launcher's, by its arguments (`checker dev confined ORDER -- PROGRAM ARGUMENTS…`): does its part
/// of the order. Out: the exit status that it leads to.
pub fn stage(mut arguments: impl Iterator<Item = OsString>) -> Option<u8> {
    if arguments.nth(1)? != "dev" {
        return None;
    }
    let stage = match arguments.next()?.to_str()? {
        "confined" => Stage::Outer,
        "confined-inner" => Stage::Inner,
        "confined-init" => Stage::Init,
        _ => return None,
    };
    let order = arguments.next().unwrap_or_default();
    let command: Vec<OsString> = arguments.skip(1).collect();
    Some(run(stage, &order.to_string_lossy(), &command))
}

#[cfg(target_os = "linux")]
use launcher::run;

#[cfg(not(target_os = "linux"))]
fn run(_: Stage, _: &str, _: &[OsString]) -> u8 {
    crate::aside::say("this system cannot confine processes");
    CANNOT as u8
}
