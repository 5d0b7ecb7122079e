//! An interleaving as a picture in text: a column a thread, a row a step. In: a [`Story`], a width. Out: lines. Pure.

use recorder::Story;
use recorder::story::Step;

/// How a story is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Canvas {
    pub width: usize,
    pub unicode: bool,
}

/// One line of the picture, in pieces that a renderer may colour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    Heading,
    #[default]
    Step,
    /// A step that has something to notice.
    Remarked,
}

/// Narrower columns than this are not readable; the threads are then named in each row instead.
const NARROWEST: usize = 14;
const GAP: usize = 2;

/// Draws the whole story.
pub fn draw(story: &Story, canvas: Canvas) -> Vec<Row> {
    let margin = margin(story);
    let columns = story.threads.len().max(1);
    let wanted: Vec<usize> = (0..columns).map(|column| natural_width(story, column)).collect();
    match widths(&wanted, canvas.width.saturating_sub(margin.total())) {
        Some(widths) => table(story, canvas, &margin, &widths),
        None => list(story, canvas, &margin),
    }
}

/// A story that is worth reading and not too long to keep: loops that go round and round show two rounds, and what is still
/// too long loses its middle.
pub fn condensed(mut story: Story) -> Story {
    /// Up to this many steps nothing is left out.
    const SHORT: usize = 24;
    /// Repetitions from which on a loop is a loop.
    const MANY: usize = 6;
    const LONGEST_LOOP: usize = 8;
    const BEGINNING: usize = 60;
    const END: usize = 140;
    if story.steps.len() <= SHORT {
        return story;
    }
    let same = |one: &Step, other: &Step| {
        one.thread == other.thread && one.line == other.line && one.remark.is_none() && other.remark.is_none()
    };
    let clipped = story.left_out > 0;
    let mut keep = vec![true; story.steps.len()];
    let mut at = 0;
    while at < story.steps.len() {
        let steps = &mut story.steps;
        let rounds = |length: usize| {
            let repeated = (at..).take_while(|&at| at + length < steps.len() && same(&steps[at], &steps[at + length]));
            repeated.count() / length + 1
        };
        let longest = (1..=LONGEST_LOOP)
            .map(|length| (rounds(length), length))
            .find(|&(rounds, _)| rounds >= MANY);
        let Some((rounds, length)) = longest else {
            at += 1;
            continue;
        };
        // Where the engine itself has left steps out, nobody has counted the rounds.
        let count = if clipped {
            String::new()
        } else {
            format!(", {} more times", rounds - 2)
        };
        steps[at + 2 * length - 1].remark = Some(format!("and so on{count}"));
        keep[at + 2 * length..at + rounds * length].fill(false);
        at += rounds * length;
    }
    story.retain(|at, _| keep[at]);
    if story.steps.len() > BEGINNING + END {
        let cut = story.steps.len() - BEGINNING - END;
        story.retain(|at, _| at < BEGINNING || at >= BEGINNING + cut);
        story.steps[BEGINNING - 1].remark = Some(format!("{cut} steps are left out here"));
    }
    story
}

/// What stands before the columns: the line's number, and the time where it moves.
struct Margin {
    number: usize,
    time: usize,
}

impl Margin {
    fn total(&self) -> usize {
        2 + self.number + 2 + if self.time > 0 { self.time + 2 } else { 0 }
    }

    fn of(&self, step: Option<&Step>, timed: bool) -> String {
        let number = step
            .and_then(|step| step.line)
            .map_or(String::new(), |line| line.to_string());
        let time = match step {
            Some(step) if timed => clock(step.at_ns),
            _ => String::new(),
        };
        let mut text = format!("  {number:>width$}  ", width = self.number);
        if self.time > 0 {
            text.push_str(&format!("{time:>width$}  ", width = self.time));
        }
        text
    }
}

fn margin(story: &Story) -> Margin {
    let number = story
        .steps
        .iter()
        .filter_map(|step| step.line)
        .map(|line| line.to_string().len())
        .max()
        .unwrap_or(0);
    let time = if story.timed {
        story
            .steps
            .iter()
            .map(|step| clock(step.at_ns).len())
            .max()
            .unwrap_or(0)
    } else {
        0
    };
    Margin {
        number: number.max(2),
        time,
    }
}

/// Simulated time since the start: `0 s`, `2.5 s`, `20 ms`.
pub fn clock(nanoseconds: u64) -> String {
    let short = |value: f64| {
        let text = format!("{value:.3}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if nanoseconds == 0 {
        "0 s".to_owned()
    } else if nanoseconds < 1_000_000_000 {
        format!("{} ms", short(nanoseconds as f64 / 1e6))
    } else {
        format!("{} s", short(nanoseconds as f64 / 1e9))
    }
}

fn natural_width(story: &Story, column: usize) -> usize {
    let heading = story.threads.get(column).map_or(0, |name| name.chars().count());
    let texts = story
        .steps
        .iter()
        .filter(|step| step.thread == column)
        .map(|step| step.text.chars().count());
    texts.max().unwrap_or(0).max(heading)
}

/// The columns' widths within `room`, if it can hold them: the widest give way first.
fn widths(wanted: &[usize], room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(GAP * wanted.len().saturating_sub(1))?;
    let mut widths = wanted.to_vec();
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter().copied().max()?;
        if widest <= NARROWEST {
            return None;
        }
        let place = widths.iter().position(|&width| width == widest)?;
        widths[place] -= 1;
    }
    Some(widths)
}

fn table(story: &Story, canvas: Canvas, margin: &Margin, widths: &[usize]) -> Vec<Row> {
    let start = |column: usize| margin.total() + widths[..column].iter().map(|width| width + GAP).sum::<usize>();
    let mut heading = margin.of(None, false);
    for (column, name) in story.threads.iter().enumerate() {
        pad(&mut heading, start(column));
        heading.extend(name.chars().take(widths[column]));
    }
    let mut rows = vec![Row {
        text: heading.trim_end().to_owned(),
        role: Role::Heading,
    }];
    for step in &story.steps {
        let column = step.thread.min(widths.len() - 1);
        let role = if step.remark.is_some() {
            Role::Remarked
        } else {
            Role::Step
        };
        let mut lines = wrap(&step.text, widths[column]).into_iter().map(|cell| {
            let mut text = String::new();
            pad(&mut text, start(column));
            text + &cell
        });
        let mut first = lines.next().unwrap_or_default();
        first.replace_range(..margin.total().min(first.len()), &margin.of(Some(step), story.timed));
        let mut drawn: Vec<String> = std::iter::once(first).chain(lines).collect();
        if let Some(remark) = &step.remark {
            remark_on(
                &mut drawn,
                remark,
                start(column),
                start(column) + widths[column] + GAP,
                canvas,
            );
        }
        rows.extend(drawn.into_iter().map(|text| Row {
            text: text.trim_end().to_owned(),
            role,
        }));
    }
    rows
}

/// Puts a remark behind the step's text if there is room for it, and on a line of its own below it otherwise.
fn remark_on(drawn: &mut Vec<String>, remark: &str, column: usize, next_column: usize, canvas: Canvas) {
    let (arrow, below) = if canvas.unicode {
        ("← ", "↑ ")
    } else {
        ("<- ", "^ ")
    };
    let length = arrow.chars().count() + remark.chars().count();
    let Some(last) = drawn.last_mut() else { return };
    if next_column + length <= canvas.width {
        pad(last, next_column);
        last.push_str(arrow);
        last.push_str(remark);
        return;
    }
    if last.chars().count() + 2 + length <= canvas.width {
        last.push_str("  ");
        last.push_str(arrow);
        last.push_str(remark);
        return;
    }
    // Where the column is far to the right, the remark begins further to the left.
    let indent = column.min(canvas.width.saturating_sub(length).max(4));
    for (number, line) in wrap(remark, canvas.width.saturating_sub(indent + 2))
        .into_iter()
        .enumerate()
    {
        let mut text = String::new();
        pad(&mut text, indent);
        text.push_str(if number == 0 { below } else { "  " });
        drawn.push(text + &line);
    }
}

/// A row a step with the thread's name before it, for screens that are too narrow for a table.
fn list(story: &Story, canvas: Canvas, margin: &Margin) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut previous = None;
    for step in &story.steps {
        if previous != Some(step.thread) {
            let name = story.threads.get(step.thread).map_or("", String::as_str);
            rows.push(Row {
                text: format!("  {name}:"),
                role: Role::Heading,
            });
            previous = Some(step.thread);
        }
        let role = if step.remark.is_some() {
            Role::Remarked
        } else {
            Role::Step
        };
        let mut text = step.text.clone();
        if let Some(remark) = &step.remark {
            text.push_str(if canvas.unicode { " ← " } else { " <- " });
            text.push_str(remark);
        }
        for (number, line) in wrap(&text, canvas.width.saturating_sub(margin.total()).max(10))
            .into_iter()
            .enumerate()
        {
            let mut text = if number == 0 {
                margin.of(Some(step), story.timed)
            } else {
                String::new()
            };
            pad(&mut text, margin.total());
            rows.push(Row {
                text: text + &line,
                role,
            });
        }
    }
    rows
}

fn pad(text: &mut String, width: usize) {
    let missing = width.saturating_sub(text.chars().count());
    text.extend(std::iter::repeat_n(' ', missing));
}

/// Breaks `text` at spaces into lines of at most `width` characters; a longer word is cut.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        if length > 0 && length + 1 + word.len() > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        while word.len() > width {
            let rest = word.split_off(width);
            lines.push(word.into_iter().collect());
            word = rest;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        length += word.len();
        line.extend(word);
    }
    if length > 0 || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Story {
        let step = |thread, line, text: &str, remark: Option<&str>| Step {
            thread,
            line: Some(line),
            text: text.to_owned(),
            at_ns: 2_500_000_000,
            remark: remark.map(str::to_owned),
            ..Step::default()
        };
        Story {
            threads: vec!["main".to_owned(), "adder 1".to_owned(), "adder 2".to_owned()],
            steps: vec![
                step(0, 14, "spawn adder 1", None),
                step(1, 16, "lock counter, read 0", None),
                step(2, 17, "lock counter, write 1", None),
                step(1, 17, "lock counter, write 1", Some("adder 2's update is lost here")),
            ],
            found_in: 3,
            preemptions: 1,
            ..Story::default()
        }
    }

    fn drawn(story: &Story, width: usize, unicode: bool) -> String {
        let rows = draw(story, Canvas { width, unicode });
        assert!(rows.iter().all(|row| row.text.chars().count() <= width), "{rows:#?}");
        rows.into_iter().map(|row| row.text + "\n").collect()
    }

    #[test]
    fn a_column_a_thread_and_the_remark_behind_its_step() {
        let expected = "
      main           adder 1                adder 2
  14  spawn adder 1
  16                 lock counter, read 0
  17                                        lock counter, write 1
  17                 lock counter, write 1  ← adder 2's update is lost here
";
        assert_eq!(drawn(&story(), 80, true), expected[1..]);
    }

    #[test]
    fn a_loop_is_told_twice_and_a_long_story_loses_its_middle() {
        let mut endless = story();
        let round = [endless.steps[1].clone(), endless.steps[2].clone()];
        endless.steps.extend(std::iter::repeat_n(round, 1000).flatten());
        let short = condensed(endless);
        assert_eq!((short.steps.len(), short.left_out), (4 + 4, 2000 - 4));
        assert_eq!(short.steps[7].remark.as_deref(), Some("and so on, 998 more times"));

        let mut varied = story();
        varied.steps = (0..1000)
            .map(|line| Step {
                line: Some(line),
                ..varied.steps[0].clone()
            })
            .collect();
        let short = condensed(varied);
        assert_eq!(
            (short.steps.len(), short.left_out, short.steps[199].line),
            (200, 800, Some(999))
        );
        assert_eq!(condensed(story()), story());
    }

    #[test]
    fn columns_wrap_and_remarks_go_below_where_it_is_narrow() {
        let expected = "
      main           adder 1         adder 2
  14  spawn adder 1
  16                 lock counter,
                     read 0
  17                                 lock counter,
                                     write 1
  17                 lock counter,
                     write 1
                   ^ adder 2's update is lost here
";
        assert_eq!(drawn(&story(), 51, false), expected[1..]);
    }

    #[test]
    fn too_narrow_for_columns_is_a_list() {
        let expected = "
  main:
  14  spawn adder 1
  adder 1:
  16  lock counter, read 0
  adder 2:
  17  lock counter, write 1
  adder 1:
  17  lock counter, write 1 <-
      adder 2's update is lost
      here
";
        assert_eq!(drawn(&story(), 30, false), expected[1..]);
    }

    #[test]
    fn times_stand_before_the_columns_where_the_clock_moves() {
        let timed = Story { timed: true, ..story() };
        assert!(drawn(&timed, 80, true).contains("  16  2.5 s                 lock counter, read 0"));
        assert_eq!(
            [clock(0), clock(20_000_000), clock(10_000_000_000)],
            ["0 s", "20 ms", "10 s"]
        );
    }
}
