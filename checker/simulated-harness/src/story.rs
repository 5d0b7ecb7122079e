//! From a recorded execution to a table: a column a thread, a row a step, with what the steps have to do with each other.

use crate::links::{self, Held, Linked};
use crate::lost_update::lost_update;
use crate::mistake::Mistake;
use crate::names::{self, Names};
use crate::words::words;
use engine::__engine::{Ending, Report};
use recorder::Kind;
use recorder::story::{Hold, Link, Pause, Step, Story, Thing};
use recorder::trace::{Blocked, Event, Object, Op, Value};
use std::collections::BTreeSet;

/// Rows kept at the beginning and at the end of a long story.
const HEAD: usize = 60;
const TAIL: usize = 240;

/// So many different rows at the end are a loop, or several threads' loops.
const MOST_LOOPED: usize = 16;

/// Tells the story of an execution, mostly of a failing one.
pub fn tell(report: &Report, mistake: Option<&Mistake>, found_in: u64, replay: String) -> Story {
    let Rows { mut rows, row_of } = rows(report);
    let told = mistake
        .and_then(|mistake| told(report, mistake, &row_of))
        .unwrap_or(rows.len());
    let decisive = mistake.and_then(|mistake| decide(report, mistake, &mut rows[..told], &row_of));
    if let Some(mistake) = mistake {
        let involved = involved(report, mistake, &rows);
        let theirs = touched_by_the_program(&rows);
        for (at, row) in rows.iter_mut().enumerate() {
            row.step.minor = at >= told || is_minor(row, mistake, &involved) || is_the_suites(row, &theirs);
        }
    }
    let best = mistake.and_then(|mistake| mistake.best);
    let things = Things::of(&rows);
    let turns = turns_that_say_nothing_new(&mut rows, &report.ending);
    let mut story = Story {
        threads: (0..report.tasks.len())
            .map(|thread| names::thread(report, thread))
            .collect(),
        links: linked(&links::links(&report.events), &row_of),
        holds: held(&links::holds(&report.events), &row_of, &things),
        things: things.described(report),
        timed: rows.iter().any(|row| row.step.at_ns > 0),
        choices: Vec::new(),
        hoped: false,
        decisive,
        // Nobody looks at them but beside the best possible.
        pauses: best.map_or(Vec::new(), |_| pauses(report)),
        best_ns: best.map(|best| best.as_nanos() as u64),
        left_out: 0,
        found_in,
        replay,
        preemptions: report.preemptions,
        spurious: report.events.iter().filter(|event| event.is_spurious()).count() as u32,
        steps: rows
            .into_iter()
            .map(|row| Step {
                thing: things.index(row.object),
                ..row.step
            })
            .collect(),
    };
    if turns.contains(&true) {
        story.retain(|at, _| !turns[at]);
    }
    let at_most = story.steps.len().saturating_sub(TAIL);
    if at_most > HEAD {
        story.retain(|at, _| at < HEAD || at >= at_most);
    }
    story
}

/// Of a story that is far too long because somebody turns in a loop: the rows of that loop, but for the first time that each
/// comes. Which rows a loop has is seen at the end; how the threads' turns mix may differ from round to round.
fn turns_that_say_nothing_new(rows: &mut [Row], ending: &Ending) -> Vec<bool> {
    let mut old = vec![false; rows.len()];
    let Some(end) = rows.len().checked_sub(TAIL).filter(|&cut| cut > HEAD) else {
        return old;
    };
    let own = |row: &Row| (row.step.thread, row.step.line, row.step.text.clone());
    let looped: BTreeSet<_> = rows[end..].iter().map(own).collect();
    if looped.len() > MOST_LOOPED {
        return old;
    }
    let begin = rows
        .iter()
        .rposition(|row| !looped.contains(&own(row)))
        .map_or(0, |before| before + 1);
    let mut seen = BTreeSet::new();
    for at in begin..rows.len() {
        old[at] = !seen.insert(own(&rows[at]));
    }
    let ends = matches!(
        ending,
        Ending::Returned | Ending::Panicked | Ending::Exited(_) | Ending::Aborted
    );
    let (last, how_long) = if ends {
        (
            old.iter().position(|&old| old).and_then(|first| first.checked_sub(1)),
            "many times more",
        )
    } else {
        (old.iter().rposition(|old| !old), "for ever")
    };
    if let Some(last) = last {
        rows[last].step.remark = Some(format!("and so on, {how_long}"));
    }
    old
}

/// How many rows it takes until the mistake had come to light, if it did so before the end.
fn told(report: &Report, mistake: &Mistake, row_of: &[Option<usize>]) -> Option<usize> {
    let order = mistake.by?;
    let nth = report.marks.iter().position(|mark| mark.order == order)?;
    let mut marks = report
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| matches!(event.op, Op::Mark(..)));
    let (by, _) = marks.nth(nth)?;
    row_of[..=by].iter().flatten().max().map(|row| row + 1)
}

struct Row {
    step: Step,
    object: Object,
    /// `lock`, `channel` …: what the object is, by what is done to it.
    kind: &'static str,
    /// Whether further reads and writes of the same object can be told in the same row.
    open: bool,
}

struct Rows {
    rows: Vec<Row>,
    /// The row that tells an event, or else the row that was the thread's last then.
    row_of: Vec<Option<usize>>,
}

/// How many rows have been begun when so many events have happened.
pub fn rows_begun(report: &Report) -> Vec<usize> {
    let mut most = 0;
    let begun = rows(report).row_of.into_iter().map(|row| {
        most = most.max(row.map_or(0, |row| row + 1));
        most
    });
    std::iter::once(0).chain(begun).collect()
}

fn rows(report: &Report) -> Rows {
    let mut rows: Vec<Row> = Vec::new();
    let mut row_of = Vec::with_capacity(report.events.len());
    let mut last = vec![None; report.tasks.len()];
    let names = Names::of(report);
    for event in &report.events {
        // A mark is the suite's, and where it is made is not the learner's line.
        let line = event.line().filter(|_| !matches!(event.op, Op::Mark(..)));
        let Some((text, remark)) = words(&names, event) else {
            row_of.push(last[event.thread]);
            continue;
        };
        let object = if names::has_thing(&event.op) { event.object } else { 0 };
        let continues = rows.last().is_some_and(|row| {
            row.open
                && row.step.thread == event.thread
                && row.object == object
                && (line.is_none() || row.step.line == line)
        });
        let open = matches!(event.op, Op::Lock { .. } | Op::Read(_));
        let printed = match &event.op {
            Op::Print(text) => Some(text.clone()),
            _ => None,
        };
        match rows.last_mut().filter(|_| continues) {
            Some(row) => {
                row.step.text = format!("{}, {text}", row.step.text);
                row.step.value = shown(&event.op).or(row.step.value.take());
                row.open = open;
            }
            None => rows.push(Row {
                step: Step {
                    thread: event.thread,
                    line,
                    text,
                    at_ns: event.at_ns,
                    remark,
                    value: shown(&event.op),
                    printed,
                    ..Step::default()
                },
                object,
                kind: kind(event),
                open,
            }),
        }
        last[event.thread] = Some(rows.len() - 1);
        row_of.push(last[event.thread]);
    }
    Rows { rows, row_of }
}

/// From when to when each thread slept or waited. A thread that runs takes no simulated time. In a long story, a pause that follows upon
/// another of its kind is a part of it: who sleeps a hundred thousand times sleeps.
fn pauses(report: &Report) -> Vec<Pause> {
    let is_long = report.events.len() > HEAD + TAIL;
    let mut pauses: Vec<Pause> = Vec::new();
    let mut last: Vec<Option<&Event>> = vec![None; report.tasks.len()];
    for event in &report.events {
        if let Some(before) = last[event.thread].filter(|before| before.at_ns < event.at_ns) {
            let slept = matches!(before.op, Op::Sleep(_) | Op::Blocked(Blocked::Sleep));
            let earlier = pauses.iter_mut().rfind(|pause| pause.thread == event.thread);
            match earlier.filter(|pause| is_long && pause.slept == slept) {
                Some(pause) => pause.to_ns = event.at_ns,
                None => pauses.push(Pause {
                    thread: event.thread,
                    from_ns: before.at_ns,
                    to_ns: event.at_ns,
                    slept,
                }),
            }
        }
        last[event.thread] = Some(event);
    }
    pauses
}

/// The value that an object has after a step.
fn shown(op: &Op) -> Option<String> {
    let value: &Value = match op {
        Op::Read(Some(value)) | Op::Written(Some(value)) => value,
        Op::Load(value) | Op::Store(value) | Op::CompareFailed(value) => value,
        Op::Update { new, .. } => new,
        _ => return None,
    };
    Some(value.to_string())
}

fn kind(event: &Event) -> &'static str {
    match event.op {
        Op::Wait | Op::Woken(_) | Op::Notify { .. } => "condition",
        Op::Load(_) | Op::StaleLoad(_) | Op::Store(_) | Op::Update { .. } | Op::CompareFailed(_) => "atomic",
        Op::Send | Op::Receive | Op::ReceiveNothing | Op::HungUp => "channel",
        Op::Barrier => "barrier",
        Op::Initialised => "value",
        _ => names::kind_of_wait(&event.op).unwrap_or("lock"),
    }
}

/// The step at which it went wrong, with a remark on it.
fn decide(report: &Report, mistake: &Mistake, rows: &mut [Row], row_of: &[Option<usize>]) -> Option<usize> {
    if mistake.kind == Kind::LostUpdate {
        if let Some(lost) = lost_update(&report.events) {
            let who = names::thread(report, report.events[lost.others_write].thread);
            let row = row_of[lost.own_write]?;
            rows[row].step.remark = Some(format!("{who}'s update is lost here"));
            return Some(row);
        }
    }
    // Otherwise the last step at the first line that the mistake names, before it came to light.
    let line = mistake.lines.first()?;
    rows.iter().rposition(|row| row.step.line == Some(*line))
}

/// The objects that the mistake is about: those of the lines that it names, and those that somebody waits for at the end.
fn involved(report: &Report, mistake: &Mistake, rows: &[Row]) -> BTreeSet<Object> {
    let named = rows
        .iter()
        .filter(|row| row.step.line.is_some_and(|line| mistake.lines.contains(&line)))
        .map(|row| row.object);
    let waited = report
        .tasks
        .iter()
        .filter(|task| !task.finished)
        .filter_map(|task| task.waiting)
        .filter(|waiting| names::has_thing(&Op::Blocked(waiting.what)));
    named
        .chain(waited.map(|waiting| waiting.object))
        .filter(|&object| object != 0)
        .collect()
}

fn is_minor(row: &Row, mistake: &Mistake, involved: &BTreeSet<Object>) -> bool {
    let named = row.step.line.is_some_and(|line| mistake.lines.contains(&line));
    let about_others = row.object != 0 && !involved.contains(&row.object);
    // Where no object is known to be involved, everything may be.
    about_others && !named && row.step.remark.is_none() && !involved.is_empty()
}

/// The objects that a line of the learner's file has to do with.
fn touched_by_the_program(rows: &[Row]) -> BTreeSet<Object> {
    let theirs = rows.iter().filter(|row| row.step.line.is_some());
    theirs.map(|row| row.object).collect()
}

/// Whether a step is done to something that only the suite has, to see what happens.
fn is_the_suites(row: &Row, theirs: &BTreeSet<Object>) -> bool {
    row.object != 0 && row.step.line.is_none() && row.step.remark.is_none() && !theirs.contains(&row.object)
}

fn linked(links: &[Linked], row_of: &[Option<usize>]) -> Vec<Link> {
    let in_rows = links.iter().filter_map(|link| {
        let (from, to) = (row_of[link.from]?, row_of[link.to]?);
        (from < to).then_some(Link {
            from,
            to,
            led: link.led,
        })
    });
    let mut links: Vec<Link> = in_rows.collect();
    links.dedup();
    links
}

fn held(holds: &[Held], row_of: &[Option<usize>], things: &Things) -> Vec<Hold> {
    let in_rows = holds.iter().filter_map(|held| {
        Some(Hold {
            thread: held.thread,
            thing: things.index(held.object)?,
            from: row_of[held.from]?,
            to: match held.to {
                Some(to) => Some(row_of[to]?),
                None => None,
            },
        })
    });
    in_rows.collect()
}

/// The objects that have a row, in order of appearance.
struct Things(Vec<(Object, &'static str)>);

impl Things {
    fn of(rows: &[Row]) -> Things {
        let mut things: Vec<(Object, &'static str)> = Vec::new();
        for row in rows.iter().filter(|row| row.object != 0) {
            if things.iter().all(|&(object, _)| object != row.object) {
                things.push((row.object, row.kind));
            }
        }
        Things(things)
    }

    fn index(&self, object: Object) -> Option<usize> {
        self.0.iter().position(|&(known, _)| known == object)
    }

    fn described(&self, report: &Report) -> Vec<Thing> {
        let names = Names::of(report);
        let described = self.0.iter().map(|&(object, kind)| Thing {
            name: names.or_number(object, kind),
            kind: kind.to_string(),
        });
        described.collect()
    }
}
