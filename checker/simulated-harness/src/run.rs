//! One execution as a rule sees it.

use crate::diagnose::capital;
use crate::mistake::{Mistake, wrong};
use crate::names;
use crate::spans::Spans;
use engine::__engine::{Ending, Mark, Printed, Report, TaskReport};
use recorder::Kind;
use recorder::trace::{Event, Op, Thread, learner_line};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::time::Duration;

/// One execution of a scenario, with what it returned. All else is asked of [`Seen`].
pub struct Run<'a, R> {
    /// What the scenario returned, if it did.
    pub result: Option<&'a R>,
    seen: Seen<'a>,
}

/// What was seen of an execution. It doesn't depend on the type of the result, so that suites compile quickly.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    report: &'a Report,
    recorded: bool,
    /// Panics outside the learner's file belong to the scenario and are no cause of anything.
    panics_are_meant: bool,
}

impl<'a, R> Deref for Run<'a, R> {
    type Target = Seen<'a>;
    fn deref(&self) -> &Seen<'a> {
        &self.seen
    }
}

impl<'a, R> Run<'a, R> {
    pub(crate) fn new(result: Option<&'a R>, seen: Seen<'a>) -> Run<'a, R> {
        Run { result, seen }
    }
}

/// A line of the program's output.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub text: String,
    /// Who printed it: its last piece, if it was printed in pieces.
    pub thread: Thread,
    pub at: Duration,
    /// Whether it came after the scenario had returned.
    pub late: bool,
    /// The learner's line that printed it, if it was printed there.
    pub line: Option<u32>,
    /// Its place among prints, marks and the return.
    pub order: u64,
}

/// Something that lasted, from one mark to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub thread: Thread,
    pub value: u64,
    pub from: Duration,
    /// `None`: it never came to its end.
    pub to: Option<Duration>,
    /// Places among prints, marks and the return.
    pub from_order: u64,
    pub to_order: u64,
}

/// Notes something in the report of the execution that runs now. No step, no choice: nobody waits for it. A label of several words is
/// told in the story of a failure.
pub fn mark(label: &'static str, value: u64) {
    engine::__engine::mark(label, value);
}

/// How many threads the program has started so far, in the execution that runs now.
pub fn threads_started() -> usize {
    engine::__engine::threads_started()
}

impl<'a> Seen<'a> {
    pub(crate) fn new(report: &'a Report, recorded: bool) -> Seen<'a> {
        Seen {
            report,
            recorded,
            panics_are_meant: false,
        }
    }

    pub(crate) fn meaning_panics(self, panics_are_meant: bool) -> Seen<'a> {
        Seen {
            panics_are_meant,
            ..self
        }
    }

    pub fn ending(&self) -> &'a Ending {
        &self.report.ending
    }

    pub(crate) fn report(&self) -> &'a Report {
        self.report
    }

    /// Simulated time from the start to the scenario's return.
    pub fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.report.returned.map_or(self.report.ended_at, |(at, _)| at))
    }

    fn returned_order(&self) -> u64 {
        self.report.returned.map_or(u64::MAX, |(_, order)| order)
    }

    /// What was printed, in lines. An unfinished last line counts as one.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut open: Option<(String, &Printed)> = None;
        for printed in &self.report.printed {
            let mut rest = printed.text.as_str();
            while !rest.is_empty() {
                let (piece, ends, after) = match rest.find('\n') {
                    Some(at) => (&rest[..at], true, &rest[at + 1..]),
                    None => (rest, false, ""),
                };
                let text = open.take().map(|(text, _)| text).unwrap_or_default() + piece;
                if ends {
                    lines.push(self.line(text, printed));
                } else {
                    open = Some((text, printed));
                }
                rest = after;
            }
        }
        if let Some((text, printed)) = open {
            lines.push(self.line(text, printed));
        }
        lines
    }

    fn line(&self, text: String, printed: &Printed) -> Line {
        Line {
            text,
            thread: printed.thread,
            at: Duration::from_nanos(printed.at_ns),
            late: printed.order > self.returned_order(),
            line: learner_line(printed.place),
            order: printed.order,
        }
    }

    /// Each print as it was made, with its text.
    pub fn prints(&self) -> &'a [Printed] {
        &self.report.printed
    }

    pub fn marks(&self) -> &'a [Mark] {
        &self.report.marks
    }

    /// Whether a mark or print came after the scenario had returned.
    pub fn is_late(&self, order: u64) -> bool {
        order > self.returned_order()
    }

    /// The spans between marks `from` and `to` of the same value.
    pub fn spans(&self, from: &'static str, to: &'static str) -> Spans {
        let marks = &self.report.marks;
        let begins = marks.iter().enumerate().filter(|(_, mark)| mark.label == from);
        let spans = begins
            .map(|(at, begin)| {
                let end = marks[at..]
                    .iter()
                    .find(|mark| mark.label == to && mark.value == begin.value);
                Span {
                    thread: begin.thread,
                    value: begin.value,
                    from: Duration::from_nanos(begin.at_ns),
                    to: end.map(|end| Duration::from_nanos(end.at_ns)),
                    from_order: begin.order,
                    to_order: end.map_or(u64::MAX, |end| end.order),
                }
            })
            .collect();
        Spans(spans)
    }

    /// The threads that the program started, `1..`; 0 is the scenario's own.
    pub fn threads(&self) -> std::ops::Range<Thread> {
        1..self.report.tasks.len()
    }

    pub fn thread(&self, thread: Thread) -> &'a TaskReport {
        &self.report.tasks[thread]
    }

    /// The learner's line that started a thread.
    pub fn spawned_at(&self, thread: Thread) -> Option<u32> {
        self.report.tasks.get(thread).and_then(|task| learner_line(task.place))
    }

    /// The lines that start threads.
    pub fn spawn_lines(&self) -> BTreeSet<u32> {
        self.threads().filter_map(|thread| self.spawned_at(thread)).collect()
    }

    /// Threads that had not ended when the scenario returned.
    pub fn left_over(&self) -> Vec<Thread> {
        self.report.leftovers.iter().map(|leftover| leftover.thread).collect()
    }

    /// Threads that never ended, however long the others went on.
    pub fn never_ended(&self) -> Vec<Thread> {
        self.threads()
            .filter(|&thread| !self.report.tasks[thread].finished)
            .collect()
    }

    /// A thread that ended by a panic: who, the message, the learner's line. One that panicked in the learner's own code goes first; the
    /// panic may also come from a job that the suite made, and is left out if it was [meant](crate::Exploration::panics_are_meant).
    pub fn thread_panic(&self) -> Option<(Thread, &'a str, Option<u32>)> {
        let panics = self.threads().filter_map(|thread| {
            let (message, place) = self.report.tasks[thread].panic.as_ref()?;
            let line = place
                .as_ref()
                .filter(|(file, _)| file.ends_with("lib.rs"))
                .map(|&(_, line)| line);
            Some((thread, message.as_str(), line))
        });
        let panics: Vec<_> = panics
            .filter(|(_, _, line)| line.is_some() || !self.panics_are_meant)
            .collect();
        // Who meets a poisoned lock panics because another did, and that one is the cause.
        let cause = |message: &str| !message.contains("PoisonError");
        panics
            .iter()
            .find(|(_, message, line)| line.is_some() && cause(message))
            .or(panics.iter().find(|(_, _, line)| line.is_some()))
            .or(panics.first())
            .copied()
    }

    /// Every step, if the execution is recorded; else none.
    pub fn events(&self) -> &'a [Event] {
        &self.report.events
    }

    /// For rules that can't be decided without the steps.
    ///
    /// # Panics
    /// If the exploration isn't [`recorded`](crate::Exploration::recorded): the suite forgot to ask for it.
    pub(crate) fn must_be_recorded(&self) {
        assert!(
            self.recorded,
            "this rule looks at steps: the exploration must be `.recorded()`"
        );
    }

    /// The steps up to the scenario's return.
    pub fn events_before_return(&self) -> &'a [Event] {
        let end = if self.report.returned.is_some() {
            self.report.events_at_return
        } else {
            self.report.events.len()
        };
        &self.report.events[..end.min(self.report.events.len())]
    }

    /// The lines of the steps that a condition picks, in the order of the steps, each once.
    pub fn lines_where(&self, pick: impl Fn(&Event) -> bool) -> Vec<u32> {
        let mut lines = Vec::new();
        for line in self.events().iter().filter(|event| pick(event)).filter_map(Event::line) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The lines of one of the learner's functions, by its name, as far as it is short: for a mistake that no step shows.
    pub fn body_of(&self, function: &str) -> Vec<u32> {
        let public = names::body_of(&format!("pub fn {function}("));
        if public.is_empty() {
            names::body_of(&format!("fn {function}("))
        } else {
            public
        }
    }

    /// Nobody turns in a loop while there is nothing to do. Waking up now and then is not meant.
    ///
    /// # Errors
    /// A thread that does.
    pub fn nobody_spins(&self) -> Result<(), Mistake> {
        self.nobody(|task| task.rounds > 0 || task.vain_yields > 1)
    }

    /// As [`Self::nobody_spins`], but to look a few more times before going to sleep is no busy-waiting. Only where somebody has to
    /// wait for some time does a thread that spins differ from that.
    ///
    /// # Errors
    /// A thread that goes on and on.
    pub fn nobody_keeps_spinning(&self) -> Result<(), Mistake> {
        self.nobody(|task| task.rounds > 0)
    }

    fn nobody(&self, spins: impl Fn(&TaskReport) -> bool) -> Result<(), Mistake> {
        let Some(thread) = (0..self.report.tasks.len()).find(|&thread| spins(&self.report.tasks[thread])) else {
            return Ok(());
        };
        Err(self.busy_waits(thread))
    }

    pub fn busy_waits(&self, thread: Thread) -> Mistake {
        let task = &self.report.tasks[thread];
        let who = capital(&names::thread(self.report, thread));
        let asked = match self.polls(thread).count() {
            // A few tell nobody that it would have gone on.
            0..10 => "asks again and again".to_string(),
            times => format!("asked {times} times"),
        };
        let message = format!("{who} busy-waits: it {asked} whether it can go on, instead of sleeping until it can.");
        wrong(Kind::BusyWait, message)
            .at(task.spun_at.and_then(|place| learner_line(place)))
            .at(self.lines_that_poll(thread))
            .help("a thread that waits on a channel, a Condvar or a park costs nothing until it is woken.")
    }

    /// The steps in which a thread asks without waiting.
    fn polls(&self, thread: Thread) -> impl Iterator<Item = &'a Event> {
        self.events().iter().filter(move |event| {
            event.thread == thread
                && matches!(
                    event.op,
                    Op::Load(_)
                        | Op::TryLockFailed
                        | Op::ReceiveNothing
                        | Op::Yield
                        | Op::CompareFailed(_)
                        | Op::Lock { .. }
                )
        })
    }

    /// The lines in which a thread asks without waiting: those of its loop, if it is in one.
    fn lines_that_poll(&self, thread: Thread) -> Vec<u32> {
        let mut lines = Vec::new();
        for line in self.polls(thread).filter_map(Event::line) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }
}
