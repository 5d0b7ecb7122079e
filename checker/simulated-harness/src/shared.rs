//! Who reads and writes what the threads share: questions that rules ask a recorded run.

use crate::output::interleave;
use crate::run::Seen;
use crate::story;
use recorder::trace::{Event, Object, Op, Thread};
use std::collections::{BTreeMap, BTreeSet};

/// A step that may change an object's value.
fn is_write(op: &Op) -> bool {
    matches!(op, Op::Written(_) | Op::Store(_) | Op::Update { .. })
}

fn is_read(op: &Op) -> bool {
    matches!(op, Op::Read(_) | Op::Load(_) | Op::StaleLoad(_))
}

impl Seen<'_> {
    fn writes(&self, object: Object) -> impl Iterator<Item = &Event> {
        self.events()
            .iter()
            .filter(move |event| event.object == object && is_write(&event.op))
    }

    /// The object that is written most often: the shared counter, where the task is to count.
    pub fn busiest_object(&self) -> Option<Object> {
        let mut writes = BTreeMap::<Object, usize>::new();
        for event in self
            .events()
            .iter()
            .filter(|event| is_write(&event.op) && event.object != 0)
        {
            *writes.entry(event.object).or_default() += 1;
        }
        // Of several the one that was used first: the last of the greatest in reverse order.
        writes
            .into_iter()
            .rev()
            .max_by_key(|&(_, count)| count)
            .map(|(object, _)| object)
    }

    /// The threads that write an object.
    pub fn writers(&self, object: Object) -> BTreeSet<Thread> {
        self.must_be_recorded();
        self.writes(object).map(|event| event.thread).collect()
    }

    /// The learner's lines that write an object.
    pub fn write_lines(&self, object: Object) -> Vec<u32> {
        self.lines_where(|event| event.object == object && (is_write(&event.op) || matches!(event.op, Op::Borrow(_))))
    }

    /// The lines of what makes reading and writing an object one step: locks held meanwhile, and atomic updates.
    pub fn guarding_lines(&self, object: Object) -> Vec<u32> {
        let locks: BTreeSet<Object> = self
            .writes(object)
            .flat_map(|event| event.held.iter().copied())
            .collect();
        self.lines_where(|event| match event.op {
            Op::Lock { .. } => locks.contains(&event.object),
            Op::Update { .. } => event.object == object,
            _ => false,
        })
    }

    /// Whether an object is only changed by atomic updates, and at least one of them is made while no lock is held in common.
    ///
    /// Plain stores without a lock are not meant: where they are exact all the same, the program has made a lock of its own.
    pub fn updated_in_one_step_without_a_lock(&self, object: Object) -> bool {
        self.must_be_recorded();
        let updates: Vec<&Event> = self.writes(object).filter(|event| event.thread != 0).collect();
        let all_atomic = updates.iter().all(|event| matches!(event.op, Op::Update { .. }));
        // Eraser's lockset (Savage et al., 1997): the locks that were held at every single write.
        let mut held = updates
            .iter()
            .map(|event| event.held.iter().copied().collect::<BTreeSet<_>>());
        let first = held.next().unwrap_or_default();
        let common = held.fold(first, |common, held| common.intersection(&held).copied().collect());
        all_atomic && common.is_empty()
    }

    /// Whether a thread writes the busiest object between two writes of another.
    pub fn writes_interleave(&self) -> bool {
        self.must_be_recorded();
        let Some(object) = self.busiest_object() else {
            return false;
        };
        interleave(&self.writes(object).map(|event| event.thread).collect::<Vec<_>>())
    }

    /// The lines of what keeps apart the threads that write the busiest object.
    pub fn what_keeps_apart(&self) -> Vec<u32> {
        let object = self.busiest_object();
        self.what_keeps_apart_at(|event| Some(event.object) == object && is_write(&event.op))
    }

    /// The lines of what keeps apart the jobs that the suite queued: locks held while they run, waits of the caller.
    pub fn what_keeps_jobs_apart(&self) -> Vec<u32> {
        self.what_keeps_apart_at(|event| matches!(event.op, Op::Mark(..)))
    }

    /// Own read, the other's write, own write: the lines of a lost update, the write that loses it first.
    pub fn lost_update_lines(&self) -> Option<Vec<u32>> {
        let (read, other, own) = story::lost_update(self.report())?;
        let events = self.events();
        let lines: Vec<u32> = [own, read, other].iter().filter_map(|&at| events[at].line()).collect();
        // A lock's value is written back where its guard is dropped; the lines where it was borrowed say more.
        let borrows = self.lines_where(|event| event.object == events[own].object && matches!(event.op, Op::Borrow(_)));
        Some(borrows.into_iter().chain(lines).collect())
    }

    /// The lines of the last look that the calling thread took at the busiest object, if others wrote it later, and of their writes.
    pub fn read_before_last_write(&self) -> Option<Vec<u32>> {
        let object = self.busiest_object()?;
        let events = self.events();
        let read = events
            .iter()
            .rposition(|event| event.thread == 0 && event.object == object && is_read(&event.op))?;
        let later = events[read..]
            .iter()
            .filter(|event| event.object == object && event.thread != 0 && is_write(&event.op));
        let mut lines: Vec<u32> = events[read].line().into_iter().collect();
        let before = lines.len();
        lines.extend(later.filter_map(Event::line));
        (lines.len() > before).then_some(lines)
    }

    /// What threads still did after the scenario had returned that others can see: wrote, printed, sent. Ending, giving back a lock,
    /// or a notify is no work.
    fn late_work(&self) -> impl Iterator<Item = &Event> {
        let after = self
            .events()
            .get(self.events_before_return().len()..)
            .unwrap_or_default();
        after.iter().filter(|event| {
            event.thread != 0 && (is_write(&event.op) || matches!(event.op, Op::Print(_) | Op::Send | Op::Spawn(_)))
        })
    }

    /// Whether a thread still worked after the scenario had returned.
    pub fn works_after_return(&self) -> bool {
        self.must_be_recorded();
        self.late_work().next().is_some()
    }

    /// The lines that started threads that worked too long, and of what they did too late.
    pub fn late_work_lines(&self) -> Vec<u32> {
        let threads: BTreeSet<Thread> = self.late_work().map(|event| event.thread).collect();
        let spawns = threads.into_iter().filter_map(|thread| self.spawned_at(thread));
        spawns.chain(self.late_work().filter_map(Event::line)).collect()
    }
}
