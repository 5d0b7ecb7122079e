//! `std::io`: the real one, but for the standard streams.
//!
//! What is printed becomes part of the report, with the thread and the simulated time. Standard error is thrown away, standard input is empty.

use crate::engine::{self, Place};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::panic::Location;
use recorder::trace::Op;

pub use real_std::io::*;

#[doc(hidden)]
#[track_caller]
pub fn _print(text: fmt::Arguments<'_>) {
    print_at(text.to_string(), Location::caller());
}

#[doc(hidden)]
pub fn _eprint(text: fmt::Arguments<'_>) {
    // Formatting runs the learner's code, as it would.
    let _ = text.to_string();
}

/// Prints. That is no step here, unless another thread holds the stream's lock: which lines come first is explored in the simulated world,
/// and nobody should rely on the stream's lock for what else a thread has written.
fn print_at(text: String, place: Place) {
    let (object, holder) = engine::stdout();
    let taken = holder.is_some_and(|(holder, _)| holder != engine::current());
    if taken {
        engine::lock(object, 0, place);
    }
    engine::record(0, place, || Op::Print(text.clone()));
    engine::print(text, place);
    if taken {
        engine::unlock(object, place);
    }
}

/// Takes the stream's lock, unless the running thread holds it already.
fn lock(place: Place) {
    let (object, holder) = engine::stdout();
    if holder.is_none_or(|(holder, _)| holder != engine::current()) {
        engine::lock(object, 0, place);
    }
}

#[derive(Debug)]
pub struct Stdout(());

#[derive(Debug)]
pub struct StdoutLock<'a>(Place, PhantomData<&'a ()>);

#[must_use]
pub fn stdout() -> Stdout {
    Stdout(())
}

impl Stdout {
    #[track_caller]
    pub fn lock(&self) -> StdoutLock<'static> {
        let place = Location::caller();
        lock(place);
        let holder = engine::stdout().1;
        *holder = Some((engine::current(), holder.map_or(0, |(_, depth)| depth) + 1));
        StdoutLock(place, PhantomData)
    }
}

impl Drop for StdoutLock<'_> {
    fn drop(&mut self) {
        let (object, holder) = engine::stdout();
        *holder = holder.and_then(|(thread, depth)| (depth > 1).then_some((thread, depth - 1)));
        if holder.is_none() {
            engine::unlock(object, self.0);
        }
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
                print_at(text.to_string(), Location::caller());
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
