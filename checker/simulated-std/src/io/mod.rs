//! `std::io`: the real one, but for the standard streams and for pipes.
//!
//! What is printed becomes part of the report, with the thread and the simulated time. Standard error is thrown away, standard input is empty.

mod pipe;

use crate::engine::{self, Place};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::panic::Location;
use recorder::trace::{Blocked, Op};

pub use pipe::{PipeReader, PipeWriter, pipe};
pub use real_std::io::*;

#[doc(hidden)]
#[track_caller]
pub fn _print(text: fmt::Arguments<'_>) {
    print_formatted(text, Location::caller());
}

#[doc(hidden)]
pub fn _eprint(text: fmt::Arguments<'_>) {
    // Formatting runs the learner's code, as it would.
    let _ = text.to_string();
}

/// Formats and prints, holding the stream's lock. Formatting runs the learner's code, which may wait or take locks itself.
fn print_formatted(text: fmt::Arguments<'_>, place: Place) {
    let _lock = Hold::to_print(place);
    print_now(text.to_string(), place);
}

fn print_at(text: String, place: Place) {
    let _lock = Hold::to_print(place);
    print_now(text, place);
}

fn print_now(text: String, place: Place) {
    engine::record(engine::stdout(), place, || Op::Print(text.clone()));
    engine::print(text, place);
}

/// The stream's lock, until it is dropped. A thread can take it again and again.
#[derive(Debug)]
struct Hold {
    place: Place,
    /// Whether the learner took it.
    asked_for: bool,
}

impl Hold {
    /// In the loom world to print is no step, unless another thread holds the lock: which lines come first is explored in the
    /// simulated world, and nobody should rely on the stream's lock for what else a thread has written.
    fn to_print(place: Place) -> Hold {
        engine::until_printable(Blocked::Output, place, free_for_me());
        Hold::take(false, place)
    }

    fn as_asked(place: Place) -> Hold {
        let object = engine::stdout();
        engine::until(object, Blocked::Output, None, place, free_for_me());
        Hold::take(true, place)
    }

    fn take(asked_for: bool, place: Place) -> Hold {
        engine::record(engine::stdout(), place, || Op::Touched);
        let holder = engine::stdout_holder();
        *holder = Some((engine::current(), holder.map_or(0, |(_, depth)| depth) + 1));
        Hold { place, asked_for }
    }
}

/// Whether nobody but the running thread holds the lock. Others ask too, when they look who can go on.
fn free_for_me() -> impl Fn() -> bool {
    let me = engine::current();
    move || engine::stdout_holder().is_none_or(|(holder, _)| holder == me)
}

impl Drop for Hold {
    fn drop(&mut self) {
        let object = engine::stdout();
        if self.asked_for {
            engine::release(object, self.place);
        }
        engine::record(object, self.place, || Op::Touched);
        let holder = engine::stdout_holder();
        *holder = holder.and_then(|(thread, depth)| (depth > 1).then_some((thread, depth - 1)));
        if holder.is_none() {
            engine::wake_all(object, |_| true);
        }
    }
}

#[derive(Debug)]
pub struct Stdout(());

/// As the real one, it stays in its thread.
#[derive(Debug)]
pub struct StdoutLock<'a>(
    #[allow(dead_code, reason = "it is held")] Hold,
    PhantomData<(&'a (), *const ())>,
);

#[must_use]
pub fn stdout() -> Stdout {
    Stdout(())
}

impl Stdout {
    #[track_caller]
    pub fn lock(&self) -> StdoutLock<'static> {
        StdoutLock(Hold::as_asked(Location::caller()), PhantomData)
    }
}

macro_rules! writes_to_standard_output {
    ($($name:ty)*) => {$(
        impl Write for $name {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                print_at(String::from_utf8_lossy(bytes).into_owned(), Location::caller());
                Ok(bytes.len())
            }

            #[track_caller]
            fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
                print_at(String::from_utf8_lossy(bytes).into_owned(), Location::caller());
                Ok(())
            }

            #[track_caller]
            fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> Result<()> {
                print_formatted(text, Location::caller());
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
writes_to_standard_output!(Stdout &Stdout StdoutLock<'_>);

#[derive(Debug)]
pub struct Stderr(());

#[derive(Debug)]
pub struct StderrLock<'a>(PhantomData<&'a ()>);

#[must_use]
pub fn stderr() -> Stderr {
    Stderr(())
}

impl Stderr {
    #[must_use]
    pub fn lock(&self) -> StderrLock<'static> {
        StderrLock(PhantomData)
    }
}

macro_rules! writes_nowhere {
    ($($name:ty)*) => {$(
        impl Write for $name {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                Ok(bytes.len())
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
writes_nowhere!(Stderr &Stderr StderrLock<'_>);

#[derive(Debug)]
pub struct Stdin(());

#[derive(Debug)]
pub struct StdinLock<'a>(PhantomData<&'a ()>);

#[must_use]
pub fn stdin() -> Stdin {
    Stdin(())
}

impl Stdin {
    #[must_use]
    pub fn lock(&self) -> StdinLock<'static> {
        StdinLock(PhantomData)
    }

    /// # Errors
    /// Never: there is nothing to read.
    pub fn read_line(&self, _: &mut String) -> Result<usize> {
        Ok(0)
    }

    #[must_use]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

macro_rules! reads_nothing {
    ($($name:ty)*) => {$(
        impl Read for $name {
            fn read(&mut self, _: &mut [u8]) -> Result<usize> {
                Ok(0)
            }
        }
    )*};
}
reads_nothing!(Stdin &Stdin StdinLock<'_>);

impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(&[])
    }

    fn consume(&mut self, _: usize) {}
}

// `IsTerminal` can be implemented by std alone.
macro_rules! no_terminals {
    ($($name:ty)*) => {$(
        impl $name {
            #[must_use]
            pub fn is_terminal(&self) -> bool {
                false
            }
        }
    )*};
}
no_terminals!(Stdout StdoutLock<'_> Stderr StderrLock<'_> Stdin StdinLock<'_>);

/// # Errors
/// Never: there is nothing to read.
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}
