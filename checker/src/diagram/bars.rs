//! The bars beside the lifelines: which locks a thread held, from which row to which.

use crate::diagram::Bar;
use crate::diagram::measure::{LINE, Label, PAD, Rect, cut, width};
use crate::diagram::rows::Rows;
use recorder::Story;
use recorder::story::Hold;
use std::cmp::Reverse;

/// Locks' names are cut here.
const LONGEST_NAME: usize = 14;
const GAP: i32 = 3;

/// The locks that each thread held, in lanes beside each other where it held several.
pub struct Spans {
    spans: Vec<Span>,
    /// For each thread the widths of its lanes, the one next to the lifeline first.
    lanes: Vec<Vec<i32>>,
}

struct Span {
    hold: usize,
    from: usize,
    /// `None`: it was never given back.
    to: Option<usize>,
    lane: usize,
    name: String,
}

impl Spans {
    pub fn new(story: &Story, shown: &[usize], threads: usize) -> Spans {
        let mut lanes: Vec<Vec<i32>> = vec![Vec::new(); threads];
        let rows = |hold: &Hold| {
            let from = shown.partition_point(|&step| step < hold.from);
            let end = hold
                .to
                .map_or(shown.len() + 1, |to| shown.partition_point(|&step| step <= to));
            (from, end)
        };
        let all = story.holds.iter().enumerate();
        let mut holds: Vec<(usize, &Hold)> = all.filter(|(_, hold)| hold.thread < threads).collect();
        // The longer of two that begin together is next to the lifeline.
        holds.sort_by_key(|(_, hold)| (rows(hold).0, Reverse(rows(hold).1)));
        let mut spans: Vec<Span> = Vec::new();
        for (at, hold) in holds {
            let (from, end) = rows(hold);
            // Nothing is shown that happened while it was held.
            if end.min(shown.len()) <= from {
                continue;
            }
            let to = hold.to.map(|_| end - 1);
            let same = |span: &&Span| story.holds[span.hold].thread == hold.thread;
            let last = to.unwrap_or(shown.len());
            let overlaps = |span: &&Span| span.from <= last && from <= span.to.unwrap_or(shown.len());
            let beside: Vec<&Span> = spans.iter().filter(same).filter(overlaps).collect();
            // What is taken and given back within a row would only repeat a bar that is there.
            let within = |span: &&Span| {
                let inside = span.from <= from && last <= span.to.unwrap_or(shown.len());
                inside && story.holds[span.hold].thing == hold.thing
            };
            if beside.iter().any(within) {
                continue;
            }
            let taken = |lane: &usize| beside.iter().any(|span| span.lane == *lane);
            let lane = (0..).find(|lane| !taken(lane)).unwrap_or(0);
            let name = story
                .things
                .get(hold.thing)
                .map_or("a lock", |thing| thing.name.as_str());
            let name = cut(name, LONGEST_NAME);
            let room = width(&name) + 2 * PAD;
            match lanes[hold.thread].get_mut(lane) {
                Some(wide) => *wide = room.max(*wide),
                None => lanes[hold.thread].push(room),
            }
            spans.push(Span {
                hold: at,
                from,
                to,
                lane,
                name,
            });
        }
        Spans { spans, lanes }
    }

    /// The room that a thread's bars need.
    pub fn width(&self, thread: usize) -> i32 {
        self.lanes[thread].iter().map(|lane| lane + GAP).sum()
    }

    /// The bars, given where each thread's begin: they go on to the left from there.
    pub fn bars(&self, story: &Story, rows: &Rows, edge: impl Fn(usize) -> i32) -> Vec<Bar> {
        let place = |span: &Span| {
            let thread = story.holds[span.hold].thread;
            let lanes = &self.lanes[thread];
            let x = edge(thread) - lanes[..=span.lane].iter().map(|lane| lane + GAP).sum::<i32>();
            let y = rows.top(span.from);
            let end = span.to.map_or(rows.bottom(), |row| rows.end(row));
            let rect = Rect {
                x,
                y,
                width: lanes[span.lane],
                height: end - y,
            };
            let name = Label {
                rect: Rect {
                    height: LINE + PAD,
                    ..rect
                },
                lines: vec![span.name.clone()],
            };
            Bar {
                hold: span.hold,
                rect,
                name,
                open: span.to.is_none(),
            }
        };
        self.spans.iter().map(place).collect()
    }
}
