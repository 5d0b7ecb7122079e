//! One execution as a rule sees it.

use engine::__engine::{Ending, Mark, Printed, Report, TaskReport};
use recorder::trace::{Event, Object, Op, Thread, Woken, learner_line};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::atomic::Ordering;
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

/// Notes something in the report of the execution that runs now. No step, no choice: nobody waits for it.
pub fn mark(label: &'static str, value: u64) {
    engine::__engine::mark(label, value);
}

/// How many threads the program has started so far, in the execution that runs now.
pub fn threads_started() -> usize {
    engine::__engine::threads_started()
}

impl<'a> Seen<'a> {
    pub(crate) fn new(report: &'a Report) -> Seen<'a> {
        Seen { report }
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
            for piece in printed.text.split_inclusive('\n') {
                let text = open.take().map(|(text, _)| text).unwrap_or_default() + piece.trim_end_matches('\n');
                if piece.ends_with('\n') {
                    lines.push(self.line(text, printed));
                } else {
                    open = Some((text, printed));
                }
            }
        }
        lines.extend(open.map(|(text, printed)| self.line(text, printed)));
        lines
    }

    fn line(&self, text: String, printed: &Printed) -> Line {
        Line {
            text,
            thread: printed.thread,
            at: Duration::from_nanos(printed.at_ns),
            late: self.is_late(printed.order),
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

    /// A thread of the learner's that ended by a panic in the learner's code: who, the message, the line.
    pub fn thread_panic(&self) -> Option<(Thread, &'a str, Option<u32>)> {
        self.threads().find_map(|thread| {
            let (message, place) = self.report.tasks[thread].panic.as_ref()?;
            let line = place
                .as_ref()
                .filter(|(file, _)| file.ends_with("lib.rs"))
                .map(|&(_, line)| line);
            line.map(|line| (thread, message.as_str(), Some(line)))
        })
    }

    /// Every step.
    pub fn events(&self) -> &'a [Event] {
        &self.report.events
    }

    /// The steps up to the scenario's return.
    pub fn events_before_return(&self) -> &'a [Event] {
        let end = if self.report.returned.is_some() {
            self.report.events_at_return
        } else {
            self.report.events.len()
        };
        &self.report.events[..end]
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

    /// The notify that came too early and the wait that needed it, as indices of events.
    pub fn lost_wakeup(&self) -> Option<(usize, usize)> {
        let events = self.events();
        let waits = events.iter().enumerate().filter(|(_, event)| event.op == Op::Wait);
        for (wait_at, wait) in waits {
            let after = events[wait_at + 1..]
                .iter()
                .find(|event| event.thread == wait.thread && matches!(event.op, Op::Woken(_)));
            let in_vain = after.is_none_or(|woken| woken.op == Op::Woken(Woken::TimedOut));
            if !in_vain {
                continue;
            }
            // The thread last looked at what it waits for here; a notify between the look and the wait is lost.
            let looked = events[..wait_at].iter().rposition(|event| {
                event.thread == wait.thread
                    && matches!(
                        event.op,
                        Op::Read(_) | Op::Load(_) | Op::Borrow(_) | Op::Woken(_) | Op::ReceiveNothing
                    )
            });
            let lost = events[looked.unwrap_or(0)..wait_at].iter().rposition(|event| {
                event.thread != wait.thread
                    && event.object == wait.object
                    && matches!(event.op, Op::Notify { waiting: 0, .. })
            });
            if let Some(lost) = lost {
                return Some((looked.unwrap_or(0) + lost, wait_at));
            }
        }
        None
    }

    /// How many loads found a value that was not the latest.
    pub fn stale_loads(&self) -> u32 {
        self.report.stale_loads
    }

    /// The learner's lines where an atomic is used with too weak an ordering to publish anything: first those at the atomics that tell
    /// one thread what another has done, then the loads that found an old value.
    ///
    /// Empty when no atomic that threads share is used with `Relaxed`.
    pub fn relaxed_lines(&self) -> Vec<u32> {
        let stale: BTreeSet<Object> = self.of_stale_loads().map(|event| event.object).collect();
        let relaxed = || {
            let used = self
                .report
                .orderings
                .iter()
                .filter(|used| used.ordering == Ordering::Relaxed);
            used.filter_map(|used| self.events().get(used.event))
                .filter(|event| self.is_shared(event.object))
        };
        // An atomic whose old value was found is what was to be published, if another could have published it.
        let flags = relaxed()
            .filter(|event| !stale.contains(&event.object))
            .filter_map(Event::line);
        let data = self
            .of_stale_loads()
            .chain(relaxed().filter(|event| stale.contains(&event.object)));
        let mut lines = Vec::new();
        for line in flags.chain(data.filter_map(Event::line)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn of_stale_loads(&self) -> impl Iterator<Item = &'a Event> {
        self.report
            .events
            .iter()
            .filter(|event| matches!(event.op, Op::StaleLoad(_)))
    }

    /// Whether more than one thread uses an object.
    fn is_shared(&self, object: Object) -> bool {
        let mut users = self
            .events()
            .iter()
            .filter(|event| event.object == object)
            .map(|event| event.thread);
        let first = users.next();
        users.any(|user| Some(user) != first)
    }
}
