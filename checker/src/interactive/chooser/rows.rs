//! The rows of the list of exercises. In: an [`Entry`] and how much room there is. Out: a line.

use crate::interactive::line::{Line, Paint, width};
use crate::overview::{Entry, Standing};
use crate::render::Look;
use crate::render::human::number;

/// How wide the columns are.
#[derive(Clone, Copy)]
pub struct Columns {
    name: usize,
    points: usize,
    /// 0: not shown.
    word: usize,
    title: bool,
}

impl Columns {
    /// A narrow screen can do without the titles, and then without the words, since there are marks.
    pub fn fitting(entries: &[Entry], room: usize, look: Look) -> Columns {
        const WORD: usize = "unfinished".len();
        const TITLE: usize = 12;
        let name = entries.iter().map(|entry| width(&entry.folder)).max().unwrap_or(0);
        let points = entries.iter().map(|entry| points(entry).len()).max().unwrap_or(0);
        let marks = if look.unicode { 3 } else { 4 };
        // Where even the names are too wide, they give way to the points.
        let name = name.min(room.saturating_sub(marks + 1 + 2 + points)).max(1);
        let left = room.saturating_sub(marks + 1 + name + 2 + points);
        Columns {
            name,
            points,
            word: if left >= WORD + 2 { WORD } else { 0 },
            title: left >= WORD + 2 + TITLE + 2,
        }
    }
}

/// What is special about a row.
#[derive(Clone, Copy)]
pub struct Place {
    pub selected: bool,
    /// The learner is at this exercise.
    pub current: bool,
}

/// The line of one exercise.
pub fn row(entry: &Entry, place: Place, columns: Columns, look: Look) -> Line {
    let (mark, paint) = mark(entry, place.current, look);
    let cursor = match (place.selected, look.unicode) {
        (false, _) => "  ",
        (true, true) => "▶ ",
        (true, false) => "> ",
    };
    let emphasis = if place.selected { Paint::Strong } else { Paint::Plain };
    let name = Line::of(emphasis, &entry.folder).fitted(columns.name, look);
    let mut line = Line::of(Paint::Helpful, cursor)
        .and(paint, &format!("{mark:<0$} ", if look.unicode { 1 } else { 2 }))
        .join(name)
        .and(Paint::Dim, &format!("  {:>1$}", points(entry), columns.points));
    if columns.word > 0 {
        line = line.and(paint, &format!("  {:1$}", entry.word(), columns.word));
    }
    if columns.title {
        line = line.and(emphasis, &format!("  {}", entry.title));
    }
    line
}

fn points(entry: &Entry) -> String {
    let have = match entry.standing {
        Standing::Unchecked => "?".to_owned(),
        Standing::Passed | Standing::Failed | Standing::Unfinished | Standing::Error => number(entry.points),
    };
    format!("{have} / {}", number(entry.max_points))
}

/// The sign before a name, and its colour.
fn mark(entry: &Entry, is_current: bool, look: Look) -> (&'static str, Paint) {
    let sign = |unicode, ascii| if look.unicode { unicode } else { ascii };
    match entry.standing {
        Standing::Passed => (sign("✓", "ok"), Paint::Good),
        _ if is_current => (sign("→", "->"), Paint::Notice),
        _ if entry.is_left_out() => (sign("-", "-"), Paint::Dim),
        Standing::Failed | Standing::Error => (sign("✗", "x"), Paint::Bad),
        Standing::Unfinished | Standing::Unchecked => (sign("·", "-"), Paint::Dim),
    }
}
