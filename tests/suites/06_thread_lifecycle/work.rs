//! The work that the suite hands to supervisors: how long it takes, how it ends, and what of that can be seen.

use crate::socket::{State, Supervisor};
use harness::{Mistake, Run, mark};
use std::panic::panic_any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

pub const SECOND: Duration = Duration::from_secs(1);
pub const NO_TIME: Duration = Duration::ZERO;
/// Longer than anybody's patience.
pub const TWO_DAYS: Duration = Duration::from_secs(2 * 86_400);

/// A time in words.
pub fn told(time: Duration) -> String {
    let seconds = time.as_secs();
    let whole = |unit: u64| seconds > 0 && seconds.is_multiple_of(unit);
    match seconds {
        _ if time.subsec_nanos() > 0 => format!("{time:?}"),
        86_400 => "a day".to_string(),
        _ if whole(86_400) => format!("{} days", seconds / 86_400),
        _ if whole(3_600) => format!("{} h", seconds / 3_600),
        _ if whole(60) => format!("{} min", seconds / 60),
        _ => format!("{seconds} s"),
    }
}

/// Marks that are told in a failure's story.
pub const BEGINS: &str = "the work begins";
pub const GOES: &str = "the work is dropped";

/// How a piece of work ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    Value,
    /// A panic with a `&str`.
    Literal,
    /// A panic with a `String`.
    Formatted,
    /// A panic with a `&str` that says nothing.
    Silent,
    /// A panic with a `String` of several lines, as that of an `assert_eq!`.
    Lines,
    /// The same with a `&str`, which nobody may trim.
    LiteralLines,
    /// A panic with something that is no text, but might be taken for what the work returns.
    Number,
}

pub const PANICS: [End; 3] = [End::Literal, End::Formatted, End::Number];

impl End {
    /// The message of the panic, where it has one.
    pub fn message(self) -> Option<&'static str> {
        match self {
            End::Value | End::Number => None,
            End::Literal => Some("the printer is on fire"),
            End::Formatted => Some("the printer is on fire on page 7"),
            End::Silent => Some(""),
            End::Lines => Some("the pages differ\n  left: 7\n right: 8\n"),
            End::LiteralLines => Some(" left: 7\nright: 8\n"),
        }
    }

    fn told(self) -> &'static str {
        match self {
            End::Value => "the work returned",
            End::Literal | End::LiteralLines | End::Silent => "the work panicked with a `&str`",
            End::Formatted | End::Lines => "the work panicked with a `String`",
            End::Number => "the work panicked with a number",
        }
    }

    /// How the work ended, with its message.
    pub fn said(self) -> String {
        match self.message() {
            Some(message) => format!("{} saying {message:?}", self.told()),
            None => self.told().to_string(),
        }
    }

    /// Whether this is what should be said of it in the end.
    pub fn is(self, state: &State) -> bool {
        match (self, state) {
            (End::Value, state) => *state == State::Finished,
            (_, State::Panicked(text)) => self.message().is_none_or(|message| text == message),
            _ => false,
        }
    }
}

/// A piece of work that takes some time and ends in some way. That it has ended can be seen.
pub struct Work {
    end: End,
    time: Duration,
    ended: Arc<AtomicBool>,
}

impl Work {
    pub fn new(end: End, time: Duration) -> Work {
        let ended = Arc::default();
        Work { end, time, ended }
    }

    pub fn supervised(&self) -> Supervisor {
        let (end, time, ended) = (self.end, self.time, Arc::clone(&self.ended));
        Supervisor::new(move || {
            mark(BEGINS, 0);
            if time > NO_TIME {
                sleep(time);
            }
            ended.store(true, Ordering::SeqCst);
            let last_act = match end {
                End::Value => "the work ends",
                _ => "the work panics",
            };
            mark(last_act, 0);
            let message = end.message().unwrap_or_default();
            match end {
                End::Value => 42,
                End::Literal | End::LiteralLines | End::Silent => panic_any(message),
                End::Formatted | End::Lines => panic!("{message}"),
                End::Number => panic_any(7_u64),
            }
        })
    }

    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }
}

/// What work that nobody starts owns: seen when it goes.
pub struct Owned;

impl Drop for Owned {
    fn drop(&mut self) {
        mark(GOES, 0);
    }
}

/// A thread that panicked in the learner's own code is what is wrong; if none did, the rule knows best.
pub fn at_fault<R>(run: &Run<R>, mistake: Mistake) -> Mistake {
    match run.thread_panic() {
        Some(_) => mistake,
        None => mistake.certain(),
    }
}
