//! `std::io::pipe`: bytes from one thread to another, as on Linux.
//!
//! The system's own would make the whole program wait, all of whose threads run on one of the system's.

use crate::engine::{self, Place};
use crate::fresh::Fresh;
use real_std::cell::{Cell, UnsafeCell};
use real_std::collections::VecDeque;
use real_std::fmt;
use real_std::io::{Error, ErrorKind, Read, Result, Write};
use real_std::panic::Location;
use real_std::sync::Arc;
use recorder::trace::{Blocked, Object, Op, learner_line};

/// Bytes that a pipe holds before a writer must wait, `pipe(7)`.
const CAPACITY: usize = 65_536;
/// Bytes that are written in one piece, if they are no more: `PIPE_BUF`.
const ONE_PIECE: usize = 4_096;

struct Pipe {
    fresh: Fresh,
    bytes: UnsafeCell<VecDeque<u8>>,
    readers: Cell<usize>,
    writers: Cell<usize>,
    made_at: Place,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl Send for Pipe {}
unsafe impl Sync for Pipe {}

impl Pipe {
    fn object(&self) -> Object {
        // A pipe is never in a static by itself: it is made while the program runs.
        self.fresh.touch(&raw const *self as *mut ());
        self.fresh.object()
    }

    #[allow(
        clippy::mut_from_ref,
        reason = "one thread runs at a time, and no reference is kept across a step"
    )]
    fn bytes(&self) -> &mut VecDeque<u8> {
        // SAFETY: nobody else runs meanwhile, and no caller keeps the reference across a step.
        unsafe { &mut *self.bytes.get() }
    }

    /// What std's own code does on behalf of the learner, as a `BufReader`, is shown where the pipe was made.
    fn shown_at(&self, place: Place) -> Place {
        if learner_line(place).is_some() {
            place
        } else {
            self.made_at
        }
    }

    fn room(&self) -> usize {
        CAPACITY - self.bytes().len()
    }

    /// Writes everything, in pieces where it is much.
    fn write(&self, bytes: &[u8], place: Place) -> Result<usize> {
        let (object, place) = (self.object(), self.shown_at(place));
        let mut rest = bytes;
        while !rest.is_empty() {
            let least = if bytes.len() > ONE_PIECE { 1 } else { bytes.len() };
            let ready = || self.room() >= least || self.readers.get() == 0;
            engine::until(object, Blocked::Send, None, place, ready);
            if self.readers.get() == 0 {
                engine::record(object, place, || Op::HungUp);
                return match bytes.len() - rest.len() {
                    0 => Err(Error::from(ErrorKind::BrokenPipe)),
                    written => Ok(written),
                };
            }
            engine::record(object, place, || Op::Send);
            let (piece, more) = rest.split_at(rest.len().min(self.room()));
            self.bytes().extend(piece);
            rest = more;
            engine::changed();
            engine::wake_all(object, |what| what == Blocked::Receive);
        }
        engine::fine_point(place);
        Ok(bytes.len())
    }

    /// Reads what there is, and waits for the first byte.
    fn read(&self, buffer: &mut [u8], place: Place) -> Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let (object, place) = (self.object(), self.shown_at(place));
        let ready = || !self.bytes().is_empty() || self.writers.get() == 0;
        engine::until_unseen(object, Blocked::Receive, None, place, ready);
        let read = buffer.len().min(self.bytes().len());
        if read == 0 {
            engine::record(object, place, || Op::HungUp);
            return Ok(0);
        }
        for (place, byte) in buffer.iter_mut().zip(self.bytes().drain(..read)) {
            *place = byte;
        }
        engine::changed();
        engine::record(object, place, || Op::Receive);
        engine::wake_all(object, |what| what == Blocked::Send);
        Ok(read)
    }

    fn count_one_more(&self, ends: &Cell<usize>, place: Place) {
        ends.set(ends.get() + 1);
        self.touched(place);
    }

    /// One of the `ends` is dropped. The last one wakes those at the other end.
    fn count_one_less(&self, ends: &Cell<usize>, at_the_other_end: Blocked) {
        let last = ends.get() == 1 && engine::is_running();
        if last {
            engine::pass(self.object(), self.made_at);
            engine::changed();
        }
        ends.set(ends.get() - 1);
        self.touched(self.made_at);
        if last {
            engine::wake_all(self.object(), |what| what == at_the_other_end);
        }
    }

    fn touched(&self, place: Place) {
        if engine::is_running() {
            engine::record(self.object(), place, || Op::Touched);
        }
    }
}

/// The end to read from.
pub struct PipeReader(Arc<Pipe>);

/// The end to write to.
pub struct PipeWriter(Arc<Pipe>);

/// # Errors
/// None: there is always room for one more.
#[track_caller]
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    let pipe = Arc::new(Pipe {
        fresh: Fresh::new(),
        bytes: UnsafeCell::default(),
        readers: Cell::new(1),
        writers: Cell::new(1),
        made_at: Location::caller(),
    });
    if engine::is_running() {
        engine::record(pipe.object(), pipe.made_at, || Op::Pipe);
    }
    Ok((PipeReader(pipe.clone()), PipeWriter(pipe)))
}

impl PipeReader {
    /// # Errors
    /// None.
    #[track_caller]
    pub fn try_clone(&self) -> Result<PipeReader> {
        self.0.count_one_more(&self.0.readers, Location::caller());
        Ok(PipeReader(self.0.clone()))
    }
}

impl PipeWriter {
    /// # Errors
    /// None.
    #[track_caller]
    pub fn try_clone(&self) -> Result<PipeWriter> {
        self.0.count_one_more(&self.0.writers, Location::caller());
        Ok(PipeWriter(self.0.clone()))
    }
}

impl Drop for PipeReader {
    fn drop(&mut self) {
        self.0.count_one_less(&self.0.readers, Blocked::Send);
    }
}

impl Drop for PipeWriter {
    fn drop(&mut self) {
        self.0.count_one_less(&self.0.writers, Blocked::Receive);
    }
}

macro_rules! reads_from_the_pipe {
    ($($name:ty)*) => {$(
        impl Read for $name {
            #[track_caller]
            fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
                self.0.read(buffer, Location::caller())
            }
        }
    )*};
}
reads_from_the_pipe!(PipeReader & PipeReader);

/// Writes each piece of a formatted text where the whole is written.
struct Pieces<'a> {
    pipe: &'a Pipe,
    place: Place,
    outcome: Result<()>,
}

impl fmt::Write for Pieces<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.outcome = all_of(self.pipe, piece.as_bytes(), self.place);
        self.outcome.as_ref().map_err(|_| fmt::Error).copied()
    }
}

fn all_of(pipe: &Pipe, bytes: &[u8], place: Place) -> Result<()> {
    let written = pipe.write(bytes, place)?;
    if written < bytes.len() {
        return Err(Error::from(ErrorKind::BrokenPipe));
    }
    Ok(())
}

macro_rules! writes_to_the_pipe {
    ($($name:ty)*) => {$(
        impl Write for $name {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                self.0.write(bytes, Location::caller())
            }

            #[track_caller]
            fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
                all_of(&self.0, bytes, Location::caller())
            }

            #[track_caller]
            fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> Result<()> {
                let mut pieces = Pieces { pipe: &self.0, place: Location::caller(), outcome: Ok(()) };
                match fmt::write(&mut pieces, text) {
                    Ok(()) => Ok(()),
                    Err(fmt::Error) if pieces.outcome.is_err() => pieces.outcome,
                    Err(fmt::Error) => panic!("a formatting trait implementation returned an error when the underlying stream did not"),
                }
            }

            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
    )*};
}
writes_to_the_pipe!(PipeWriter & PipeWriter);

impl real_std::panic::UnwindSafe for PipeReader {}
impl real_std::panic::RefUnwindSafe for PipeReader {}
impl real_std::panic::UnwindSafe for PipeWriter {}
impl real_std::panic::RefUnwindSafe for PipeWriter {}

macro_rules! opaque {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}
opaque!(PipeReader PipeWriter);
