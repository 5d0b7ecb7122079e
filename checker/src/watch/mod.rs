//! `checker watch`: a pane beside the editor that says what each save has led to.
//!
//! [`Machine`] is the whole behaviour, pure: an [`Event`] goes in, [`Effect`]s come out, and [`view`] draws what it knows. Everything else
//! lives around it: `keys` and `files` and `worker` are threads that make events, and [`session`] carries the effects out.
//!
//! # Why it takes the whole screen
//! A diagnosis is often longer than a terminal of 80x24, and the first lines of it are the ones that matter: the fact, the checks. Printed
//! into the scrollback, its end would be what is seen, and the next save would push it away before it was read to the end. So each
//! result is shown from its top and is scrolled by keys (most terminals send arrow keys for the mouse wheel here), the line below
//! says how much more there is, and the screen is redrawn for any width when the terminal is resized. What was on the terminal before
//! is there again when watch is left.

mod editor;
mod files;
mod machine;
pub mod session;
mod view;
mod worker;

use machine::{Effect, Event, Machine, Place};
