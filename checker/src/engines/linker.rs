//! How the linker is called. In: the compiler. Out: arguments for it that this machine's linker understands.
//!
//! rustc's own linker on Linux, lld, spreads over all processors, and for programs as small as a suite that takes longer than linking them:
//! 0.12 s instead of 0.02 s. Other linkers don't know that option, so it is tried once.

use crate::engines::ask;
use crate::process::Launch;
use crate::workspace::Workspace;
use std::path::Path;

const ONE_THREAD: &str = "link-arg=-Wl,--threads=1";

/// What to say to rustc whenever it links.
pub fn arguments(launcher: &dyn Launch, workspace: &Workspace, rustc: &Path) -> Vec<String> {
    let arguments = ["-C", ONE_THREAD];
    if cfg!(target_os = "linux") && links(launcher, workspace, rustc, &arguments).is_some() {
        arguments.map(str::to_owned).to_vec()
    } else {
        Vec::new()
    }
}

/// Whether a program can be linked that way. `None`: no.
fn links(launcher: &dyn Launch, workspace: &Workspace, rustc: &Path, arguments: &[&str]) -> Option<()> {
    let folder = tempfile::tempdir().ok()?;
    let source = folder.path().join("nothing.rs");
    std::fs::write(&source, "fn main() {}\n").ok()?;
    let (source, program) = (source.to_str()?, folder.path().join("nothing"));
    let all = [arguments, &[source, "-o", program.to_str()?]].concat();
    ask(launcher, workspace, rustc, &all).ok().map(|_| ())
}
