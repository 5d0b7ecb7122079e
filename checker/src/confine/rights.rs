//! Taking rights away from this very process, for good: limits, landlock, seccomp. Everything here survives `exec`.

use super::Needs;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, Scope,
};
use nix::sys::resource::{Resource, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, apply_filter,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Where a system keeps the libraries that programs are linked with when they start. Nobody's secrets are there.
const LIBRARIES: [&str; 13] = [
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libx32",
    "/usr/local/lib",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
];

/// What a compiler and a linker look at besides.
const TOOLS: [&str; 8] = [
    "/usr",
    "/bin",
    "/sbin",
    "/opt",
    "/etc/alternatives",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/dev/urandom",
];

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Limits of the system's own, behind those that the checker watches: they hold if the checker is gone.
pub fn limit(needs: &Needs) -> Result<(), String> {
    let set = |resource, most: u64| match setrlimit(resource, most, most) {
        // A stricter limit than ours is as good.
        Ok(()) | Err(nix::errno::Errno::EPERM) => Ok(()),
        Err(error) => Err(format!("setrlimit: {error}")),
    };
    no_core()?;
    set(Resource::RLIMIT_FSIZE, if needs.writes.is_some() { 1 << 30 } else { 0 })?;
    set(Resource::RLIMIT_NOFILE, if needs.starts { 1024 } else { 64 })?;
    // Seconds of all threads' processor time together.
    set(Resource::RLIMIT_CPU, 1200)
}

pub fn no_core() -> Result<(), String> {
    setrlimit(Resource::RLIMIT_CORE, 0, 0).map_err(|error| format!("setrlimit: {error}"))
}

/// Leaves no file but those that are needed, no TCP, and no signal or abstract socket to anybody outside. As far as the kernel can.
pub fn files(needs: &Needs, program: &Path) -> Result<(), String> {
    let abi = ABI::V6;
    let read = AccessFs::from_read(abi);
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(abi)))
        .and_then(|ruleset| ruleset.scope(Scope::from_all(abi)))
        .and_then(Ruleset::create)
        .map_err(text)?;
    let mut ruleset = allow(ruleset, program, read)?;
    for path in LIBRARIES {
        ruleset = allow(ruleset, Path::new(path), read)?;
    }
    if needs.starts {
        for path in TOOLS {
            ruleset = allow(ruleset, Path::new(path), read)?;
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        for folder in std::env::split_paths(&path).filter(|folder| folder.is_absolute()) {
            ruleset = allow(ruleset, &folder, read)?;
        }
        let device = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;
        ruleset = allow(ruleset, Path::new("/dev/null"), device)?;
    }
    for path in &needs.reads {
        ruleset = allow(ruleset, path, read)?;
    }
    if let Some(folder) = &needs.writes {
        let special = AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::MakeFifo | AccessFs::MakeSock;
        ruleset = allow(ruleset, folder, AccessFs::from_all(abi) & !special)?;
    }
    // Whether it is enforced is found out by trying, see `probe`.
    ruleset.restrict_self().map(drop).map_err(text)
}

fn allow(ruleset: RulesetCreated, path: &Path, access: BitFlags<AccessFs>) -> Result<RulesetCreated, String> {
    // What isn't there needs no permission.
    let Ok(file) = PathFd::new(path) else {
        return Ok(ruleset);
    };
    let access = if path.is_dir() {
        access
    } else {
        access & AccessFs::from_file(ABI::V6)
    };
    ruleset
        .add_rule(PathBeneath::new(file, access))
        .map_err(|error| format!("{}: {error}", path.display()))
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Takes system calls away: other processes', the network's, and those that make or administer systems.
pub fn calls(needs: &Needs) -> Result<(), String> {
    let Ok(architecture) = TargetArch::try_from(std::env::consts::ARCH) else {
        // Landlock and the namespaces are there all the same; `probe` finds out what that leaves possible.
        return Ok(());
    };
    let rules = if needs.starts { for_tools()? } else { for_programs()? };
    let denied = apply(rules, libc::EPERM, architecture)?;
    apply_filter(&denied).map_err(text)?;
    if !needs.starts {
        // Its flags are in memory, where a filter cannot look. Libraries fall back to `clone` if the kernel doesn't have it.
        let absent = apply(
            BTreeMap::from([(libc::SYS_clone3, Vec::new())]),
            libc::ENOSYS,
            architecture,
        )?;
        apply_filter(&absent).map_err(text)?;
    }
    Ok(())
}

fn apply(rules: Rules, error: i32, architecture: TargetArch) -> Result<BpfProgram, String> {
    SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(error as u32),
        architecture,
    )
    .and_then(TryInto::try_into)
    .map_err(text)
}

/// What neither a compiler nor a program needs.
const NOBODYS: [i64; 24] = [
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_setns,
    libc::SYS_unshare,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_open_by_handle_at,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
];

fn for_tools() -> Result<Rules, String> {
    let mut rules: Rules = NOBODYS.iter().map(|&call| (call, Vec::new())).collect();
    // gcc and make talk to themselves through Unix sockets at most.
    rules.insert(libc::SYS_socket, vec![unless_equal(0, libc::AF_UNIX as u64)?]);
    Ok(rules)
}

fn for_programs() -> Result<Rules, String> {
    let mut rules: Rules = NOBODYS.iter().map(|&call| (call, Vec::new())).collect();
    for call in [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_kill,
        libc::SYS_tkill,
        libc::SYS_rt_sigqueueinfo,
        libc::SYS_rt_tgsigqueueinfo,
        libc::SYS_setsid,
        libc::SYS_setpgid,
        libc::SYS_memfd_create,
        libc::SYS_execveat,
    ] {
        rules.insert(call, Vec::new());
    }
    #[cfg(target_arch = "x86_64")]
    for call in [libc::SYS_fork, libc::SYS_vfork] {
        rules.insert(call, Vec::new());
    }
    // A thread, but no process.
    let thread = SeccompCmpOp::MaskedEq(libc::CLONE_THREAD as u64);
    let process = SeccompCondition::new(0, SeccompCmpArgLen::Qword, thread, 0).map_err(text)?;
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![process]).map_err(text)?]);
    // `abort` sends a signal to its own thread. This process will be the program, so the id is right.
    rules.insert(libc::SYS_tgkill, vec![unless_equal(0, u64::from(std::process::id()))?]);
    Ok(rules)
}

fn unless_equal(argument: u8, value: u64) -> Result<SeccompRule, String> {
    let other = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, value).map_err(text)?;
    SeccompRule::new(vec![other]).map_err(text)
}
