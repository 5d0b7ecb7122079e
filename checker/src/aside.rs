//! What is said beside the result: a line on standard error.

use std::fmt::Display;
use std::io::Write;

/// Says a line. `eprintln!` would panic where nobody listens any more, as when whatever started the checker has been killed; that is no
/// reason to leave anything undone.
pub fn say(text: impl Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
