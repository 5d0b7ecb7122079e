//! One suite of small programs, compiled in all three worlds: with the real std, and with each stand-in as std.
//!
//! The drivers include these very files by `#[path]`:
//! - `simulated-tests/tests/differential.rs` explores every interleaving: the outcomes are exactly the stated ones;
//! - `loom-tests/tests/differential.rs` does so under the weak memory model;
//! - `tests/end_to_end/differential.rs` runs each program many times on real threads: it sees no outcome that is not stated.
//!
//! # To add a program
//! Put it into the file of its theme, as a learner would write it, as a function without arguments:
//! ```text
//! program("two_increments_without_a_lock", &["1", "2"], || { … })
//! ```
//! Its outcome is the `Debug` text of what it returns, or `Panicked`, `Deadlock`, `Exited(3)`, … (`Ending` in the engines).
//! State *all* outcomes that std's documentation allows, sequentially consistent, clocks running as they like, and think before you
//! look at what an engine says. Where a world differs, say so behind the program:
//! - `.weak(&[…])`: what the C11 memory model allows, where that is more;
//! - `.in_exact_time(&[…])`: what is left when computing takes no time (the simulated world's `Timing::Exact`, and loom's);
//! - `.loom_deviates(Deviation::…, &[…])`, `.simulated_deviates(…)`, `.both_deviate(…)`: what they show instead, for a reason listed in [`Deviation`];
//! - `.not_in_loom("…")`: it can't run there; `.once()`: it leaves something behind in statics, so real std runs it once;
//! - `.preemptions(n)`, `.loom_preemptions(n)`: 2 are the rule.
//!
//! A program that can hang or end the process is not run on the real std; its outcomes say which that is.

use std::collections::BTreeSet;
use std::fmt;
use std::rc::Rc;

/// Lists the themes: each is a file in `programs`, and a test in every driver.
macro_rules! themes {
    ($($theme:ident)*) => {
        mod programs {
            $(pub mod $theme;)*
        }

        /// Every program, with its theme.
        pub fn all() -> Vec<Program> {
            [$(programs::$theme::programs()),*].into_iter().flatten().collect()
        }

        /// Makes a test for each theme, given a function that checks one program.
        macro_rules! test_each_theme {
            ($check:expr) => {
                $(
                    #[test]
                    fn $theme() {
                        let complaints: Vec<String> =
                            differential::$theme().iter().filter_map($check).collect();
                        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
                    }
                )*
            };
        }

        $(
            pub fn $theme() -> Vec<Program> {
                programs::$theme::programs()
            }
        )*
    };
}

themes! {
    arc_weak atomics barrier built_by_hand channel closures_and_traits condvar drop_order is_finished iterators join_and_panics lazy limits litmus
    litmus_orders mutex names_and_ids once park poisoning publication rendezvous rwlock scope statics thread_locals time timeouts try_lock
}

/// In which ways the stand-ins are not what std's documentation and the memory model say. Whoever relies on them knows these; each
/// is pinned by a program, so that one that is mended must be taken out here.
///
/// One more concerns all programs in the loom world: the search ends at the first execution that doesn't come back (a deadlock,
/// an exit), so the outcomes of others may be missing then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deviation {
    /// loom: a load finds only what has been stored before it in the order of execution. So there is no load buffering.
    NothingFromTheFuture,
    /// loom: a read-modify-write never reads what has been overwritten in the order of execution.
    UpdatesAreInOrder,
    /// loom: `wait`, `park` and `compare_exchange_weak` do nothing for no reason.
    NothingIsSpurious,
    /// loom: `notify_one` wakes who has waited longest.
    LongestWaiterFirst,
    /// loom: an `Arc` is the real one, so nobody can be chosen to go first when it is cloned, dropped or unwrapped.
    ArcIsNoStep,
    /// Both: a scope also waits for the destructors of its threads' locals.
    ScopeWaitsForLocals,
}

/// All of them, for the tests.
pub const DEVIATIONS: &[Deviation] = &[
    Deviation::NothingFromTheFuture,
    Deviation::UpdatesAreInOrder,
    Deviation::NothingIsSpurious,
    Deviation::LongestWaiterFirst,
    Deviation::ArcIsNoStep,
    Deviation::ScopeWaitsForLocals,
];

/// What a program came to, as text.
pub struct Outcome(String);

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

type Outcomes = &'static [&'static str];

pub struct Program {
    pub name: &'static str,
    pub run: Rc<dyn Fn() -> Outcome>,
    outcomes: Outcomes,
    weak: Option<Outcomes>,
    exact_time: Option<Outcomes>,
    simulated: Option<Outcomes>,
    loom: Option<Outcomes>,
    pub deviation: Option<Deviation>,
    /// Why it can't run in the loom world.
    pub not_in_loom: Option<&'static str>,
    /// Why real threads can't run it, where its outcomes don't say so.
    not_on_real_threads: Option<&'static str>,
    /// Whether the real std runs it only once.
    pub once: bool,
    /// Up to how many preemptions show every outcome.
    pub preemptions: u32,
    pub loom_preemptions: u32,
}

pub fn program<R: fmt::Debug + 'static>(name: &'static str, outcomes: Outcomes, run: fn() -> R) -> Program {
    Program {
        name,
        run: Rc::new(move || Outcome(format!("{:?}", run()))),
        outcomes,
        weak: None,
        exact_time: None,
        simulated: None,
        loom: None,
        deviation: None,
        not_in_loom: None,
        not_on_real_threads: None,
        once: false,
        preemptions: 2,
        loom_preemptions: 2,
    }
}

impl Program {
    pub fn weak(mut self, outcomes: Outcomes) -> Program {
        self.weak = Some(outcomes);
        self
    }

    pub fn in_exact_time(mut self, outcomes: Outcomes) -> Program {
        self.exact_time = Some(outcomes);
        self
    }

    pub fn loom_deviates(mut self, deviation: Deviation, outcomes: Outcomes) -> Program {
        self.deviation = Some(deviation);
        self.loom = Some(outcomes);
        self
    }

    pub fn simulated_deviates(mut self, deviation: Deviation, outcomes: Outcomes) -> Program {
        self.deviation = Some(deviation);
        self.simulated = Some(outcomes);
        self
    }

    pub fn both_deviate(self, deviation: Deviation, outcomes: Outcomes) -> Program {
        self.loom_deviates(deviation, outcomes)
            .simulated_deviates(deviation, outcomes)
    }

    pub fn not_in_loom(mut self, reason: &'static str) -> Program {
        self.not_in_loom = Some(reason);
        self
    }

    pub fn not_on_real_threads(mut self, reason: &'static str) -> Program {
        self.not_on_real_threads = Some(reason);
        self
    }

    pub fn once(mut self) -> Program {
        self.once = true;
        self
    }

    pub fn preemptions(mut self, preemptions: u32) -> Program {
        self.preemptions = preemptions;
        self
    }

    pub fn loom_preemptions(mut self, preemptions: u32) -> Program {
        self.loom_preemptions = preemptions;
        self
    }

    /// In the simulated world, with clocks that run as they like.
    pub fn in_any_time(&self) -> BTreeSet<String> {
        set(self.simulated.unwrap_or(self.outcomes))
    }

    /// In the simulated world, when computing takes no time.
    pub fn in_no_time(&self) -> BTreeSet<String> {
        set(self.simulated.or(self.exact_time).unwrap_or(self.outcomes))
    }

    pub fn in_loom(&self) -> BTreeSet<String> {
        set(self.loom.or(self.weak).or(self.exact_time).unwrap_or(self.outcomes))
    }

    /// On real processors, which may have a weak memory model.
    pub fn on_real_threads(&self) -> BTreeSet<String> {
        set(self.weak.unwrap_or(self.outcomes))
    }

    /// Whether the real std can run it: no outcome is a hang or the end of the process.
    pub fn comes_back(&self) -> bool {
        let ends = ["Deadlock", "Livelock", "Aborted", "Exited("];
        let outcomes = self.outcomes;
        self.not_on_real_threads.is_none()
            && !outcomes
                .iter()
                .any(|outcome| ends.iter().any(|end| outcome.starts_with(end)))
    }

    /// What is wrong with the outcomes seen, if anything is.
    pub fn complaint(&self, world: &str, seen: &BTreeSet<String>, stated: &BTreeSet<String>) -> Option<String> {
        let missing: Vec<_> = stated.difference(seen).collect();
        let unexpected: Vec<_> = seen.difference(stated).collect();
        if missing.is_empty() && unexpected.is_empty() {
            return None;
        }
        let name = self.name;
        Some(format!(
            "{name} ({world}): missing {missing:?}, too many {unexpected:?}"
        ))
    }
}

/// Whether the program came to this because it didn't come back.
pub fn is_an_end(outcome: &str) -> bool {
    ["Deadlock", "Livelock", "Aborted", "Exited("]
        .iter()
        .any(|end| outcome.starts_with(end))
}

fn set(outcomes: Outcomes) -> BTreeSet<String> {
    outcomes.iter().map(|outcome| (*outcome).to_string()).collect()
}
