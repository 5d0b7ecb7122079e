//! What was printed, by whom and when: rules that several suites share.

use crate::diagnose::capital;
use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::run::{Line, Seen};
use recorder::Kind;
use recorder::trace::{Blocked, Event, Op, Thread};
use std::collections::BTreeSet;

impl Seen<'_> {
    /// The function has not returned before everything was printed.
    ///
    /// # Errors
    /// The first line that came too late.
    pub fn prints_nothing_late(&self) -> Result<(), Mistake> {
        let Some(late) = self.lines().into_iter().find(|line| line.late) else {
            return Ok(());
        };
        let who = capital(&names::thread(self.report(), late.thread));
        Err(wrong(
            Kind::NotJoined,
            format!("{who} printed {:?} after the function had returned.", late.text),
        )
        .at(self.spawned_at(late.thread))
        .at(late.line))
    }

    /// The program prints nothing at all.
    ///
    /// # Errors
    /// The first line that it prints.
    pub fn prints_nothing(&self) -> Result<(), Mistake> {
        match self.lines().first() {
            Some(line) => Err(wrong(
                Kind::WrongOutput,
                format!("It prints {:?}; it should print nothing.", line.text),
            )
            .at(line.line)),
            None => Ok(()),
        }
    }

    /// The threads that print.
    pub fn printers(&self) -> BTreeSet<Thread> {
        self.prints().iter().map(|printed| printed.thread).collect()
    }

    /// The learner's lines that print, of some threads.
    pub fn print_lines(&self, threads: impl Fn(Thread) -> bool) -> BTreeSet<u32> {
        self.lines()
            .iter()
            .filter(|line| threads(line.thread))
            .filter_map(|line| line.line)
            .collect()
    }

    /// Whether a line of one thread comes between two lines of another. What is printed in one piece has nothing between it.
    pub fn lines_interleave(&self) -> bool {
        interleave(&self.prints().iter().map(|printed| printed.thread).collect::<Vec<_>>())
    }

    /// The lines of what keeps the printing threads apart: waits before the last spawn, locks held while printing, waits of one for the other.
    pub fn what_keeps_lines_apart(&self) -> Vec<u32> {
        self.what_keeps_apart_at(|event| matches!(event.op, Op::Print(_)))
    }

    /// As [`Self::what_keeps_lines_apart`], for other work than printing.
    pub fn what_keeps_apart_at(&self, is_work: impl Fn(&Event) -> bool) -> Vec<u32> {
        let events = self.events();
        let last_spawn = events
            .iter()
            .rposition(|event| matches!(event.op, Op::Spawn(_)))
            .unwrap_or(0);
        let waits = events[..last_spawn].iter().filter(|event| {
            matches!(
                event.op,
                Op::Join(_) | Op::Blocked(Blocked::Join(_) | Blocked::Scope | Blocked::Receive | Blocked::Condvar)
            )
        });
        let mut lines: Vec<u32> = waits.filter_map(Event::line).collect();
        let locks: BTreeSet<_> = events
            .iter()
            .filter(|event| is_work(event))
            .flat_map(|event| event.held.clone())
            .collect();
        lines.extend(self.lines_where(|event| matches!(event.op, Op::Lock { .. }) && locks.contains(&event.object)));
        if lines.is_empty() {
            lines = self.lines_where(|event| {
                event.thread != 0
                    && matches!(
                        event.op,
                        Op::Blocked(_) | Op::Join(_) | Op::Receive | Op::Wait | Op::Park
                    )
            });
        }
        if lines.is_empty() {
            lines = self.lines_where(|event| is_work(event));
        }
        lines.dedup();
        lines
    }

    /// A line that should not be there, or is there too often, or is missing: what was printed against what should have been, in any order.
    ///
    /// # Errors
    /// The first difference.
    pub fn prints_in_any_order(&self, expected: &[String]) -> Result<(), Mistake> {
        let lines = self.lines();
        let printed = |text: &str| lines.iter().filter(|line| line.text == text).count();
        let wanted = |text: &str| expected.iter().filter(|expected| *expected == text).count();
        let miscounted = |text: &str| {
            let message = match printed(text) {
                0 => format!("The line {text:?} is never printed."),
                times => format!(
                    "The line {text:?} is printed {} instead of {}.",
                    often(times),
                    often(wanted(text))
                ),
            };
            wrong(Kind::WrongOutput, message)
        };
        for Line { text, line, .. } in &lines {
            if wanted(text) == 0 {
                let message = format!("A line {text:?} is printed that doesn't belong there.");
                return Err(wrong(Kind::WrongOutput, message).at(*line));
            }
            if printed(text) > wanted(text) {
                return Err(miscounted(text).at(*line));
            }
        }
        match expected.iter().find(|text| printed(text) < wanted(text)) {
            Some(text) => Err(miscounted(text).at(self.print_lines(|_| true))),
            None => Ok(()),
        }
    }
}

/// A number of times, in words.
fn often(times: usize) -> String {
    match times {
        1 => "once".to_string(),
        _ => format!("{times} times"),
    }
}

/// Whether somebody comes between two turns of somebody else.
pub fn interleave(turns: &[Thread]) -> bool {
    turns.iter().enumerate().any(|(at, &thread)| {
        let other = turns[at..].iter().position(|&other| other != thread);
        other.is_some_and(|other| turns[at + other..].contains(&thread))
    })
}
