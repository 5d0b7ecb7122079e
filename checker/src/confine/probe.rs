//! What this system really keeps a confined process from. In: a launcher. Out: a [`Sandbox`], from attempts at what must not be possible.

use super::{Namespaces, Needs, Order, confined};
use crate::cli::Confinement;
use crate::error::Error;
use crate::process::{End, Invocation, Launch, Limits};
use serde::{Deserialize, Serialize};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// What confinement was seen to achieve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sandbox {
    /// How to confine. `None`: not at all.
    pub namespaces: Option<Namespaces>,
    /// No other file can be read, written or listed.
    pub files: bool,
    pub network: bool,
    /// A program cannot start another one.
    pub processes: bool,
}

/// What an attempt managed to do.
#[derive(Debug, Serialize, Deserialize)]
struct Managed {
    read: bool,
    listed: bool,
    wrote: bool,
    connected: bool,
    started: bool,
}

impl Sandbox {
    /// For systems that cannot confine, and for whoever trusts the code.
    pub const NONE: Sandbox = Sandbox {
        namespaces: None,
        files: false,
        network: false,
        processes: false,
    };

    /// Tries everything that must not be possible, in the best namespaces that this system allows.
    ///
    /// # Errors
    /// If not even the preparations could be made: no temporary file, no port.
    pub fn probe(launcher: &dyn Launch) -> Result<Sandbox, Error> {
        if !cfg!(target_os = "linux") {
            return Ok(Sandbox::NONE);
        }
        for namespaces in [Namespaces::OfUser, Namespaces::OfRoot, Namespaces::None] {
            // What cannot be made is an error of the launcher's, and the next best is tried.
            if let Some(managed) = attempts(launcher, namespaces)? {
                return Ok(Sandbox {
                    namespaces: Some(namespaces),
                    files: !managed.read && !managed.listed && !managed.wrote,
                    network: !managed.connected,
                    processes: !managed.started,
                });
            }
        }
        Ok(Sandbox::NONE)
    }

    /// What `grade` confines submissions with. Says on standard error what is missing.
    ///
    /// # Errors
    /// If something is missing that is required.
    pub fn for_grading(launcher: &dyn Launch, wanted: Confinement) -> Result<Sandbox, Error> {
        if wanted == Confinement::Unwanted {
            return Ok(Sandbox::NONE);
        }
        let sandbox = Sandbox::probe(launcher)?;
        match sandbox.warning() {
            Some(gaps) if wanted == Confinement::Required => Err(Error::new(
                gaps,
                "Grade on Linux 5.13 or later with landlock switched on, outside of a container that forbids it; or without --require-sandbox.",
            )),
            Some(gaps) => {
                crate::aside::say(format_args!("note: {gaps}; `checker dev sandbox` shows more"));
                Ok(sandbox)
            }
            None => Ok(sandbox),
        }
    }

    /// What a submission could do here that it must not.
    pub fn gaps(&self) -> Vec<&'static str> {
        let gaps = [
            (self.files, "read or change other files"),
            (self.network, "use the network"),
            (self.processes, "start processes"),
        ];
        gaps.iter().filter(|(closed, _)| !closed).map(|(_, gap)| *gap).collect()
    }

    /// One sentence for whoever grades, if there is something to tell.
    pub fn warning(&self) -> Option<String> {
        let gaps = self.gaps();
        let (last, others) = gaps.split_last()?;
        let gaps = match others {
            [] => (*last).to_owned(),
            _ => format!("{} and {last}", others.join(", ")),
        };
        Some(format!(
            "this system cannot keep a submission from everything: code that gets past the checks of the source could {gaps}"
        ))
    }

    /// Each protection and whether it holds, for `dev sandbox`.
    pub fn table(&self) -> Vec<(&'static str, bool)> {
        vec![
            ("other files cannot be read, listed or written", self.files),
            ("no network", self.network),
            ("a program cannot start another one", self.processes),
            (
                "a PID namespace of its own",
                matches!(self.namespaces, Some(Namespaces::OfUser | Namespaces::OfRoot)),
            ),
        ]
    }
}

/// Lets a confined process try its best. `None`: it could not be started this way.
fn attempts(launcher: &dyn Launch, namespaces: Namespaces) -> Result<Option<Managed>, Error> {
    let trouble = |error: std::io::Error| {
        Error::new(
            format!("what confinement does cannot be tried out: {error}"),
            "Check that there is room for temporary files.",
        )
    };
    let secret = tempfile::tempdir().map_err(trouble)?;
    std::fs::write(secret.path().join("secret"), "nobody may read this").map_err(trouble)?;
    // Where not even the checker has a network, nobody else has.
    let listener = TcpListener::bind("127.0.0.1:0").ok();
    let place = listener.as_ref().and_then(|listener| listener.local_addr().ok());
    let port = place.map_or(1, |place| place.port());
    let own = std::env::current_exe().map_err(trouble)?;
    let order = Order {
        needs: Needs {
            reads: vec![own.clone()],
            ..Needs::default()
        },
        namespaces,
        token: crate::evidence::nonce()?,
        files_must_be_out_of_reach: false,
    };
    let arguments = [
        "dev".into(),
        "attempt".into(),
        secret.path().into(),
        port.to_string().into(),
    ];
    let invocation = Invocation {
        program: own,
        arguments: arguments.into(),
        directory: PathBuf::from("/"),
        inherits_environment: false,
        input: Vec::new(),
        limits: Limits {
            wall: Duration::from_secs(30),
            silence: Duration::from_secs(30),
            busy_silence: Duration::from_secs(30),
            memory: 1 << 30,
            threads: 100,
            stdout: 1 << 16,
            stderr: 1 << 16,
        },
        pulse: None,
        needs: None,
        cancelled: Arc::default(),
    };
    Ok(match confined(launcher, invocation, &order, &mut |_| {}) {
        Ok(ended) if ended.end == End::Exited(0) => serde_json::from_slice(&ended.stdout).ok(),
        Ok(_) | Err(_) => None,
    })
}

/// Tries what must not be possible, and says on standard output what was.
pub fn attempt(folder: &Path, port: u16) -> String {
    let secret = folder.join("secret");
    let managed = Managed {
        read: std::fs::read(&secret).is_ok()
            || std::fs::read("/proc/self/mem").is_ok()
            || std::fs::read("/etc/passwd").is_ok(),
        listed: std::fs::read_dir(folder).is_ok() || std::fs::read_dir("/proc").is_ok(),
        // Not a byte: the limit on the size of files would end this process.
        wrote: std::fs::File::create(folder.join("more")).is_ok() || std::fs::remove_file(&secret).is_ok(),
        connected: TcpStream::connect(("127.0.0.1", port)).is_ok(),
        // What it says must not come between, and /dev/null cannot be opened here.
        started: Command::new("/proc/self/exe")
            .arg("--version")
            .stdin(Stdio::inherit())
            .output()
            .is_ok(),
    };
    serde_json::to_string(&managed).unwrap_or_default()
}
