//! An interleaving as a picture: a lifeline a thread, time downwards. In: a [`Story`]. Out: shapes with their places. Pure.
//!
//! Each row of the picture holds one step, so that arrows can run between the rows and beside the lifelines without touching any text.

pub mod arrows;
pub mod bars;
pub mod measure;
pub mod moment;
pub mod rows;
pub mod sheet;

use crate::story::clock;
use arrows::Gutters;
use bars::Spans;
use measure::{Label, PAD, Rect, cut, width};
use recorder::Story;
use recorder::story::Led;
use rows::Rows;

/// What a diagram is about.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// The exercise and the check.
    pub heading: String,
    /// What went wrong.
    pub message: &'a str,
    pub help: Option<&'a str>,
    /// The command that runs this interleaving again.
    pub again: String,
    /// The learner's file, and how it is called.
    pub source: &'a str,
    pub label: &'a str,
    /// The lines that the diagnosis names.
    pub lines: &'a [u32],
    pub story: &'a Story,
}

/// Which steps are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Those that have a part in what went wrong.
    Relevant,
    All,
}

/// The picture, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    pub width: i32,
    pub height: i32,
    pub lifelines: Vec<Lifeline>,
    pub steps: Vec<Placed>,
    pub bars: Vec<Bar>,
    pub arrows: Vec<Arrow>,
    pub ticks: Vec<Tick>,
    /// Where steps are left out.
    pub folds: Vec<Label>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifeline {
    pub x: i32,
    /// The thread's name, above and, where the picture is long, also below.
    pub headings: Vec<Label>,
    pub segments: Vec<Segment>,
}

/// A part of a lifeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    pub from: i32,
    pub to: i32,
    /// Simulated time passes here.
    pub idle: bool,
}

/// A step in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its index in [`Story::steps`].
    pub step: usize,
    /// Where it is on the lifeline.
    pub dot: (i32, i32),
    pub label: Label,
    /// How many of the label's lines are what is to be noticed.
    pub remarks: usize,
    /// Where the text begins, beside the line's number.
    pub text_x: i32,
    pub decisive: bool,
}

/// A lock while it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its index in [`Story::holds`].
    pub hold: usize,
    pub rect: Rect,
    pub name: Label,
    /// It is never given back.
    pub open: bool,
}

/// A step that led to another, by their indices in [`Story::steps`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    pub from: usize,
    pub to: usize,
    pub led: Led,
    pub points: Vec<(i32, i32)>,
}

/// A point in simulated time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    pub y: i32,
    pub label: Label,
}

const MARGIN: i32 = 12;
const HEADING: i32 = 34;
/// The room between two columns.
const GAP: i32 = 16;
/// Stories with more rows name the threads again at the bottom.
const LONG: usize = 14;
/// Threads' names are cut here.
const LONGEST_NAME: usize = 22;

impl Diagram {
    pub fn new(story: &Story, detail: Detail) -> Diagram {
        let shown: Vec<usize> = (0..story.steps.len())
            .filter(|&at| detail == Detail::All || !story.steps[at].minor || story.decisive == Some(at))
            .collect();
        let links = arrows::between(story, &shown);
        let threads = story
            .steps
            .iter()
            .map(|step| step.thread + 1)
            .max()
            .unwrap_or(0)
            .max(story.threads.len());
        let times = if story.timed {
            rows::times(story, &shown)
        } else {
            Vec::new()
        };
        let axis = times.iter().map(|&(_, at)| width(&clock(at)) + 2 * PAD).max();
        let left = MARGIN + axis.map_or(0, |axis| axis + GAP);
        let rows = Rows::new(story, &shown, &links, threads, MARGIN + HEADING);

        let spans = Spans::new(story, &shown, threads);
        let gutters = Gutters::new(story, &links, threads);
        let mut lifelines = Vec::new();
        let mut folds = Vec::new();
        let mut x = left;
        for thread in 0..threads {
            let name = cut(story.threads.get(thread).map_or("", String::as_str), LONGEST_NAME);
            x += spans.width(thread) + gutters.left(thread);
            let heading = Label::new(x - PAD, MARGIN, vec![name]);
            let mut labels = gutters.right(thread) + rows.label_width(thread);
            if thread == 0 {
                folds = rows.folds(x + gutters.right(thread));
                let right = folds.iter().map(|fold| fold.rect.right() - x).max();
                labels = labels.max(right.unwrap_or(0));
            }
            let room = labels.max(heading.rect.width - PAD);
            lifelines.push(Lifeline {
                x,
                headings: vec![heading],
                segments: rows.segments(story, &links, thread),
            });
            x += room + GAP;
        }
        let mut height = rows.bottom() + MARGIN;
        if shown.len() > LONG {
            for lifeline in &mut lifelines {
                let down = rows.bottom() + PAD - MARGIN;
                let mut again = lifeline.headings[0].clone();
                again.rect = again.rect.moved(0, down);
                height = again.rect.bottom() + MARGIN;
                lifeline.headings.push(again);
            }
        }
        let steps = rows.placed(story, |thread| (lifelines[thread].x, gutters.right(thread)));
        Diagram {
            width: x - GAP + MARGIN,
            height,
            bars: spans.bars(story, &rows, |thread| lifelines[thread].x - gutters.left(thread)),
            arrows: gutters.arrows(story, &links, &rows, |thread| lifelines[thread].x),
            ticks: times
                .into_iter()
                .map(|(row, at)| {
                    let text = clock(at);
                    let y = rows.top(row);
                    let x = left - GAP - width(&text) - 2 * PAD;
                    Tick {
                        y,
                        label: Label::new(x, y, vec![text]),
                    }
                })
                .collect(),
            lifelines,
            steps,
            folds,
        }
    }

    /// Everything that has text.
    #[cfg(test)]
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        let headings = self.lifelines.iter().flat_map(|lifeline| &lifeline.headings);
        headings
            .chain(self.steps.iter().map(|placed| &placed.label))
            .chain(self.bars.iter().map(|bar| &bar.name))
            .chain(self.ticks.iter().map(|tick| &tick.label))
            .chain(&self.folds)
    }
}

#[cfg(test)]
pub mod tests;
