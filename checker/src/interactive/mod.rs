//! What is used by keys: stepping through an interleaving, playing the scheduler, choosing an exercise.
//!
//! A screen is a state, pure: a key changes it, a size turns it into lines. Only `terminal` knows a real terminal.

pub mod ansi;
pub mod board;
pub mod chooser;
pub mod game;
pub mod keys;
pub mod line;
mod moment;
mod panes;
pub mod plain;
#[cfg(test)]
pub mod sample;
pub mod score;
pub mod stepper;
pub mod terminal;

use crate::render::Look;
use line::Line;
use std::time::Duration;

/// A key, as far as any screen knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Left,
    Right,
    Up,
    Down,
    Enter,
    Backspace,
    PageUp,
    PageDown,
    Home,
    End,
    Esc,
    Other,
}

/// Whether a screen stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Stay,
    Leave,
}

/// Something that takes the whole terminal.
pub trait Screen {
    fn key(&mut self, key: Key) -> Next;

    /// Exactly `height` lines that are at most `width` wide.
    fn draw(&self, width: usize, height: usize, look: Look) -> Vec<Line>;

    /// How long to wait for a key until [`Screen::tick`]. `None`: until there is one.
    fn patience(&self) -> Option<Duration> {
        None
    }

    /// No key has come in time.
    fn tick(&mut self) {}
}

/// The last line: how far it is, and the keys, or where the room ends, how to find them.
fn footer(so_far: &str, keys: &str, width: usize) -> Line {
    use line::Paint;
    const BETWEEN: &str = "  ";
    let fits = line::width(so_far) + BETWEEN.len() + line::width(keys) <= width;
    let keys = if fits { keys } else { "? keys  q quit" };
    Line::of(Paint::Strong, so_far).and(Paint::Dim, &format!("{BETWEEN}{keys}"))
}

/// A list of keys and what they do, in the middle of nothing else.
fn help(title: &str, keys: &[(&str, &str)], height: usize) -> Vec<Line> {
    use line::{Paint, filled};
    let mut lines = vec![Line::of(Paint::Strong, title), Line::default()];
    for (key, does) in keys {
        lines.push(Line::of(Paint::Helpful, &format!("  {key:<16}")).and(Paint::Plain, does));
    }
    lines.push(Line::default());
    lines.push(Line::of(Paint::Dim, "  any key goes back"));
    filled(lines, height)
}
