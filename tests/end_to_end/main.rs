//! The tests of the checker as a program, one file a part of it. They are one binary, because each binary takes seconds to be linked. All
//! answers are judged by a binary of their own: that keeps every processor busy, and tests of limits should not run beside it.

mod authors;
mod bad_input;
mod browser;
mod classes;
mod commands;
mod compile_errors;
#[cfg(target_os = "linux")]
mod confinement;
mod conveniences;
mod diagnoses;
mod diagrams;
mod differential;
mod formats;
mod grade;
mod hostile;
#[cfg(unix)]
mod list;
mod paced;
mod plain_std;
mod play;
#[cfg(unix)]
mod pty;
mod renaming;
mod repository;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod watch;
mod watchdog;
