//! What the calling thread did between two marks, and who had changed what it looked at there.

use crate::names;
use crate::run::Seen;
use recorder::trace::{Event, Op};

impl Seen<'_> {
    /// The lines of the calling thread's steps between marks `from` and `to` of the same value: what an answer was made of. Then
    /// the lines in which others, up to then, changed what those steps looked at, the latest first.
    pub fn lines_between(&self, from: &'static str, to: &'static str, value: u64) -> Vec<u32> {
        let events = self.events();
        let place = |label| events.iter().position(|event| event.op == Op::Mark(label, value));
        let (Some(from), Some(to)) = (place(from), place(to)) else {
            return Vec::new();
        };
        let own: Vec<&Event> = events[from..to].iter().filter(|event| event.thread == 0).collect();
        let changes = |event: &&Event| {
            let changes = matches!(
                event.op,
                Op::Store(_) | Op::Update { .. } | Op::Borrow(_) | Op::Written(_) | Op::MaybeWritten | Op::Send
            );
            changes && event.object != 0 && own.iter().any(|looked| looked.object == event.object)
        };
        let changed = events[..to].iter().rev().filter(changes);
        let mut lines = Vec::new();
        for line in own.iter().copied().chain(changed).filter_map(Event::line) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

/// More lines of a function than this are too many to name.
const MOST_OF_A_FUNCTION: u32 = 6;

impl Seen<'_> {
    /// Where one of the learner's functions begins, and its first lines: what can be named where no step of the program has a line of
    /// its own.
    pub fn function(&self, name: &str) -> Vec<u32> {
        let head = format!("fn {name}(");
        let Some(&first) = self.lines_saying(&head).first() else {
            return Vec::new();
        };
        let indentation = |line: u32| {
            names::source_line(line)
                .filter(|text| !text.trim().is_empty())
                .map(|text| text.len() - text.trim_start().len())
        };
        let inside = |line: &u32| indentation(*line) > indentation(first);
        let body = (first + 1..=first + MOST_OF_A_FUNCTION).take_while(inside);
        std::iter::once(first).chain(body).collect()
    }

    /// The lines of the learner's file that contain a text.
    pub fn lines_saying(&self, text: &str) -> Vec<u32> {
        (1..)
            .map_while(|line| Some((line, names::source_line(line)?)))
            .filter(|(_, line)| line.contains(text) && !line.trim_start().starts_with("//"))
            .map(|(line, _)| line)
            .collect()
    }
}
