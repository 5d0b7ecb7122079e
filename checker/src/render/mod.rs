//! Verdicts as bytes: a file a format. Only here are colours and wire formats known.

pub mod class;
pub mod classroom50;
pub mod exercism;
pub mod formats;
pub mod github;
pub mod gradescope;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod links;
pub mod markup;
pub mod palette;
#[cfg(test)]
pub mod samples;
pub mod svg;
pub mod told;
pub mod untrusted;
mod xml;

use anstyle::{AnsiColor, Style};

/// How text for people is to look. An argument of every function that needs it, never a global.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub colour: bool,
    pub width: usize,
    pub unicode: bool,
    /// Interleavings in sentences, for who listens to them.
    pub narrated: bool,
}

impl Look {
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    pub fn good(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    pub fn bad(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default().bold(), text)
    }

    pub fn strong(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    pub fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    pub fn notice(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    pub fn helpful(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// Something of a thread's: each has a colour of its own, as far as there are colours.
    pub fn thread(self, thread: usize, text: &str) -> String {
        const COLOURS: [AnsiColor; 5] = [
            AnsiColor::Blue,
            AnsiColor::Cyan,
            AnsiColor::Magenta,
            AnsiColor::Yellow,
            AnsiColor::Green,
        ];
        self.paint(COLOURS[thread % COLOURS.len()].on_default(), text)
    }

    /// `✓` for what passed.
    pub fn tick(self) -> String {
        self.good(if self.unicode { "✓" } else { "ok" })
    }

    /// `✗` for what failed.
    pub fn cross(self) -> String {
        self.bad(if self.unicode { "✗" } else { "x" })
    }

    /// `·` for what was not looked at.
    pub fn dot(self) -> &'static str {
        if self.unicode { "·" } else { "-" }
    }

    pub fn bar(self) -> &'static str {
        if self.unicode { "│" } else { "|" }
    }
}
