//! The rows of a diagram: which step is where, and how long the lifelines are.

use crate::diagram::arrows::Shown;
use crate::diagram::measure::{LINE, Label, PAD, Rect, lines, width};
use crate::diagram::{Placed, Segment};
use recorder::Story;
use recorder::story::Led;

/// The room below a row, for the arrows that start there.
const BELOW: i32 = 12;
/// What each further arrow from the same row takes.
pub const APART: i32 = 4;
/// The room for a line that says that something is left out.
const FOLD: i32 = LINE + PAD + 4;
/// How far the longest wait reaches, and the shortest.
const WAIT: (i32, i32) = (14, 70);

/// The rows: each holds one step.
pub struct Rows {
    rows: Vec<Row>,
    label_widths: Vec<i32>,
    number_width: i32,
    bottom: i32,
    /// Above which row, how far up, how many steps are left out.
    folds: Vec<(i32, usize)>,
}

struct Row {
    step: usize,
    top: i32,
    height: i32,
    text: Vec<String>,
    remarks: usize,
}

/// The rows with which another simulated time begins, and the times.
pub fn times(story: &Story, shown: &[usize]) -> Vec<(usize, u64)> {
    let mut times: Vec<(usize, u64)> = Vec::new();
    for (row, &step) in shown.iter().enumerate() {
        let at = story.steps[step].at_ns;
        if times.last().is_none_or(|&(_, last)| last != at) {
            times.push((row, at));
        }
    }
    times
}

impl Rows {
    pub fn new(story: &Story, shown: &[usize], links: &[Shown], threads: usize, top: i32) -> Rows {
        // Many columns are narrow ones.
        let characters = match threads {
            0..=3 => 26,
            4 => 22,
            _ => 18,
        };
        let numbers = shown.iter().filter_map(|&at| story.steps[at].line);
        let number_width = numbers.max().map_or(0, |line| width(&line.to_string()) + PAD);
        let longest_wait = if story.timed { longest_wait(story, shown) } else { 0 };
        let mut label_widths = vec![0; threads];
        let mut rows = Vec::new();
        let mut folds = Vec::new();
        let mut y = top;
        if story.left_out > 0 {
            folds.push((y, story.left_out));
            y += FOLD;
        }
        for (row, &at) in shown.iter().enumerate() {
            let before = row.checked_sub(1).map(|row| shown[row]);
            let hidden = at - before.map_or(0, |before| before + 1);
            if hidden > 0 {
                folds.push((y, hidden));
                y += FOLD;
            }
            let step = &story.steps[at];
            if let Some(before) = before.filter(|_| longest_wait > 0) {
                let passed = step.at_ns.saturating_sub(story.steps[before].at_ns);
                if passed > 0 {
                    let share = passed as f64 / longest_wait as f64;
                    y += WAIT.0 + (f64::from(WAIT.1 - WAIT.0) * share) as i32;
                }
            }
            let mut text = lines(&step.text, characters);
            let mut remarks = Vec::new();
            if story.decisive == Some(at) && step.remark.is_none() {
                remarks = lines("◀ this step decides it", characters);
            }
            if let Some(remark) = &step.remark {
                remarks = lines(&format!("◀ {remark}"), characters);
            }
            let count = remarks.len();
            text.extend(remarks);
            let wide = text.iter().map(|line| width(line)).max().unwrap_or(0) + number_width + 2 * PAD;
            if let Some(widest) = label_widths.get_mut(step.thread) {
                *widest = wide.max(*widest);
            }
            let height = text.len() as i32 * LINE + PAD;
            let arrows = links.iter().filter(|link| link.from_row == row).count() as i32;
            rows.push(Row {
                step: at,
                top: y,
                height,
                text,
                remarks: count,
            });
            y += height + BELOW + APART * (arrows - 1).max(0);
        }
        if let Some(hidden) = shown
            .last()
            .map(|last| story.steps.len() - last - 1)
            .filter(|&hidden| hidden > 0)
        {
            folds.push((y, hidden));
            y += FOLD;
        }
        Rows {
            rows,
            label_widths,
            number_width,
            bottom: y,
            folds,
        }
    }

    /// The widest label of a thread.
    pub fn label_width(&self, thread: usize) -> i32 {
        self.label_widths[thread]
    }

    pub fn top(&self, row: usize) -> i32 {
        self.rows[row].top
    }

    /// The lower edge of a row's label.
    pub fn end(&self, row: usize) -> i32 {
        self.rows[row].top + self.rows[row].height
    }

    /// Where a row's step is on its lifeline.
    pub fn dot(&self, row: usize) -> i32 {
        self.rows[row].top + (LINE + PAD) / 2
    }

    /// Where the lifelines end of threads that go on.
    pub fn bottom(&self) -> i32 {
        self.bottom
    }

    /// The steps in their places, given each thread's lifeline and how far from it the labels are.
    pub fn placed(&self, story: &Story, column: impl Fn(usize) -> (i32, i32)) -> Vec<Placed> {
        let place = |(at, row): (usize, &Row)| {
            let (x, gutter) = column(story.steps[row.step].thread);
            let texts = row.text.iter().map(|line| width(line)).max().unwrap_or(0);
            let rect = Rect {
                x: x + gutter,
                y: row.top,
                width: texts + self.number_width + 2 * PAD,
                height: row.height,
            };
            Placed {
                step: row.step,
                dot: (x, self.dot(at)),
                label: Label {
                    rect,
                    lines: row.text.clone(),
                },
                remarks: row.remarks,
                text_x: rect.x + PAD + self.number_width,
                decisive: story.decisive == Some(row.step),
            }
        };
        self.rows.iter().enumerate().map(place).collect()
    }

    /// The lines that say what is left out, in the first column.
    pub fn folds(&self, x: i32) -> Vec<Label> {
        let say = |&(y, hidden): &(i32, usize)| {
            let text = match hidden {
                1 => "⋯ 1 step is left out".to_owned(),
                _ => format!("⋯ {hidden} steps are left out"),
            };
            Label::new(x, y, vec![text])
        };
        self.folds.iter().map(say).collect()
    }

    /// A thread's lifeline: from its first step, or from the top for the one that was there at the beginning, to where it was
    /// joined, or to the bottom.
    pub fn segments(&self, story: &Story, links: &[Shown], thread: usize) -> Vec<Segment> {
        let own: Vec<usize> = (0..self.rows.len())
            .filter(|&row| story.steps[self.rows[row].step].thread == thread)
            .collect();
        let (Some(&first), Some(&last)) = (own.first(), own.last()) else {
            return Vec::new();
        };
        let mut segments = Vec::new();
        let line = |from: i32, to: i32, idle: bool| Segment { from, to, idle };
        if thread == 0 {
            let top = self.rows[0].top - PAD;
            segments.push(line(top, self.dot(first), false));
        }
        for pair in own.windows(2) {
            let time = |row: usize| story.steps[self.rows[row].step].at_ns;
            let idle = story.timed && time(pair[0]) != time(pair[1]);
            segments.push(line(self.dot(pair[0]), self.dot(pair[1]), idle));
        }
        let joined = links.iter().any(|link| link.led == Led::Join && link.from_row == last);
        if !joined {
            segments.push(line(self.dot(last), self.bottom, false));
        }
        segments
    }
}

fn longest_wait(story: &Story, shown: &[usize]) -> u64 {
    let waits = shown
        .windows(2)
        .map(|pair| story.steps[pair[1]].at_ns.saturating_sub(story.steps[pair[0]].at_ns));
    waits.max().unwrap_or(0)
}
