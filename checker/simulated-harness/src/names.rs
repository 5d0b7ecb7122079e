//! The learner's own names for things, read off the source where they are used.

use engine::__engine::Report;
use recorder::trace::{Blocked, Event, Object, Op, Thread, learner_line};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

thread_local! {
    static SOURCE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Sets the learner's file, once, before the first check.
pub fn set_source(text: &str) {
    SOURCE.set(text.lines().map(str::to_string).collect());
}

/// The learner's file.
#[allow(dead_code, reason = "the loom world asks for it")]
pub fn source() -> String {
    SOURCE.with_borrow(|source| source.join("\n"))
}

/// Whether the learner's file contains one of these words.
pub fn source_mentions(words: &[&str]) -> bool {
    SOURCE.with_borrow(|source| source.iter().any(|line| words.iter().any(|word| line.contains(word))))
}

/// The learner's lines of code that contain one of these words, for a mistake that no step shows: what a function returned, say.
pub fn lines_that_say(words: &[&str]) -> Vec<u32> {
    let is_code = |line: &str| !line.trim_start().starts_with("//") && !line.contains("struct ");
    let says = |line: &String| is_code(line) && words.iter().any(|word| line.contains(word));
    SOURCE.with_borrow(|source| {
        (1..)
            .zip(source)
            .filter(|(_, line)| says(line))
            .map(|(at, _)| at)
            .collect()
    })
}

/// A line of the learner's file, counted from 1.
pub fn source_line(line: u32) -> Option<String> {
    SOURCE.with_borrow(|source| source.get(line.checked_sub(1)? as usize).cloned())
}

/// The lines of a function of the learner's, found by how its head begins, as far as it is short.
pub fn body_of(head: &str) -> Vec<u32> {
    const MOST: usize = 6;
    let indentation = |text: &str| text.len() - text.trim_start().len();
    SOURCE.with_borrow(|source| {
        let Some(at) = source.iter().position(|line| line.trim_start().starts_with(head)) else {
            return Vec::new();
        };
        let outer = indentation(&source[at]);
        let body = (at + 2..).zip(&source[at + 1..]);
        body.take_while(|(_, text)| text.trim().is_empty() || indentation(text) > outer)
            .filter(|(_, text)| text.contains(|letter: char| letter.is_alphanumeric()))
            .filter(|(_, text)| !text.trim_start().starts_with("//"))
            .map(|(line, _)| line as u32)
            .take(MOST)
            .collect()
    })
}

/// A thread's name: `main`, the name that the learner gave, or `thread 2`.
pub fn thread(report: &Report, thread: Thread) -> String {
    match report.tasks.get(thread).and_then(|task| task.name.as_deref()) {
        Some("main") if thread == 0 => "main".to_string(),
        Some(name) if !name.is_empty() && name.chars().count() <= 20 => format!("`{name}`"),
        _ => format!("thread {thread}"),
    }
}

/// An object's name with what it is: `the lock counter`, `the lock account (2)` where several bear it, or only what it is where the source
/// doesn't show a name.
pub fn object(report: &Report, object: Object, kind: &str) -> String {
    match bare(report, object) {
        Some(_) => format!("{kind} `{}`", or_number(report, object, kind)),
        None => kind.to_string(),
    }
}

/// The name of an object as the learner writes it, or `lock 2`.
pub fn or_number(report: &Report, object: Object, kind: &str) -> String {
    Names::of(report).or_number(object, kind)
}

/// The names of a report's objects, each looked for once: a story may ask for the same one a hundred thousand times.
pub struct Names<'a> {
    pub report: &'a Report,
    known: RefCell<HashMap<Object, Name>>,
}

/// What an object is called.
struct Name {
    /// As the learner writes it, if that can be seen.
    bare: Option<String>,
    /// Its place among those with the same name, or among those without, in the order in which they appear; and how many there are.
    number: usize,
    of: usize,
}

impl Names<'_> {
    pub fn of(report: &Report) -> Names<'_> {
        Names {
            report,
            known: RefCell::default(),
        }
    }

    /// The name of an object as the learner writes it, `account (2)` where several bear it, or `lock 2` where it has none.
    pub fn or_number(&self, object: Object, kind: &str) -> String {
        let mut known = self.known.borrow_mut();
        if known.is_empty() {
            *known = all(self.report);
        }
        match known.get(&object) {
            Some(Name {
                bare: Some(name),
                number,
                of,
            }) if *of > 1 => format!("{name} ({number})"),
            Some(Name { bare: Some(name), .. }) => name.clone(),
            Some(Name { number, .. }) => format!("{} {number}", self.kind(object, kind)),
            None => self.kind(object, kind).to_string(),
        }
    }

    /// What an object is, where it may be something else than what is done to it tells.
    fn kind<'a>(&self, object: Object, kind: &'a str) -> &'a str {
        if kind == "channel" && is_pipe(self.report, object) {
            "pipe"
        } else {
            kind
        }
    }
}

/// What all objects that appear in a report are called.
fn all(report: &Report) -> HashMap<Object, Name> {
    let mut names: Vec<(Object, Option<String>)> = Vec::new();
    let mut seen = HashSet::new();
    for event in report.events.iter().filter(|event| has_thing(&event.op)) {
        if seen.insert(event.object) {
            names.push((event.object, bare(report, event.object)));
        }
    }
    let mut of = HashMap::<Option<String>, usize>::new();
    let mut numbers = Vec::with_capacity(names.len());
    for (_, bare) in &names {
        let same = of.entry(bare.clone()).or_default();
        *same += 1;
        numbers.push(*same);
    }
    let called = |((object, bare), number): ((Object, Option<String>), usize)| {
        let of = of[&bare];
        (object, Name { bare, number, of })
    };
    names.into_iter().zip(numbers).map(called).collect()
}

/// Whether what is sent and received there are bytes.
pub fn is_pipe(report: &Report, object: Object) -> bool {
    let mut events = report.events.iter();
    events.any(|event| event.object == object && event.op == Op::Pipe)
}

/// Whether a step is done to something that has a name, and not to a thread or to the output.
pub fn has_thing(op: &Op) -> bool {
    match op {
        Op::Blocked(_) => kind_of_wait(op).is_some(),
        Op::Spawn(_)
        | Op::End
        | Op::Join(_)
        | Op::Park
        | Op::Unparked(_)
        | Op::Unpark(_)
        | Op::Sleep(_)
        | Op::Yield
        | Op::Print(_)
        | Op::Return
        | Op::Panic(_)
        | Op::Exit(_)
        | Op::Touched
        | Op::Mark(..) => false,
        _ => true,
    }
}

/// What an object is that a thread waits for.
pub fn kind_of_wait(op: &Op) -> Option<&'static str> {
    let Op::Blocked(what) = op else { return None };
    match what {
        Blocked::Lock | Blocked::ReadLock | Blocked::WriteLock => Some("lock"),
        Blocked::Condvar => Some("condition"),
        Blocked::Receive | Blocked::Send => Some("channel"),
        Blocked::Barrier => Some("barrier"),
        Blocked::Once => Some("value"),
        Blocked::Output | Blocked::Join(_) | Blocked::Scope | Blocked::Park | Blocked::Sleep | Blocked::Drain => None,
    }
}

/// The name of an object as the learner writes it.
pub fn bare(report: &Report, object: Object) -> Option<String> {
    if object == 0 {
        return None;
    }
    let of_object = |event: &&Event| event.object == object && names_its_object(&event.op);
    report.events.iter().filter(of_object).find_map(before_dot)
}

/// Whether the step was written as a method called on its object.
fn names_its_object(op: &Op) -> bool {
    matches!(
        op,
        Op::Lock { .. }
            | Op::TryLockFailed
            | Op::Wait
            | Op::Notify { .. }
            | Op::Load(_)
            | Op::StaleLoad(_)
            | Op::Store(_)
            | Op::Update { .. }
            | Op::CompareFailed(_)
            | Op::Send
            | Op::Receive
            | Op::ReceiveNothing
            | Op::HungUp
            | Op::Barrier
            | Op::Blocked(_)
    )
}

/// `counter` of `let value = *counter.lock()`: what stands before the dot of the called method.
fn before_dot(event: &Event) -> Option<String> {
    let line = learner_line(event.place)?;
    SOURCE.with_borrow(|source| {
        let text: Vec<char> = source.get(line as usize - 1)?.chars().collect();
        let mut at = (event.place.column() as usize).checked_sub(1)?.min(text.len());
        // A chain may be broken over lines; then the name stands at the end of an earlier line.
        let mut receiver: Vec<char> = text[..at].to_vec();
        let mut above = line as usize - 1;
        while receiver.iter().all(|c| c.is_whitespace() || *c == '.') && above > 0 {
            above -= 1;
            receiver = source[above].trim_end().chars().chain(['.']).collect();
        }
        at = receiver.len();
        let dot = receiver[..at]
            .iter()
            .rposition(|c| !c.is_whitespace())
            .filter(|&dot| receiver[dot] == '.')?;
        let start = receiver[..dot]
            .iter()
            .rposition(|c| !(c.is_alphanumeric() || *c == '_' || *c == '.'))
            .map_or(0, |before| before + 1);
        let name: String = receiver[start..dot].iter().collect();
        let name = name.trim_start_matches("self.").trim_matches('.').to_string();
        let is_name = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
        (is_name && name != "self").then_some(name)
    })
}
