//! The launcher's three processes. In: an [`Order`] and a command. Out: the command's own end, by exit status or signal.

use super::{CANNOT, Namespaces, Order, Stage, rights};
use crate::process::descendants;
use nix::sched::{CloneFlags, unshare};
use nix::sys::prctl;
use nix::sys::signal::{Signal, raise};
use nix::unistd::{getgid, getuid};
use std::ffi::OsString;
use std::io::Read;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};

const SELF: &str = "/proc/self/exe";

/// What a program that is started by others needs to know of the world: where programs and their libraries are.
const ENVIRONMENT: [&str; 8] = [
    "PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "LIBRARY_PATH",
    "LANG",
    "LC_ALL",
    "NIX_LDFLAGS",
    "RUST_BACKTRACE",
];

pub fn run(stage: Stage, order: &str, command: &[OsString]) -> u8 {
    if stage == Stage::Init {
        return init();
    }
    let order: Order = match serde_json::from_str(order) {
        Ok(order) => order,
        Err(error) => {
            crate::aside::say(format_args!("this is for the checker itself: {error}"));
            return CANNOT as u8;
        }
    };
    let done = match stage {
        Stage::Outer => outer(&order, command),
        Stage::Inner | Stage::Init => inner(&order, command),
    };
    match done {
        Ok(status) => mirror(status),
        Err(error) => {
            crate::aside::say(format_args!("{} {error}", order.token));
            CANNOT as u8
        }
    }
}

fn outer(order: &Order, command: &[OsString]) -> Result<ExitStatus, String> {
    // If the checker dies, all of this does.
    prctl::set_pdeathsig(Signal::SIGKILL).map_err(|error| format!("prctl: {error}"))?;
    let init = match order.namespaces {
        Namespaces::None => {
            // Orphans come to this process, so that it can end them.
            prctl::set_child_subreaper(true).map_err(|error| format!("prctl: {error}"))?;
            None
        }
        Namespaces::OfRoot => Some(namespace(CloneFlags::empty())?),
        Namespaces::OfUser => Some(namespace(CloneFlags::CLONE_NEWUSER)?),
    };
    let mut inner = Command::new(SELF);
    inner
        .args(["dev", "confined-inner"])
        .arg(json(order)?)
        .arg("--")
        .args(command);
    if let Some(folder) = &order.needs.writes {
        let kept = ENVIRONMENT
            .iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?)));
        let kept: Vec<_> = kept.collect();
        inner.env_clear().envs(kept).env("TMPDIR", folder.join("tmp"));
    }
    let mut inner = inner.spawn().map_err(|error| format!("{SELF}: {error}"))?;
    let status = inner.wait().map_err(|error| format!("wait: {error}"))?;
    match init {
        // With the first process of the namespace all others in it end, and it is over only when they are.
        Some(mut init) => {
            drop(init.stdin.take());
            init.wait().map_err(|error| format!("wait: {error}"))?;
        }
        None => descendants::end_all(std::process::id()),
    }
    Ok(status)
}

fn json(order: &Order) -> Result<String, String> {
    serde_json::to_string(order).map_err(|error| error.to_string())
}

/// Makes namespaces for the processes that are started from now on, with their first process.
fn namespace(user: CloneFlags) -> Result<Child, String> {
    let (uid, gid) = (getuid(), getgid());
    let apart =
        CloneFlags::CLONE_NEWPID | CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWIPC | CloneFlags::CLONE_NEWUTS;
    unshare(user | apart).map_err(|error| format!("unshare: {error}"))?;
    if !user.is_empty() {
        for (file, text) in [
            ("setgroups", "deny".to_owned()),
            ("uid_map", format!("{uid} {uid} 1")),
            ("gid_map", format!("{gid} {gid} 1")),
        ] {
            std::fs::write(format!("/proc/self/{file}"), text).map_err(|error| format!("{file}: {error}"))?;
        }
    }
    Command::new(SELF)
        .args(["dev", "confined-init"])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("the first process of a namespace: {error}"))
}

/// Lives as long as whoever holds the other end of its standard input.
fn init() -> u8 {
    let _ = prctl::set_pdeathsig(Signal::SIGKILL);
    let mut rest = Vec::new();
    // An error means that there is nobody at the other end either.
    let _ = std::io::stdin().read_to_end(&mut rest);
    0
}

fn inner(order: &Order, command: &[OsString]) -> Result<ExitStatus, String> {
    prctl::set_pdeathsig(Signal::SIGKILL).map_err(|error| format!("prctl: {error}"))?;
    // If memory runs out, this process is the one to go. Some systems don't have it.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    let [program, arguments @ ..] = command else {
        return Err("there is no program".to_owned());
    };
    rights::limit(&order.needs)?;
    rights::files(&order.needs, program.as_ref())?;
    // Whatever is said about the ruleset: this counts.
    if order.files_must_be_out_of_reach && std::fs::File::open("/proc/self/status").is_ok() {
        return Err("landlock is not enforced".to_owned());
    }
    rights::calls(&order.needs)?;
    let failed = Command::new(program).args(arguments).exec();
    Err(format!("{}: {failed}", program.to_string_lossy()))
}

/// Ends like the program.
fn mirror(status: ExitStatus) -> u8 {
    if let Some(signal) = status.signal() {
        let _ = rights::no_core();
        if let Ok(signal) = Signal::try_from(signal) {
            // Rust's own handler for the stack's end takes the first one and removes itself.
            let _ = raise(signal);
            let _ = raise(signal);
        }
        return 128_u8.saturating_add(signal as u8);
    }
    status.code().unwrap_or(CANNOT) as u8
}
