//! The list of exercises by keys: moving, searching, choosing one. In: an [`Overview`]. Out: what was chosen, if anything was.
//!
//! What is chosen is only told, so that whoever shows the screen decides what comes of it.

mod rows;

use crate::interactive::line::{Line, Paint, filled, fitted};
use crate::interactive::{Key, Next, Screen, help};
use crate::overview::{Entry, Overview};
use crate::render::Look;
use crate::render::human::number;
use rows::{Columns, Place, row};

const KEYS: [(&str, &str); 8] = [
    ("up, down", "move (also k, j)"),
    ("Home, End", "the first, the last (also g, G)"),
    ("Enter", "go on with this exercise"),
    ("/", "search by name or title"),
    ("o", "only what is open"),
    ("d", "only what is done"),
    ("a", "all (also Esc)"),
    ("q", "leave"),
];

/// How many exercises a page key passes.
const PAGE: isize = 10;

/// Which exercises are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Open,
    Done,
}

impl Filter {
    fn lets(self, entry: &Entry) -> bool {
        match self {
            Filter::All => true,
            Filter::Open => !entry.is_done(),
            Filter::Done => entry.is_done(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Open => "open",
            Filter::Done => "done",
        }
    }
}

/// The state of the screen.
pub struct Chooser {
    overview: Overview,
    filter: Filter,
    search: String,
    /// Whether keys are letters of the search.
    types: bool,
    /// The selected exercise, by its index in the course; it may be hidden when nothing else is shown.
    at: usize,
    helps: bool,
    chosen: Option<usize>,
}

impl Chooser {
    /// Begins at the exercise that the learner is at.
    pub fn new(overview: Overview) -> Chooser {
        Chooser {
            at: overview.at.unwrap_or(0),
            overview,
            filter: Filter::All,
            search: String::new(),
            types: false,
            helps: false,
            chosen: None,
        }
    }

    /// The index of the exercise to go on with, once the screen is left.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The indices of what is shown.
    fn shown(&self) -> Vec<usize> {
        let wanted = self.search.trim().to_lowercase();
        let found = |entry: &Entry| {
            entry.folder.to_lowercase().contains(&wanted)
                || entry.folder.replace('_', " ").to_lowercase().contains(&wanted)
                || entry.title.to_lowercase().contains(&wanted)
        };
        let entries = self.overview.entries.iter().enumerate();
        entries
            .filter(|(_, entry)| self.filter.lets(entry) && found(entry))
            .map(|(at, _)| at)
            .collect()
    }

    /// Selects what is shown `by` places further down, as far as there is something.
    fn go(&mut self, by: isize) {
        let shown = self.shown();
        let place = shown.iter().position(|&at| at == self.at).unwrap_or(0);
        let last = shown.len().saturating_sub(1);
        let place = place.saturating_add_signed(by).min(last);
        self.at = shown.get(place).copied().unwrap_or(self.at);
    }

    /// After what is shown has changed: the selected one, or the nearest after it, or the last.
    fn settle(&mut self) {
        let shown = self.shown();
        let next = shown.iter().find(|&&at| at >= self.at).or(shown.last());
        self.at = next.copied().unwrap_or(self.at);
    }

    fn show(&mut self, filter: Filter) {
        self.filter = filter;
        self.settle();
    }

    fn choose(&mut self) -> Next {
        self.chosen = self.shown().contains(&self.at).then_some(self.at);
        match self.chosen {
            Some(_) => Next::Leave,
            None => Next::Stay,
        }
    }

    /// A key while a search is typed.
    fn type_key(&mut self, key: Key) -> Next {
        match key {
            Key::Char(letter) => self.search.push(letter),
            Key::Backspace if self.search.is_empty() => self.types = false,
            Key::Backspace => drop(self.search.pop()),
            Key::Enter => self.types = false,
            Key::Esc => {
                self.types = false;
                self.search.clear();
            }
            Key::Up => self.go(-1),
            Key::Down => self.go(1),
            Key::PageUp => self.go(-PAGE),
            Key::PageDown => self.go(PAGE),
            Key::Left | Key::Right | Key::Home | Key::End | Key::Other => {}
        }
        self.settle();
        Next::Stay
    }

    /// Esc goes back a step: from the search, from the filter, and then out.
    fn back(&mut self) -> Next {
        if !self.search.is_empty() {
            self.search.clear();
        } else if self.filter != Filter::All {
            self.filter = Filter::All;
        } else {
            return Next::Leave;
        }
        Next::Stay
    }

    /// What is done, what is shown, what is searched.
    fn heading(&self) -> [Line; 2] {
        let Overview { entries, .. } = &self.overview;
        let sum = format!(
            "{} of {} done, {} of {} points",
            self.overview.done(),
            entries.len(),
            number(self.overview.points()),
            number(self.overview.max_points())
        );
        let mut shown = Line::default();
        for (at, filter) in [Filter::All, Filter::Open, Filter::Done].into_iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            let (paint, name) = if filter == self.filter {
                (Paint::Helpful, format!("{gap}[{}]", filter.name()))
            } else {
                (Paint::Dim, format!("{gap} {} ", filter.name()))
            };
            shown = shown.and(paint, &name);
        }
        if self.types || !self.search.is_empty() {
            let end = if self.types { "_" } else { "" };
            shown = shown.and(Paint::Notice, &format!("  /{}{end}", self.search));
        }
        [Line::of(Paint::Strong, &sum), shown]
    }

    fn footer(&self, width: usize) -> Line {
        let keys = if self.types {
            ["Enter ends the search  Esc clears it", "Enter ends  Esc clears"]
        } else {
            [
                "arrows move  Enter go on here  / search  o open  d done  a all  ? keys  q quit",
                "Enter go on here  ? keys  q quit",
            ]
        };
        let fitting = keys.iter().find(|keys| keys.len() < width).unwrap_or(&keys[1]);
        Line::of(Paint::Dim, fitting)
    }
}

impl Screen for Chooser {
    fn key(&mut self, key: Key) -> Next {
        if std::mem::take(&mut self.helps) {
            return Next::Stay;
        }
        if self.types {
            return self.type_key(key);
        }
        match key {
            Key::Char('q') => return Next::Leave,
            Key::Esc => return self.back(),
            Key::Enter => return self.choose(),
            Key::Up | Key::Char('k') => self.go(-1),
            Key::Down | Key::Char('j') => self.go(1),
            Key::PageUp => self.go(-PAGE),
            Key::PageDown => self.go(PAGE),
            Key::Home | Key::Char('g') => self.go(isize::MIN),
            Key::End | Key::Char('G') => self.go(isize::MAX),
            Key::Char('/') => {
                self.types = true;
                self.search.clear();
            }
            Key::Char('a') => {
                self.search.clear();
                self.show(Filter::All);
            }
            Key::Char('o') => self.show(Filter::Open),
            Key::Char('d') => self.show(Filter::Done),
            Key::Char('?') => self.helps = true,
            Key::Left | Key::Right | Key::Backspace | Key::Char(_) | Key::Other => {}
        }
        Next::Stay
    }

    fn draw(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        if self.helps {
            return fitted(help("The exercises", &KEYS, height), width, look);
        }
        let mut lines = self.heading().to_vec();
        if height >= 10 {
            lines.push(Line::default());
        }
        let shown = self.shown();
        let room = height.saturating_sub(lines.len() + 1);
        if shown.is_empty() {
            let back = if self.search.is_empty() {
                "a shows all"
            } else {
                "Esc clears the search"
            };
            lines.push(Line::of(Paint::Notice, &format!("  There is none; {back}.")));
        }
        // The selected one stays in the middle, as far as there is something above and below it.
        let place = shown.iter().position(|&at| at == self.at).unwrap_or(0);
        let first = place.saturating_sub(room / 2).min(shown.len().saturating_sub(room));
        let columns = Columns::fitting(&self.overview.entries, width, look);
        let rows = shown.iter().skip(first).take(room);
        lines.extend(rows.map(|&at| {
            let place = Place {
                selected: at == self.at,
                current: self.overview.at == Some(at),
            };
            row(&self.overview.entries[at], place, columns, look)
        }));
        let mut lines = filled(lines, height.saturating_sub(1));
        lines.push(self.footer(width));
        fitted(filled(lines, height), width, look)
    }
}

#[cfg(test)]
mod tests;
