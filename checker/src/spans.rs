//! The threads' times on one axis, theirs beside the best possible: why a program takes as long as it does. In: a [`Story`], a width.
//! Out: lines. Pure.

use crate::story::{Canvas, clock};
use recorder::Story;

/// Threads that are drawn; the others are counted.
const MOST_THREADS: usize = 12;

/// The chart, if simulated time passed in the story and something is known about where it went.
pub fn draw(story: &Story, canvas: Canvas) -> Vec<String> {
    let end = story.pauses.iter().map(|pause| pause.to_ns).max().unwrap_or(0);
    let (Some(best), true) = (story.best_ns, end > 0) else {
        return Vec::new();
    };
    let drawn: Vec<usize> = (0..story.threads.len())
        .filter(|&thread| story.pauses.iter().any(|pause| pause.thread == thread))
        .collect();
    let hidden = drawn.len().saturating_sub(MOST_THREADS);
    let names = drawn
        .iter()
        .take(MOST_THREADS)
        .map(|&thread| story.threads[thread].as_str());
    let label = names
        .chain(["best"])
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(0);
    let axis = canvas.width.saturating_sub(label + 6).clamp(10, 60);
    let scale = Scale { end, cells: axis };
    let line = |name: &str, cells: &str, after: &str| {
        let text = format!("  {name:label$}  {cells} {after}");
        text.trim_end().to_owned()
    };
    let (first, last) = (clock(0), clock(end));
    let gap = axis.saturating_sub(first.len() + last.len()).max(1);
    let mut lines = vec![line("", &format!("{first}{}{last}", " ".repeat(gap)), "")];
    for &thread in drawn.iter().take(MOST_THREADS) {
        lines.push(line(
            &story.threads[thread],
            &scale.thread(story, thread, canvas.unicode),
            "",
        ));
    }
    if hidden > 0 {
        lines.push(line("", &format!("and {hidden} more threads"), ""));
    }
    let cells = scale.cell(best.min(end)).max(1);
    let work = if canvas.unicode { '━' } else { '=' };
    lines.push(line("best", &work.to_string().repeat(cells), &clock(best)));
    let wait = if canvas.unicode { '·' } else { '.' };
    lines.push(line("", &format!("{work} at work (asleep)   {wait} waiting"), ""));
    lines
}

struct Scale {
    end: u64,
    cells: usize,
}

impl Scale {
    /// The cell in which a moment lies.
    fn cell(&self, at_ns: u64) -> usize {
        (u128::from(at_ns) * self.cells as u128 / u128::from(self.end.max(1))) as usize
    }

    fn thread(&self, story: &Story, thread: usize, unicode: bool) -> String {
        let mut cells = vec![' '; self.cells];
        // Work is drawn over waiting where both fall into the same cell.
        for slept in [false, true] {
            let pauses = story
                .pauses
                .iter()
                .filter(|pause| pause.thread == thread && pause.slept == slept);
            let sign = match (slept, unicode) {
                (true, true) => '━',
                (true, false) => '=',
                (false, true) => '·',
                (false, false) => '.',
            };
            for pause in pauses {
                let (from, to) = (self.cell(pause.from_ns), self.cell(pause.to_ns));
                let to = to.max(from + 1).min(self.cells);
                cells[from.min(to)..to].fill(sign);
            }
        }
        cells.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recorder::story::Pause;

    fn story() -> Story {
        let second = 1_000_000_000;
        let pause = |thread, from: u64, to: u64, slept| Pause {
            thread,
            from_ns: from * second,
            to_ns: to * second,
            slept,
        };
        Story {
            threads: ["main", "thread 1", "thread 2"].map(str::to_owned).to_vec(),
            pauses: vec![pause(0, 0, 4, false), pause(1, 0, 2, true), pause(2, 2, 4, true)],
            best_ns: Some(2 * second),
            ..Story::default()
        }
    }

    #[test]
    fn what_could_have_been_at_once_stands_one_after_the_other() {
        let canvas = |unicode| Canvas { width: 38, unicode };
        let expected = [
            "            0 s                  4 s",
            "  main      ························",
            "  thread 1  ━━━━━━━━━━━━",
            "  thread 2              ━━━━━━━━━━━━",
            "  best      ━━━━━━━━━━━━ 2 s",
            "            ━ at work (asleep)   · waiting",
        ];
        assert_eq!(draw(&story(), canvas(true)), expected);
        assert_eq!(draw(&story(), canvas(false))[2], "  thread 1  ============");
    }

    #[test]
    fn without_time_there_is_no_chart() {
        let canvas = Canvas {
            width: 80,
            unicode: true,
        };
        assert!(draw(&Story::default(), canvas).is_empty());
        let unknown = Story {
            best_ns: None,
            ..story()
        };
        assert!(draw(&unknown, canvas).is_empty());
    }
}
