//! Work that lasts: from when to when, and whether it overlaps.

use crate::run::{Line, Seen, Span};
use recorder::trace::{Event, Op, Thread};
use std::time::Duration;

/// Several spans of work.
#[derive(Debug, Clone, Default)]
pub struct Spans(pub Vec<Span>);

impl Spans {
    /// Whether two of them overlap for some time.
    pub fn overlap(&self) -> bool {
        self.most_at_once() > 1
    }

    /// The most of them that were under way at some moment. Where one ends as another begins, they are not.
    pub fn most_at_once(&self) -> usize {
        let under_way = |at: Duration| {
            self.0
                .iter()
                .filter(|span| span.from <= at && span.to.is_none_or(|to| to > at))
                .count()
        };
        self.0.iter().map(|span| under_way(span.from)).max().unwrap_or(0)
    }
}

impl Seen<'_> {
    /// The spans between a line `{before}NAME{after}` and a later line `NAME{done}`.
    pub fn printed_spans(&self, before: &str, after: &str, done: &str) -> Spans {
        let lines = self.lines();
        let name = |line: &Line| line.text.strip_prefix(before)?.strip_suffix(after).map(str::to_string);
        let mut ended: Vec<bool> = vec![false; lines.len()];
        let mut spans = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = name(line) else { continue };
            let end = (at..lines.len()).find(|&end| !ended[end] && lines[end].text == format!("{name}{done}"));
            if let Some(end) = end {
                ended[end] = true;
            }
            spans.push(Span {
                thread: line.thread,
                value: at as u64,
                from: line.at,
                to: end.map(|end| lines[end].at),
                from_order: line.order,
                to_order: end.map_or(u64::MAX, |end| lines[end].order),
            });
        }
        Spans(spans)
    }

    /// The lines where threads waited while the clock moved on: the longest waits of the calling thread first.
    pub fn lines_that_wait(&self) -> Vec<u32> {
        let events = self.events();
        let mut waits: Vec<(u64, u32)> = Vec::new();
        for (at, event) in events.iter().enumerate() {
            if !matches!(event.op, Op::Blocked(_) | Op::Sleep(_)) {
                continue;
            }
            let Some(line) = event.line() else { continue };
            let next = events[at + 1..].iter().find(|next| next.thread == event.thread);
            let lasted = next.map_or(0, |next| next.at_ns - event.at_ns);
            if lasted > 0 {
                waits.push((lasted, line));
            }
        }
        waits.sort_by_key(|&(lasted, _)| std::cmp::Reverse(lasted));
        let mut lines = Vec::new();
        for (_, line) in waits {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The lines where a thread waits for a condition, a message or an unpark.
    pub fn lines_that_wait_in(&self, thread: Thread) -> Vec<u32> {
        self.lines_where(|event| event.thread == thread && matches!(event.op, Op::Wait | Op::Park | Op::Blocked(_)))
    }

    /// The lines where results of other threads arrive: joins, receives, and what is locked by the calling thread.
    pub fn lines_that_collect(&self) -> Vec<u32> {
        let collects = |event: &Event| {
            matches!(
                event.op,
                Op::Join(_) | Op::Receive | Op::ReceiveNothing | Op::Lock { .. } | Op::Borrow(_)
            )
        };
        self.lines_where(collects)
    }
}
