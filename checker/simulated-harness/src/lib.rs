//! What a suite is written with, and what runs it, in the simulated world.
//!
//! A suite is a program: `main` hands its checks to [`suite`]. A check explores a scenario, which is a closure that calls the learner's
//! code, in every interleaving ([`explore`]), and states what must be so [`always`](Exploration::always) and what must be
//! possible [`sometimes`](Exploration::sometimes). The first rule that is broken ends the check; the execution is then run again with
//! every step recorded, [`diagnose`] looks for what caused it, and [`story`] tells it.

mod diagnose;
mod explore;
mod mistake;
mod names;
mod output;
mod run;
mod shared;
mod spans;
mod story;
mod suite;
mod watch;

pub use explore::{Exploration, Verdict, each, explore};
pub use mistake::{Mistake, wrong};
pub use recorder::Kind;
pub use run::{Line, Run, Seen, Span, mark, threads_started};
pub use spans::Spans;
pub use suite::{Check, check, suite};
