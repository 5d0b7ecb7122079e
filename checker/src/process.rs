//! Starting processes, within limits. In: an [`Invocation`]. Out: how the process ended and what it wrote.
//!
//! Everything that the checker starts goes through [`Launch`], so that the stages above can be tested without processes. A
//! process gets a group (on Windows: a job) of its own, and when a limit is passed the whole group is killed.

mod attending;
#[cfg(target_os = "linux")]
pub mod descendants;
mod running;
mod usage;

#[cfg(unix)]
pub use running::end_all;
pub use running::{Running, is_ending, wait_for_all};

use crate::confine::Needs;
use crate::error::Error;
use attending::{Heard, attend, listen};
use process_wrap::std::{ChildWrapper, CommandWrap};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;
use std::time::Duration;

/// What to start.
#[derive(Debug, Clone)]
pub struct Invocation {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    pub directory: PathBuf,
    /// Whether the process sees the checker's own environment. Learners' programs don't.
    pub inherits_environment: bool,
    /// What the process finds on its standard input.
    pub input: Vec<u8>,
    pub limits: Limits,
    /// Lines of standard output that begin with this are a sign of life. Without it, nothing is.
    pub pulse: Option<String>,
    /// What it must be able to do, where it is confined. `None`: it is trusted.
    pub needs: Option<Needs>,
    /// Set by whoever has no use for the result any more.
    pub cancelled: Arc<AtomicBool>,
}

/// What a process may use up.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the start to the end. As in `silence`, the time in which it was ready to run and others had the processors isn't counted, where
    /// that is known.
    pub wall: Duration,
    /// Between two signs of life, of the clock on the wall and of the processor's.
    pub silence: Duration,
    pub busy_silence: Duration,
    /// Resident memory in bytes, and threads; known on Linux only.
    pub memory: u64,
    pub threads: u64,
    /// Bytes on standard output; more is a flood.
    pub stdout: usize,
    /// Bytes of standard error that are kept; more is dropped, and very much more is a flood.
    pub stderr: usize,
}

/// Which limit a process has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Wall,
    Silence,
    BusySilence,
    Memory,
    Threads,
    Output,
    Cancelled,
}

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Exited(i32),
    /// By a signal, on Unix.
    #[cfg_attr(not(unix), allow(dead_code, reason = "there are no signals"))]
    Signalled(i32),
    /// By the checker.
    Stopped(Stop),
}

/// A process that is over.
#[derive(Debug, Clone)]
pub struct Ended {
    pub end: End,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

/// Something that can run a process to its end.
pub trait Launch: Sync {
    /// `hear` gets the lines of standard output that are a sign of life, each as it comes.
    fn launch_and_hear(&self, invocation: &Invocation, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error>;

    fn launch(&self, invocation: &Invocation) -> Result<Ended, Error> {
        self.launch_and_hear(invocation, &mut |_| {})
    }
}

/// The operating system.
pub struct System;

impl Launch for System {
    fn launch_and_hear(&self, invocation: &Invocation, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error> {
        let mut command = CommandWrap::with_new(&invocation.program, |command| {
            command
                .args(&invocation.arguments)
                .current_dir(&invocation.directory)
                .stdin(if invocation.input.is_empty() {
                    Stdio::null()
                } else {
                    Stdio::piped()
                })
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            if invocation.inherits_environment {
                command.env_remove("RUSTC_BOOTSTRAP");
            } else {
                command.env_clear().env("RUST_BACKTRACE", "0");
                // Windows cannot load its own libraries without this one.
                if let Some(root) = std::env::var_os("SystemRoot") {
                    command.env("SystemRoot", root);
                }
            }
        });
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        let _running = Running::begin();
        let mut child = spawn(&mut command, invocation)?;
        let (sender, receiver) = channel();
        if let Some(mut stdin) = child.stdin().take() {
            let input = invocation.input.clone();
            // A process that ends without reading its input is not an error here: its missing answer is what counts.
            std::thread::spawn(move || drop(stdin.write_all(&input)));
        }
        if let Some(stdout) = child.stdout().take() {
            listen(stdout, sender.clone(), Heard::Output);
        }
        if let Some(stderr) = child.stderr().take() {
            listen(stderr, sender, Heard::Errors);
        }
        attend(&mut *child, &receiver, invocation, hear).map_err(|error| {
            Error::new(
                format!("lost track of the process {}: {error}", invocation.program.display()),
                "Run the command again.",
            )
        })
    }
}

/// Starts the process. A busy system may refuse that for a moment, and a verdict is not to depend on it.
fn spawn(command: &mut CommandWrap, invocation: &Invocation) -> Result<Box<dyn ChildWrapper>, Error> {
    let mut pauses = [50, 200, 1000].map(Duration::from_millis).into_iter();
    loop {
        let error = match command.spawn() {
            Ok(child) => return Ok(child),
            Err(error) => error,
        };
        if !invocation.directory.is_dir() {
            let folder = invocation.directory.display();
            return Err(Error::new(
                format!("the folder {folder} is gone: {error}"),
                "Don't clean the target folder while the checker runs; run the command again.",
            ));
        }
        match pauses.next().filter(|_| invocation.program.exists()) {
            Some(pause) => std::thread::sleep(pause),
            None => return Err(Error::starting(&invocation.program.display().to_string(), &error)),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::sync::atomic::Ordering;
    use std::time::Instant;

    fn run(script: &str, change: impl FnOnce(&mut Invocation)) -> Ended {
        let mut invocation = invocation(script);
        change(&mut invocation);
        System.launch(&invocation).unwrap()
    }

    fn invocation(script: &str) -> Invocation {
        Invocation {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            directory: std::env::temp_dir(),
            inherits_environment: true,
            input: Vec::new(),
            limits: Limits {
                wall: Duration::from_secs(20),
                silence: Duration::from_secs(20),
                busy_silence: Duration::from_secs(20),
                memory: 1 << 30,
                threads: 100,
                stdout: 1000,
                stderr: 10,
            },
            pulse: None,
            needs: None,
            cancelled: Arc::default(),
        }
    }

    #[test]
    fn input_output_and_status_pass_through() {
        let ended = run("cat; echo a long complaint >&2; exit 3", |invocation| {
            invocation.input = b"hello".to_vec()
        });
        assert_eq!(
            (ended.end, &*ended.stdout, &*ended.stderr),
            (End::Exited(3), &b"hello"[..], &b"a long com"[..])
        );
    }

    #[test]
    fn a_program_that_cannot_start_for_a_moment_starts_after_it() {
        use std::os::unix::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("program");
        let mut open = std::fs::OpenOptions::new();
        let mut file = open.write(true).create(true).mode(0o755).open(&program).unwrap();
        file.write_all(b"#!/bin/sh\necho started\n").unwrap();
        // The system starts nothing that somebody writes to.
        let writer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            drop(file);
        });
        let ended = run("", |invocation| invocation.program = program);
        assert_eq!(ended.stdout, b"started\n");
        writer.join().unwrap();
    }

    #[test]
    fn a_folder_that_is_gone_is_told_from_a_program_that_is() {
        let what = |change: fn(&mut Invocation)| {
            let mut invocation = invocation("");
            change(&mut invocation);
            System.launch(&invocation).err().unwrap().what
        };
        let folder = what(|invocation| invocation.directory = "/no such folder".into());
        let program = what(|invocation| invocation.program = "/no such program".into());
        assert!(folder.starts_with("the folder /no such folder is gone"), "{folder}");
        assert!(program.starts_with("cannot start /no such program"), "{program}");
    }

    #[test]
    fn a_signal_is_told_from_an_exit() {
        assert_eq!(run("kill -ABRT $$", |_| {}).end, End::Signalled(6));
    }

    #[test]
    fn a_flood_of_output_is_stopped() {
        assert_eq!(
            run("while :; do echo flood; done", |_| {}).end,
            End::Stopped(Stop::Output)
        );
    }

    /// Which of the two is seen first, the flood or the end, is chance on a busy machine.
    #[test]
    fn a_flood_is_one_also_if_the_process_has_ended_before_anybody_looks() {
        let script = "echo me first; sleep 0.1; for i in 1 2 3 4 5 6 7 8 9; do echo me 345678901234567890; done";
        let heard_with = |room: usize| {
            let mut invocation = invocation(script);
            invocation.pulse = Some("me ".to_owned());
            invocation.limits.stdout = room;
            let mut heard = 0;
            let ended = System.launch_and_hear(&invocation, &mut |_| {
                heard += 1;
                if heard == 1 {
                    std::thread::sleep(Duration::from_millis(600));
                }
            });
            let ended = ended.unwrap();
            (ended.end, ended.stdout.len(), heard)
        };
        assert_eq!(heard_with(207), (End::Exited(0), 207, 10));
        assert_eq!(heard_with(150), (End::Stopped(Stop::Output), 150, 7));
    }

    #[test]
    fn a_flood_of_complaints_is_stopped_when_it_is_much_more_than_is_kept() {
        let flood = "yes complaint | head -c 2000000 >&2";
        assert_eq!(run(flood, |_| {}).end, End::Stopped(Stop::Output));
        let patient = run(flood, |invocation| invocation.limits.stderr = 10_000);
        assert_eq!((patient.end, patient.stderr.len()), (End::Exited(0), 10_000));
    }

    #[test]
    fn whoever_closes_the_output_is_still_watched() {
        let ended = run("exec >&- 2>&-; sleep 30", |invocation| {
            invocation.limits.wall = Duration::from_millis(200)
        });
        assert_eq!(ended.end, End::Stopped(Stop::Wall));
    }

    /// Others have the processors for most of the time, and the program isn't to blame.
    #[test]
    #[cfg(target_os = "linux")]
    fn time_in_which_others_have_the_processors_is_not_counted() {
        if !std::path::Path::new("/proc/self/schedstat").exists() {
            return;
        }
        let spin =
            "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do timeout 20 sh -c 'while :; do :; done' & done; wait";
        let crowd = invocation(spin);
        let enough = Arc::clone(&crowd.cancelled);
        std::thread::scope(|scope| {
            scope.spawn(|| System.launch(&crowd));
            let work = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done; echo done";
            let start = Instant::now();
            let ended = run(work, |invocation| invocation.limits.wall = Duration::from_millis(1500));
            enough.store(true, Ordering::Release);
            assert_eq!(
                (ended.end, &*ended.stdout),
                (End::Exited(0), &b"done\n"[..]),
                "{:?}",
                start.elapsed()
            );
        });
    }

    #[test]
    fn signs_of_life_are_heard_as_they_come() {
        let mut heard = Vec::new();
        let start = Instant::now();
        let mut invocation = invocation("echo me 1; echo you; sleep 2; printf 'me 2\\nme 3'");
        invocation.pulse = Some("me ".to_owned());
        let ended = System.launch_and_hear(&invocation, &mut |line| {
            heard.push((String::from_utf8_lossy(line).into_owned(), start.elapsed()));
        });
        let ended_at = start.elapsed();
        assert_eq!(ended.unwrap().end, End::Exited(0));
        let lines: Vec<&str> = heard.iter().map(|(line, _)| line.as_str()).collect();
        assert_eq!(lines, ["me 1", "me 2"], "the last line is not whole");
        assert!(ended_at - heard[0].1 > Duration::from_millis(1500), "{heard:?}");
    }

    #[test]
    fn whoever_is_called_off_ends_at_once_with_all_that_it_has_started() {
        let flag = Arc::new(AtomicBool::new(false));
        let mut invocation = invocation("sleep 300 & echo me $!; sleep 300");
        invocation.pulse = Some("me ".to_owned());
        invocation.limits.silence = Duration::from_secs(300);
        invocation.limits.wall = Duration::from_secs(300);
        invocation.cancelled = Arc::clone(&flag);
        let mut grandchild = String::new();
        let mut called_off = None;
        let ended = System.launch_and_hear(&invocation, &mut |line| {
            grandchild = String::from_utf8_lossy(line).replace("me ", "");
            flag.store(true, Ordering::Release);
            called_off = Some(Instant::now());
        });
        assert_eq!(ended.unwrap().end, End::Stopped(Stop::Cancelled));
        // Generous: the machine may be busy. Without a kill of the group, the pipe would be open for five minutes.
        assert!(called_off.unwrap().elapsed() < Duration::from_secs(20));
        let alive = || {
            let asked = std::process::Command::new("kill")
                .args(["-0", &grandchild])
                .stderr(Stdio::null())
                .status();
            asked.is_ok_and(|status| status.success())
        };
        let start = Instant::now();
        // Whoever adopts it may take a moment to notice its end.
        while alive() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(!alive(), "{grandchild} goes on");
    }

    #[test]
    fn only_lines_with_the_pulse_are_signs_of_life() {
        // Long enough that a busy machine is not taken for silence.
        let script = "for i in 1 2 3 4 5 6; do echo PULSE $i; sleep 0.5; done";
        let change = |pulse: &'static str| {
            move |invocation: &mut Invocation| {
                invocation.pulse = Some(pulse.to_owned());
                invocation.limits.silence = Duration::from_secs(2);
            }
        };
        assert_eq!(run(&script.replace("PULSE", "me"), change("me")).end, End::Exited(0));
        assert_eq!(
            run(&script.replace("PULSE", "you"), change("me")).end,
            End::Stopped(Stop::Silence)
        );
    }

    #[test]
    fn a_grandchild_that_keeps_the_pipe_does_not_hold_up_the_end() {
        let start = Instant::now();
        let ended = run("sleep 30 & echo done", |_| {});
        assert_eq!((ended.end, &*ended.stdout), (End::Exited(0), &b"done\n"[..]));
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}
