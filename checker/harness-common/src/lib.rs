//! What the harnesses of both stand-in worlds share: a suite and its checks, what a check found, and who watches over it.

mod checks;
pub mod counts;
pub mod current;
pub mod mistake;
pub mod returned;
mod socket;
pub mod suite;
pub mod verdict;
mod watch;

pub use mistake::{Mistake, wrong};
pub use socket::Socket;
pub use suite::{Check, World};
pub use verdict::{Verdict, each};
