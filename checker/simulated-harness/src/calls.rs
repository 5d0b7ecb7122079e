//! Calls of the learner's code as the suite makes them: who called, with what, what came back, and when.
//!
//! A suite wraps its calls in [`call`]; a rule asks a run for its [`calls`](Seen::calls) and judges them by what was over before
//! what began. That is all that a caller can know of an order (Herlihy & Wing, "Linearizability", 1990).

use crate::run::{Seen, mark};
use crate::words::RETURNED;
use engine::__engine::Mark;
use recorder::trace::{Event, Op, Thread};
use std::time::Duration;

/// Calls something and notes it: its label and argument, and its answer as a number, 0 for none. No step, no choice: nobody waits for it. The
/// mark of its beginning bears the label.
pub fn call<R>(label: &'static str, argument: u64, code: impl FnOnce() -> R, answer: impl FnOnce(&R) -> u64) -> R {
    mark(label, argument);
    let result = code();
    mark(RETURNED, answer(&result));
    result
}

/// A call that the suite made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Call {
    pub thread: Thread,
    pub argument: u64,
    /// `None`: it never returned.
    pub answer: Option<u64>,
    pub called_at: Duration,
    /// When it returned, in simulated time.
    pub returned_at: Option<Duration>,
    /// Places among prints, marks and the scenario's return; a call that never returned has the last place of all.
    pub began: u64,
    pub ended: u64,
    /// Its place among the marks of its thread.
    nth: usize,
}

impl Call {
    /// Whether this call had returned when the other began.
    pub fn is_before(&self, other: &Call) -> bool {
        self.ended < other.began
    }
}

/// The calls with this label among the marks, in the order in which they began.
fn among(marks: &[Mark], label: &str) -> Vec<Call> {
    let begins = marks.iter().enumerate().filter(|(_, mark)| mark.label == label);
    let call = |(at, begin): (usize, &Mark)| {
        let mut own = marks[at + 1..].iter().filter(|mark| mark.thread == begin.thread);
        let end = own.find(|mark| mark.label == RETURNED);
        Call {
            thread: begin.thread,
            argument: begin.value,
            answer: end.map(|end| end.value),
            called_at: Duration::from_nanos(begin.at_ns),
            returned_at: end.map(|end| Duration::from_nanos(end.at_ns)),
            began: begin.order,
            ended: end.map_or(u64::MAX, |end| end.order),
            nth: marks[..at].iter().filter(|mark| mark.thread == begin.thread).count(),
        }
    };
    begins.map(call).collect()
}

impl Seen<'_> {
    /// The calls with this label, in the order in which they began.
    pub fn calls(&self, label: &str) -> Vec<Call> {
        among(self.marks(), label)
    }

    /// The learner's lines that ran in a call, each once.
    pub fn lines_in(&self, call: &Call) -> Vec<u32> {
        let is_mark = |event: &Event| matches!(event.op, Op::Mark(..));
        let own = self.events().iter().filter(|event| event.thread == call.thread);
        let mut marks = 0;
        let inside = own.filter(|event| {
            marks += usize::from(is_mark(event));
            marks == call.nth + 1
        });
        let mut lines = Vec::new();
        for line in inside.filter_map(Event::line) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(marks: &[(Thread, &'static str, u64)]) -> Vec<Mark> {
        let mark = |(order, &(thread, label, value))| Mark {
            thread,
            at_ns: order * 1_000,
            label,
            value,
            order,
        };
        (1..).zip(marks).map(mark).collect()
    }

    #[test]
    fn a_call_ends_with_the_next_return_of_its_own_thread() {
        let marks = marks(&[
            (1, "push", 7),
            (2, "push", 8),
            (2, RETURNED, 0),
            (1, RETURNED, 7),
            (2, "pop", 0),
        ]);
        let told: Vec<_> = among(&marks, "push")
            .iter()
            .map(|call| (call.thread, call.argument, call.answer, call.began, call.ended))
            .collect();
        assert_eq!(told, [(1, 7, Some(7), 1, 4), (2, 8, Some(0), 2, 3)]);
    }

    #[test]
    fn a_call_that_never_returned_is_before_nothing() {
        let marks = marks(&[(1, "push", 7), (2, "pop", 0), (2, RETURNED, 7), (2, "pop", 0)]);
        let (push, pops) = (among(&marks, "push")[0], among(&marks, "pop"));
        assert_eq!((push.answer, push.returned_at), (None, None));
        assert!(!push.is_before(&pops[1]) && pops[0].is_before(&pops[1]));
        assert_eq!(pops[0].returned_at, Some(Duration::from_nanos(3_000)));
    }
}
