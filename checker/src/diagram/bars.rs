//! The bars beside the lifelines: which locks a thread held, from which row to which.

use crate::diagram::Bar;
use crate::diagram::measure::{LINE, Label, PAD, Rect, cut, width};
use crate::diagram::rows::Rows;
use recorder::Story;

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
        let mut spans: Vec<Span> = Vec::new();
        for (at, hold) in story.holds.iter().enumerate() {
            let from = shown.partition_point(|&step| step < hold.from);
            let to = hold.to.map(|to| shown.partition_point(|&step| step <= to));
            // Nothing is shown that happened while it was held.
            if to.unwrap_or(shown.len()) <= from || hold.thread >= threads {
                continue;
            }
            let to = to.map(|end| end - 1);
            let same = |span: &&Span| story.holds[span.hold].thread == hold.thread;
            let last = to.unwrap_or(shown.len());
            let overlaps = |span: &&Span| span.from <= last && from <= span.to.unwrap_or(shown.len());
            let beside: Vec<&Span> = spans.iter().filter(same).filter(overlaps).collect();
            if beside
                .iter()
                .any(|span| (span.from, span.to) == (from, to) && story.holds[span.hold].thing == hold.thing)
            {
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
