//! What `watch` looks like. In: the [`Machine`]'s state. Out: lines, exactly as many as the terminal has. Pure.

use crate::interactive::ansi;
use crate::interactive::line::{Line, Paint, filled, fitted, width};
use crate::render::Look;
use crate::render::human::{self, number};
use crate::render::json::{mark, status};
use crate::story::wrap;
use crate::verdict::{Status, Verdict};
use crate::watch::machine::{Machine, Notice, Pane, Run, Shown, What};
use std::time::Duration;

/// When a check has taken so long, it is said what can be done.
const LONG: Duration = Duration::from_secs(4);

const KEYS: [(&str, &str); 17] = [
    ("n, p", "the next exercise, the one before"),
    ("h", "the next hint"),
    ("e", "step through the interleaving that fails"),
    ("o", "open the file in your editor"),
    ("l", "list all exercises"),
    ("a", "check all exercises"),
    ("r", "put the stub back; your version is kept"),
    ("s", "where the solution is, once it passes"),
    ("Enter", "check again, whatever is remembered"),
    ("up, down, j, k", "scroll"),
    ("PgUp, PgDn", "scroll by a page (also space)"),
    ("Home, End", "to the top, to the bottom"),
    ("Esc", "back to the result"),
    ("?", "these keys"),
    ("q, Ctrl-C", "leave"),
    ("", ""),
    ("", "Saving the file checks it, also while a check runs."),
];

/// Whether there is room for more than the title, the body, the state and the keys.
fn is_high(machine: &Machine) -> bool {
    machine.size.1 >= 10
}

/// Rows of the body.
pub fn room(machine: &Machine) -> usize {
    // The title and the keys; an empty line below the one and a rule above the other.
    let frame = if is_high(machine) { 4 } else { 2 };
    machine.size.1.saturating_sub(frame + state(machine).len()).max(1)
}

/// How far can be scrolled.
pub fn last_scroll(machine: &Machine) -> usize {
    body(machine).len().saturating_sub(room(machine))
}

/// How far is to be scrolled until the last hint stands at the top.
pub fn last_hint(machine: &Machine) -> usize {
    let Some(Pane::Hints(hints, _)) = &machine.pane else {
        return 0;
    };
    let before = &hints[..hints.len().saturating_sub(1)];
    let above = ansi::lines(&hints_text(before, look(machine)), machine.size.0).len();
    above.min(last_scroll(machine))
}

pub fn draw(machine: &Machine) -> Vec<Line> {
    let (columns, rows) = machine.size;
    let look = look(machine);
    let mut lines = vec![title(machine)];
    if is_high(machine) {
        lines.push(Line::default());
    }
    let body = body(machine);
    let room = room(machine);
    let above = machine.scrolled.min(body.len().saturating_sub(room));
    let below = body.len().saturating_sub(above + room);
    lines.extend(filled(body.into_iter().skip(above).take(room).collect(), room));
    if is_high(machine) {
        lines.push(rule(above, below, columns, look));
    }
    lines.extend(state(machine));
    lines.push(keys(machine));
    fitted(filled(lines, rows), columns, look)
}

/// Of the same width as the screen is now.
fn look(machine: &Machine) -> Look {
    Look {
        width: machine.size.0.clamp(20, 160),
        ..machine.look
    }
}

fn title(machine: &Machine) -> Line {
    let (place, look) = (machine.place(), look(machine));
    let under_way = if look.unicode { "…" } else { ">" };
    let (sign, points) = match (&machine.shown, machine.verdict()) {
        _ if machine.gone.is_some() => (look.cross(), String::new()),
        _ if has_news(machine) => (look.notice(under_way), String::new()),
        (_, Some(verdict)) => (mark(look, status(&verdict.status)), points(verdict)),
        (Shown::Trouble(_), _) => (look.cross(), String::new()),
        (_, None) => (look.dot().to_owned(), String::new()),
    };
    let done = machine.places.iter().filter(|place| place.passed).count();
    let so_far = format!("{done} of {} done", machine.places.len());
    let sign = ansi::lines(&sign, 4).into_iter().next().unwrap_or_default();
    // A narrow screen can do without the title, and then without what stands at the right.
    let folder = format!(" {}", place.folder);
    let full = format!("{folder} {} {}", look.dot(), place.title);
    let both = [points.as_str(), so_far.as_str()].join("  ");
    let room = |right: &str| machine.size.0.saturating_sub(sign.width() + width(right) + 2);
    let right = [both.trim(), points.as_str()]
        .into_iter()
        .find(|right| room(right) >= width(&folder))
        .unwrap_or("");
    let left = if room(right) >= width(&folder) + 12 {
        full
    } else {
        folder
    };
    let left = Line::of(Paint::Strong, &left).fitted(room(right), look);
    sign.join(left).and(Paint::Dim, &format!("  {right}"))
}

/// Whether the run has something to show already.
fn has_news(machine: &Machine) -> bool {
    matches!(
        &machine.run,
        Some(Run {
            what: What::One { compiles: true, .. },
            ..
        })
    )
}

fn points(verdict: &Verdict) -> String {
    format!("{} / {} points", number(verdict.points()), number(verdict.max_points()))
}

fn rule(above: usize, below: usize, columns: usize, look: Look) -> Line {
    let stroke = if look.unicode { "─" } else { "-" };
    let lines = |count: usize| {
        if count == 1 {
            "1 more line".to_owned()
        } else {
            format!("{count} more lines")
        }
    };
    let text = match (above, below) {
        (0, 0) => String::new(),
        (_, 0) => " the end; PgUp ".to_owned(),
        (_, below) => format!(" {} below; PgDn ", lines(below)),
    };
    let line = Line::of(Paint::Dim, &stroke.repeat(2)).and(Paint::Notice, &text);
    let left = columns.saturating_sub(line.width());
    line.and(Paint::Dim, &stroke.repeat(left))
}

/// What is between the title and the rule.
fn body(machine: &Machine) -> Vec<Line> {
    let (columns, look) = (machine.size.0, look(machine));
    let text = match &machine.pane {
        Some(Pane::Help) => return KEYS.iter().map(|(key, does)| help(key, does)).collect(),
        Some(Pane::Hints(hints, _)) => hints_text(hints, look),
        None => result(machine, look),
    };
    ansi::lines(&text, columns)
}

fn help(key: &str, does: &str) -> Line {
    Line::of(Paint::Helpful, &format!("  {key:<14}  ")).and(Paint::Plain, does)
}

fn hints_text(hints: &[(String, String)], look: Look) -> String {
    hints
        .iter()
        .map(|(title, text)| human::hint(title, text, look))
        .collect()
}

fn result(machine: &Machine, look: Look) -> String {
    if let Some(gone) = &machine.gone {
        let text = format!(
            "{} is gone. As soon as it is back, it is checked. r puts the stub back, n and p go to other exercises.",
            gone.display()
        );
        return human::sentence(&text, look);
    }
    let what = machine.run.as_ref().map(|run| &run.what);
    if let Some(What::One {
        checks,
        compiles: true,
        done,
        ..
    }) = what
    {
        return human::running(&machine.subject(""), checks, done, look);
    }
    match &machine.shown {
        Shown::Nothing => match what {
            Some(What::One { lesson, .. }) => human::begun(lesson, look),
            Some(What::All(_)) | None => String::new(),
        },
        Shown::Trouble(error) => {
            let (what, next) = (human::sentence(&error.what, look), human::sentence(&error.next, look));
            format!("{}{}\n{}", look.bad("error\n"), what, next)
        }
        Shown::Result(result) => {
            let (source, lesson, verdict) = &**result;
            let after = machine.places.get(machine.at + 1).map(|place| place.folder.as_str());
            human::watched(&machine.subject(source), lesson, after, verdict, look)
        }
    }
}

/// What is going on. Mostly a line.
fn state(machine: &Machine) -> Vec<Line> {
    let wrapped = |paint, text: &str| {
        let lines = wrap(text, machine.size.0.max(1));
        lines.iter().map(|text| Line::of(paint, text)).collect()
    };
    if machine.asks {
        let folder = &machine.place().folder;
        let text = format!("Put the stub of {folder} back? Your version is kept. y/n");
        return wrapped(Paint::Notice, &text);
    }
    match &machine.notice {
        Some(Notice::Said(what) | Notice::Kept(what)) => return wrapped(Paint::Notice, what),
        Some(Notice::Trouble(what)) => return wrapped(Paint::Bad, what),
        None => {}
    }
    if let Some(Pane::Hints(_, more)) = &machine.pane {
        let more = match more {
            0 => "That was the last hint.".to_owned(),
            1 => "There is 1 more hint: h shows it.".to_owned(),
            more => format!("There are {more} more hints: h shows the next."),
        };
        return wrapped(Paint::Notice, &format!("{more} Esc goes back."));
    }
    if let Some(run) = &machine.run {
        return vec![Line::of(Paint::Helpful, &under_way(machine, run))];
    }
    vec![match machine.polled {
        None => said(machine).and(Paint::Dim, "waits for the next save"),
        Some(why) => said(machine).and(Paint::Notice, &format!("looks for saves ({why})")),
    }]
}

fn under_way(machine: &Machine, run: &Run) -> String {
    let dots = if machine.look.unicode { "…" } else { "..." };
    let took = machine.now.saturating_sub(run.since);
    let seconds = match took.as_secs() {
        0 => String::new(),
        seconds => format!(" {seconds} s"),
    };
    match &run.what {
        What::One { .. } if took >= LONG => format!("checking{dots}{seconds}; a save ends this and begins anew"),
        What::One { .. } => format!("checking{dots}{seconds}"),
        What::All(at) => {
            let folder = &machine.places[*at].folder;
            let count = machine.places.len();
            format!("checking {} of {count}: {folder}{dots}{seconds}  Esc stops", at + 1)
        }
    }
}

fn said(machine: &Machine) -> Line {
    let Some(verdict) = machine.verdict().filter(|_| machine.gone.is_none()) else {
        return Line::default();
    };
    let (paint, word) = match &verdict.status {
        Status::Passed => (Paint::Good, "passed"),
        Status::Failed => (Paint::Bad, "not yet"),
        Status::Unfinished => (Paint::Notice, "to do"),
        Status::Error(_) => (Paint::Bad, "error"),
    };
    Line::of(paint, word).and(Paint::Dim, &format!(" {} ", machine.look.dot()))
}

/// As many of the keys as there is room for; `?` and `q` always.
fn keys(machine: &Machine) -> Line {
    let passed = machine
        .verdict()
        .is_some_and(|verdict| verdict.status == Status::Passed);
    let explains = machine
        .verdict()
        .and_then(|verdict| verdict.first_failure())
        .is_some_and(|(_, why)| why.story.is_some());
    // The likeliest first.
    let mut wanted = Vec::new();
    if passed {
        wanted.extend([("n", "next"), ("s", "solution")]);
    }
    if explains {
        wanted.push(("e", "explain"));
    }
    for key in [
        ("h", "hint"),
        ("n", "next"),
        ("p", "previous"),
        ("l", "list"),
        ("o", "open"),
        ("a", "all"),
        ("r", "reset"),
    ] {
        let is_needless = passed && key.0 == "h";
        if !wanted.contains(&key) && !is_needless {
            wanted.push(key);
        }
    }
    let last = [("?", "help"), ("q", "quit")];
    let needs = |(key, does): (&str, &str)| width(key) + width(does) + 3;
    let mut left = machine
        .size
        .0
        .saturating_sub(last.into_iter().map(needs).sum::<usize>());
    let mut line = Line::default();
    for key in wanted {
        if needs(key) > left {
            break;
        }
        left -= needs(key);
        line = line.and(Paint::Strong, key.0).and(Paint::Dim, &format!(" {}  ", key.1));
    }
    for key in last {
        line = line.and(Paint::Strong, key.0).and(Paint::Dim, &format!(" {}  ", key.1));
    }
    line
}
