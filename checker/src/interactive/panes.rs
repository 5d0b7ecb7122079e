//! The panes that both screens are made of: the source with the threads in its margin, the steps so far, and what is so now.
//! In: a story and how far it has come. Out: lines of the width and height that are asked for.

use crate::interactive::line::{Line, Paint, beside, filled, fitted};
use crate::interactive::moment::Moment;
use crate::render::Look;
use crate::story::wrap;
use recorder::Story;

/// From this width on, source and steps stand side by side.
const SIDE_BY_SIDE: usize = 72;
/// The columns before the steps: the marks and the line's number.
const NUMBER: usize = 6;
/// The columns of the bar between the panes.
const BETWEEN: usize = 3;
/// Narrower columns than this are not readable; each row then begins with its thread instead.
const NARROWEST: usize = 17;

/// A story at some point, as it is shown.
pub struct Scene<'a> {
    pub story: &'a Story,
    /// The lines of the learner's file.
    pub source: &'a [&'a str],
    /// The steps that are listed, by their indices.
    pub shown: &'a [usize],
    /// How many of all steps have happened.
    pub done: usize,
    /// What stands below, whatever else has to go.
    pub below: Vec<Line>,
}

impl Scene<'_> {
    pub fn draw(mut self, width: usize, height: usize, look: Look) -> Vec<Line> {
        let moment = Moment::after(self.story, self.done);
        let below = std::mem::take(&mut self.below);
        if width < SIDE_BY_SIDE {
            // Too narrow for two panes: the few lines of source around the last step stand below the steps.
            let mut lines = self.now(&moment, width, look);
            lines.truncate(height.saturating_sub(below.len() + 3));
            lines.extend(below);
            let room = height.saturating_sub(lines.len());
            let source = if room >= 9 { 4 } else { 0 };
            let mut all = filled(self.steps(width, room - source, look), room - source);
            all.extend(filled(self.source(&moment, width, source, look), source));
            all.extend(lines);
            return fitted(filled(all, height), width, look);
        }
        let right = right_width(self.story, self.source, width);
        let left = width - right - BETWEEN;
        let mut lines = self.now(&moment, right, look);
        // The steps keep some lines, whatever there is to say about the last one.
        lines.truncate(height.saturating_sub(below.len() + 5));
        lines.extend(below);
        let room = height.saturating_sub(lines.len());
        let mut steps = filled(self.steps(right, room, look), room);
        steps.extend(lines);
        let source = filled(self.source(&moment, left, height, look), height);
        beside((source, left), (filled(steps, height), right), look)
    }

    /// The step that happened last.
    fn last(&self) -> Option<usize> {
        self.done.checked_sub(1).filter(|&last| last < self.story.steps.len())
    }

    /// The source around the line of the last step, with the threads that are there in the margin.
    fn source(&self, moment: &Moment, width: usize, height: usize, look: Look) -> Vec<Line> {
        let line_of = |step: usize| {
            let step = &self.story.steps[step];
            step.line.or(moment.lines.get(step.thread).copied().flatten())
        };
        let here = self.last().and_then(line_of);
        let around = here.or(moment.lines.iter().flatten().next().copied());
        let first_line = self.story.steps.iter().find_map(|step| step.line);
        let middle = around.or(first_line).unwrap_or(1) as usize;
        let most = self.source.len().saturating_sub(height);
        let top = middle.saturating_sub(height / 2 + 1).min(most);
        let digits = self.source.len().to_string().len();
        let room = width.saturating_sub(digits + 6);
        let tight = self.source.iter().any(|text| text.chars().count() > room);
        // Where not every line fits, indentation is what can best be done without.
        let indented = |text: &str| {
            let code = text.trim_start();
            let indent = text.chars().count() - code.chars().count();
            " ".repeat(if tight { indent / 2 } else { indent }) + code
        };
        let rows = self.source.iter().enumerate().skip(top).take(height).map(|(at, text)| {
            let number = at as u32 + 1;
            let current = here == Some(number);
            let tags = self.tags(moment, number);
            let arrow = match (current, look.unicode) {
                (false, _) => " ",
                (true, true) => "▶",
                (true, false) => ">",
            };
            let paint = if current { Paint::Strong } else { Paint::Plain };
            let margin = tags.and(Paint::Strong, arrow);
            let numbered = margin.and(Paint::Dim, &format!("{number:>digits$} "));
            numbered.and(paint, &indented(text)).fitted(width, look)
        });
        rows.collect()
    }

    /// The threads whose last step was at a line, in four columns.
    fn tags(&self, moment: &Moment, line: u32) -> Line {
        const ROOM: usize = 4;
        let threads = (0..moment.lines.len()).filter(|&thread| moment.lines[thread] == Some(line));
        let mut tags = Line::default();
        for thread in threads {
            let tag = tag(thread);
            if tags.width() + tag.len() >= ROOM {
                tags = tags.and(Paint::Dim, "+");
                break;
            }
            tags = tags.and(Paint::Thread(thread), &tag);
        }
        let space = " ".repeat(ROOM.saturating_sub(tags.width()));
        Line::of(Paint::Plain, &space).join(tags)
    }

    /// The steps so far: a column a thread where there is room for it.
    fn steps(&self, width: usize, height: usize, look: Look) -> Vec<Line> {
        let threads = self.story.threads.len().max(1);
        let column = width.saturating_sub(NUMBER) / threads;
        let columns = column >= NARROWEST;
        let mut rows = Vec::new();
        if columns {
            let names = (0..self.story.threads.len())
                .map(|thread| Line::of(Paint::Thread(thread), &self.named(thread)).fitted(column, look));
            rows.push(names.fold(Line::of(Paint::Plain, &" ".repeat(NUMBER)), Line::join));
        }
        // From the last one upwards, as many as there is room for; the last one is there in any case.
        let mut room = height.saturating_sub(rows.len());
        let mut blocks = Vec::new();
        for &at in self.shown.iter().rev().filter(|&&at| at < self.done) {
            let block = self.step(at, columns.then_some(column), width, look);
            if block.len() > room && !blocks.is_empty() {
                break;
            }
            room = room.saturating_sub(block.len());
            blocks.push(block);
        }
        rows.extend(blocks.into_iter().rev().flatten());
        rows.into_iter().map(|row| row.fitted(width, look)).collect()
    }

    /// One step: in its thread's column, in as many lines as it takes, or else in one line.
    fn step(&self, at: usize, column: Option<usize>, width: usize, look: Look) -> Vec<Line> {
        let step = &self.story.steps[at];
        let line = step.line.map_or(String::new(), |line| line.to_string());
        let decisive = self.story.decisive == Some(at);
        let mark = match (self.last() == Some(at), look.unicode) {
            (false, _) => " ",
            (true, true) => "▶",
            (true, false) => ">",
        };
        let paint = if decisive {
            Paint::Bad
        } else {
            Paint::Thread(step.thread)
        };
        let margin = Line::of(Paint::Strong, mark).and(Paint::Bad, if decisive { "!" } else { " " });
        let margin = margin.and(Paint::Dim, &format!("{line:>3} "));
        let Some(column) = column else {
            let text = format!("{}: {}", self.named(step.thread), step.text);
            return vec![margin.and(paint, &text).fitted(width, look)];
        };
        let texts = wrap(&step.text, column - 1);
        let mut margins = std::iter::once(margin).chain(std::iter::repeat(Line::of(Paint::Plain, &" ".repeat(NUMBER))));
        let before = " ".repeat(step.thread * column);
        let rows = texts.iter().map(|text| {
            let margin = margins.next().unwrap_or_default();
            margin.and(Paint::Plain, &before).and(paint, text)
        });
        rows.collect()
    }

    /// A thread's name, with its tag if the name doesn't end with it.
    fn named(&self, thread: usize) -> String {
        let (name, tag) = (&self.story.threads[thread], tag(thread));
        if name.ends_with(&tag) || name == "main" {
            name.clone()
        } else {
            format!("{tag} {name}")
        }
    }

    /// The last step in full, and what is so after it.
    fn now(&self, moment: &Moment, width: usize, look: Look) -> Vec<Line> {
        let mut lines = vec![rule(width, look)];
        let mut say = |paint: Paint, text: &str| {
            lines.extend(wrap(text, width).iter().map(|line| Line::of(paint, line)));
        };
        if let Some(step) = self.last().map(|last| &self.story.steps[last]) {
            let time = if self.story.timed {
                format!(" at {:.3} s", step.at_ns as f64 / 1e9)
            } else {
                String::new()
            };
            let text = format!("{}: {}{time}", self.story.threads[step.thread], step.text);
            say(Paint::Thread(step.thread), &text);
            if let Some(remark) = &step.remark {
                let arrow = if look.unicode { "←" } else { "<-" };
                say(Paint::Notice, &format!("{arrow} {remark}"));
            }
        }
        let name = |thing: usize| self.story.things.get(thing).map_or("?", |thing| thing.name.as_str());
        let held: Vec<String> = moment
            .held
            .iter()
            .map(|&(thing, thread)| format!("{} by {}", name(thing), self.story.threads[thread]))
            .collect();
        if !self.story.holds.is_empty() {
            let none = String::from("nothing");
            say(
                Paint::Plain,
                &format!("held: {}", if held.is_empty() { none } else { held.join(", ") }),
            );
        }
        if !moment.values.is_empty() {
            let values = moment
                .values
                .iter()
                .map(|(thing, value)| format!("{} = {value}", name(*thing)));
            say(
                Paint::Plain,
                &format!("values: {}", values.collect::<Vec<_>>().join(", ")),
            );
        }
        // The last lines of output are enough to see what comes out; the check's sentence says what is wrong with it.
        let output: Vec<&str> = moment.output.lines().collect();
        for (at, text) in output.iter().skip(output.len().saturating_sub(3)).enumerate() {
            let label = if at == 0 { "output: " } else { "        " };
            lines.push(Line::of(Paint::Plain, label).and(Paint::Strong, text));
        }
        lines
    }
}

/// How wide the pane with the steps is: all that the source doesn't need, and if both need much, a little more than half. The source
/// gives way for columns, down to a point, and takes what they have no use for.
pub fn right_width(story: &Story, source: &[&str], width: usize) -> usize {
    const COMFORTABLE: usize = 26;
    const LEAST: usize = 30;
    if width < SIDE_BY_SIDE {
        return width;
    }
    let columns = |width: usize| NUMBER + story.threads.len() * width + BETWEEN;
    let longest = source.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let most = (width * 45 / 100).max(width.saturating_sub(columns(COMFORTABLE)));
    let most = match width.saturating_sub(columns(NARROWEST)) {
        left @ LEAST.. => most.min(left),
        _ => most,
    };
    width - most.min(longest + 12).max(24) - BETWEEN
}

/// What stands for a thread in the margin: `m` for main, else its number.
pub fn tag(thread: usize) -> String {
    match thread {
        0 => "m".to_owned(),
        number => number.to_string(),
    }
}

pub fn rule(width: usize, look: Look) -> Line {
    Line::of(Paint::Dim, &if look.unicode { "─" } else { "-" }.repeat(width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interactive::sample::{LOOK, SOURCE, story};

    fn drawn(width: usize, height: usize, done: usize, look: Look) -> Vec<String> {
        let (story, source) = (story(), SOURCE.lines().collect::<Vec<_>>());
        let shown: Vec<usize> = (0..story.steps.len()).collect();
        let scene = Scene {
            story: &story,
            source: &source,
            shown: &shown,
            done,
            below: vec![Line::of(Paint::Plain, "BELOW")],
        };
        scene.draw(width, height, look).iter().map(Line::text).collect()
    }

    #[test]
    fn every_size_is_filled_and_not_more() {
        for width in [1, 20, 40, 71, 72, 80, 100, 140, 300] {
            for height in [1, 2, 5, 10, 22, 60] {
                for done in 0..=8 {
                    let lines = drawn(width, height, done, LOOK);
                    assert_eq!(lines.len(), height, "{width}x{height}");
                    let widest = lines.iter().map(|line| crate::interactive::line::width(line)).max();
                    assert_eq!(widest, Some(width), "{width}x{height}");
                    let has_below = lines.iter().any(|line| line.contains("BELOW"));
                    assert!(has_below || width < 5, "{width}x{height}:\n{}", lines.join("\n"));
                }
            }
        }
    }

    #[test]
    fn the_margin_names_the_threads_that_are_at_a_line() {
        let lines = drawn(100, 20, 5, LOOK);
        assert!(lines[0].starts_with("   m 1 fn main()"), "{}", lines.join("\n"));
        assert!(lines[1].starts_with("  12▶2 fn add()"), "{}", lines.join("\n"));
        assert!(lines[2].starts_with("     3 "), "{}", lines.join("\n"));
    }

    #[test]
    fn in_plain_ascii_nothing_else_is_drawn() {
        for width in [40, 80, 140] {
            let plain = Look { unicode: false, ..LOOK };
            let text = drawn(width, 20, 7, plain).join("\n");
            assert!(text.is_ascii(), "{text}");
        }
    }

    #[test]
    fn what_is_held_and_what_is_printed_is_said() {
        let text = drawn(100, 20, 3, LOOK).join("\n");
        assert!(
            text.contains("held: counter by thread 1") && text.contains("values: counter = 0"),
            "{text}"
        );
        let text = drawn(100, 20, 8, LOOK).join("\n");
        assert!(
            text.contains("output: done") && text.contains("held: nothing"),
            "{text}"
        );
    }
}
