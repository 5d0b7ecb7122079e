//! The arrows between lifelines. They run below the row of the step that they come from, then down in a gutter beside the other
//! lifeline, so that they never cross a text.

use crate::diagram::Arrow;
use crate::diagram::rows::{APART, Rows};
use recorder::Story;
use recorder::story::{Led, Link};

/// The radius of a step's dot, where arrows end.
pub const DOT: i32 = 4;
/// The distance between two arrows that end at the same step.
const ASIDE: i32 = 8;
/// The distance between two arrows in a gutter.
const LANE: i32 = 7;
/// The room beside a lifeline without arrows, and that before the first arrow.
const CLEAR: i32 = 12;

/// A link both of whose ends are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub from: usize,
    pub to: usize,
    pub from_row: usize,
    pub to_row: usize,
    pub led: Led,
}

/// The links that can be drawn. Where the first step of a thread is left out, its start points to the first that is there; where its last
/// is, its end comes from the last that is there.
pub fn between(story: &Story, shown: &[usize]) -> Vec<Shown> {
    let exact = |step: usize| shown.binary_search(&step).ok();
    let of = |step: usize| story.steps.get(step).map(|step| step.thread);
    let draw = |link: &Link| {
        let to_row = match link.led {
            Led::Spawn => (0..shown.len()).find(|&row| shown[row] >= link.to && of(shown[row]) == of(link.to)),
            Led::Join | Led::Message | Led::Lock | Led::Wake => exact(link.to),
        }?;
        let from_row = match link.led {
            Led::Join => (0..shown.len()).rfind(|&row| shown[row] <= link.from && of(shown[row]) == of(link.from)),
            Led::Spawn | Led::Message | Led::Lock | Led::Wake => exact(link.from),
        }?;
        (from_row < to_row).then(|| Shown {
            from: shown[from_row],
            to: shown[to_row],
            from_row,
            to_row,
            led: link.led,
        })
    };
    story.links.iter().filter_map(draw).collect()
}

/// The room beside the lifelines for what comes in from the left and from the right.
pub struct Gutters {
    /// For each link, on which side and in which lane it comes in.
    lanes: Vec<(Side, usize)>,
    left: Vec<usize>,
    right: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Gutters {
    pub fn new(story: &Story, links: &[Shown], threads: usize) -> Gutters {
        let mut gutters = Gutters {
            lanes: Vec::new(),
            left: vec![0; threads],
            right: vec![0; threads],
        };
        let to = |link: &Shown| story.steps[link.to].thread;
        for (at, link) in links.iter().enumerate() {
            let side = if story.steps[link.from].thread < to(link) {
                Side::Left
            } else {
                Side::Right
            };
            let beside = |lane: usize| {
                let placed = gutters.lanes.iter().zip(&links[..at]);
                placed.into_iter().any(|(&place, other)| {
                    let overlap = other.from_row <= link.to_row && link.from_row <= other.to_row;
                    place == (side, lane) && to(other) == to(link) && overlap
                })
            };
            let lane = (0..).find(|&lane| !beside(lane)).unwrap_or(0);
            let counts = match side {
                Side::Left => &mut gutters.left,
                Side::Right => &mut gutters.right,
            };
            counts[to(link)] = counts[to(link)].max(lane + 1);
            gutters.lanes.push((side, lane));
        }
        gutters
    }

    /// How far the bars are from a thread's lifeline.
    pub fn left(&self, thread: usize) -> i32 {
        room(self.left[thread])
    }

    /// How far the labels are from a thread's lifeline.
    pub fn right(&self, thread: usize) -> i32 {
        room(self.right[thread])
    }

    pub fn arrows(&self, story: &Story, links: &[Shown], rows: &Rows, lifeline: impl Fn(usize) -> i32) -> Vec<Arrow> {
        let mut arrows: Vec<Arrow> = Vec::new();
        for (link, &(side, lane)) in links.iter().zip(&self.lanes) {
            let sign = match side {
                Side::Left => -1,
                Side::Right => 1,
            };
            let before = arrows.iter().filter(|arrow| arrow.from == link.from).count() as i32;
            let (start, end) = (
                lifeline(story.steps[link.from].thread),
                lifeline(story.steps[link.to].thread),
            );
            let below = rows.end(link.from_row) + 5 + APART * before;
            let beside = end + sign * (CLEAR + LANE * lane as i32);
            // What comes in beside another arrow ends beside it.
            let arrived = arrows.iter().zip(&self.lanes);
            let arrived = arrived
                .filter(|(arrow, place)| arrow.to == link.to && place.0 == side)
                .count();
            let aside = match arrived {
                0 => 0,
                1 => ASIDE,
                _ => -ASIDE,
            };
            let y = rows.dot(link.to_row) + aside;
            let reach = if aside == 0 { DOT } else { 1 };
            arrows.push(Arrow {
                from: link.from,
                to: link.to,
                led: link.led,
                points: vec![
                    (start, rows.dot(link.from_row)),
                    (start, below),
                    (beside, below),
                    (beside, y),
                    (end + sign * reach, y),
                ],
            });
        }
        arrows
    }
}

fn room(lanes: usize) -> i32 {
    CLEAR + if lanes > 0 { LANE * lanes as i32 } else { 0 }
}
