//! The kinds of mistake. Their names are part of the report format: graders rely on them.

use serde::{Deserialize, Serialize};

/// What went wrong, recognised from what the program did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// rustc refused the program.
    DoesNotCompile,
    /// A `todo!()` is still there, or the file is missing.
    Unfinished,
    /// The program uses something that can't be graded, `unsafe` say.
    Forbidden,
    /// A value came back that is not what the task asks for.
    WrongResult,
    /// What was printed is not what the task asks for.
    WrongOutput,
    /// Two threads read the same old value, and one write overwrote the other.
    LostUpdate,
    /// What should be able to race can't.
    NotARace,
    /// The task asks for a lock, and none is held.
    NoLock,
    /// What should overlap never does.
    NotConcurrent,
    /// It overlaps, or should return at once, and still takes longer than it must.
    TooSlow,
    /// Threads wait for each other, or for something that can't come any more.
    Deadlock,
    /// A wake-up came before the wait that needed it.
    LostWakeup,
    /// The program goes on and on.
    DidNotFinish,
    /// A thread turns in a loop instead of waiting, where the task forbids it.
    BusyWait,
    /// The function returned while its threads still had work to do.
    NotJoined,
    /// The wrong number of threads, or the wrong ones, did the work.
    WrongThreads,
    /// A thread read an older value than it must, for want of a release/acquire pair.
    StaleRead,
    /// The program panicked.
    Panicked,
    /// The program ended the process before it was done.
    ExitedEarly,
}

impl Kind {
    /// The name in reports: `lost_update`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::DoesNotCompile => "does_not_compile",
            Kind::Unfinished => "unfinished",
            Kind::Forbidden => "forbidden",
            Kind::WrongResult => "wrong_result",
            Kind::WrongOutput => "wrong_output",
            Kind::LostUpdate => "lost_update",
            Kind::NotARace => "not_a_race",
            Kind::NoLock => "no_lock",
            Kind::NotConcurrent => "not_concurrent",
            Kind::TooSlow => "too_slow",
            Kind::Deadlock => "deadlock",
            Kind::LostWakeup => "lost_wakeup",
            Kind::DidNotFinish => "did_not_finish",
            Kind::BusyWait => "busy_wait",
            Kind::NotJoined => "not_joined",
            Kind::WrongThreads => "wrong_threads",
            Kind::StaleRead => "stale_read",
            Kind::Panicked => "panicked",
            Kind::ExitedEarly => "exited_early",
        }
    }
}

impl Kind {
    /// Whether it is about the file as a whole, so that no check has run.
    pub fn is_about_the_file(self) -> bool {
        matches!(self, Kind::Unfinished | Kind::DoesNotCompile | Kind::Forbidden)
    }

    /// What to think about after such a mistake, where nothing is known that would help more. A question, never the answer.
    pub fn question(self) -> Option<&'static str> {
        match self {
            Kind::WrongResult => {
                Some("follow the values step by step: where is one for the first time not what you expect?")
            }
            Kind::WrongOutput => Some("which line prints it, in which thread, and what decides how often?"),
            Kind::LostUpdate => Some("what may another thread do between the read and the write?"),
            Kind::NotARace => {
                Some("what makes reading, adding and writing one step here, so that nobody can come between?")
            }
            Kind::NoLock => Some("which lock is held from the read to the write?"),
            Kind::NotConcurrent => Some("who waits for whom before the next can begin? Which lock is held meanwhile?"),
            Kind::TooSlow => Some("who waits although there is work, and for what?"),
            Kind::Deadlock => Some("which of them could go on if another let go first?"),
            Kind::LostWakeup => Some("what if the wake-up comes before anybody waits for it?"),
            Kind::DidNotFinish => Some("which condition ends the loop, and who makes it true?"),
            Kind::BusyWait => Some("what lets a thread sleep until there is something for it to do?"),
            Kind::NotJoined => Some("what makes the function wait until each of its threads is done?"),
            Kind::WrongThreads => Some("which threads are started, when, and what does each of them run?"),
            Kind::StaleRead => {
                Some("which store tells the others that the data is there, and with which ordering does it say so?")
            }
            Kind::Panicked => {
                Some("can the value be missing, the other side gone or the lock poisoned in this interleaving?")
            }
            Kind::ExitedEarly => Some("what ends a whole process, and whose decision should that be?"),
            Kind::DoesNotCompile | Kind::Unfinished | Kind::Forbidden => None,
        }
    }
}
