//! Who reads and writes what the threads share: questions that rules ask a recorded run.

use crate::lost_update::lost_update;
use crate::names::lines_that_say;
use crate::output::interleave;
use crate::run::Seen;
use recorder::trace::{Event, Object, Op, Thread, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A step that may change an object's value.
fn is_write(op: &Op) -> bool {
    matches!(op, Op::Written(_) | Op::MaybeWritten | Op::Store(_) | Op::Update { .. })
}

/// The number that was written, if it can be seen.
fn written(op: &Op) -> Option<i128> {
    match op {
        Op::Written(Some(Value::Int(value)))
        | Op::Store(Value::Int(value))
        | Op::Update {
            new: Value::Int(value), ..
        } => Some(*value),
        _ => None,
    }
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

    /// Objects that may be the counter on which so many `additions` came to so much (`count`), likeliest first: those into which the
    /// count was written, else all that were written, those that most threads wrote first.
    pub fn counters(&self, count: usize, additions: usize) -> Vec<Object> {
        let mut writes = BTreeMap::<Object, (bool, usize, usize)>::new();
        let mut writers = BTreeMap::<Object, BTreeSet<Thread>>::new();
        for event in self
            .events()
            .iter()
            .filter(|event| is_write(&event.op) && event.object != 0)
        {
            let (reaches, times, by_threads) = writes.entry(event.object).or_default();
            *times += 1;
            *by_threads += usize::from(event.thread != 0);
            if event.thread != 0 {
                writers.entry(event.object).or_default().insert(event.thread);
            }
            *reaches |= written(&event.op) == Some(count as i128);
        }
        let mut objects: Vec<Object> = writes.keys().copied().collect();
        objects.sort_by_key(|object| {
            let (reaches, times, by_threads) = writes[object];
            let distance = (by_threads.abs_diff(additions), times.abs_diff(additions));
            // What shows no number may be anything: what only one thread writes is how that one tells that it is done, say.
            let shared_by = if reaches {
                0
            } else {
                writers.get(object).map_or(0, BTreeSet::len)
            };
            // A lock's own word is written twice for each addition; the counter, once, and by those who are to add.
            (!reaches, Reverse(shared_by), distance, *object)
        });
        if objects.first().is_some_and(|first| writes[first].0) {
            objects.retain(|object| writes[object].0);
        }
        objects
    }

    /// The object that is most likely the shared counter.
    pub fn counter(&self, count: usize, additions: usize) -> Option<Object> {
        self.counters(count, additions).first().copied()
    }

    /// How often each thread writes an object, as far as it can be seen.
    pub fn writes_by_thread(&self, object: Object) -> BTreeMap<Thread, usize> {
        self.must_be_recorded();
        // The calling thread asked for the value by `&mut`, as `wait_while` does, and left it as it was. A thread that adds may have written
        // over another's addition with the same number; the one that waits for them has nothing to write.
        let in_passing = |event: &Event| event.thread == 0 && event.op == Op::MaybeWritten;
        let mut times = BTreeMap::new();
        for event in self.writes(object).filter(|event| !in_passing(event)) {
            *times.entry(event.thread).or_default() += 1;
        }
        times
    }

    /// How often each started thread may have written an object. A `Cell` behind a lock changes without having been borrowed for writing, and that
    /// it was set to what it held already can't be seen: whoever had the lock may have done so.
    pub fn writes_at_most(&self, object: Object) -> BTreeMap<Thread, usize> {
        let events = || self.events().iter().filter(|event| event.object == object);
        let changes = events().any(|event| matches!(event.op, Op::Written(_)));
        if !changes || events().any(|event| matches!(event.op, Op::Borrow(_))) {
            return self.writes_by_thread(object);
        }
        let mut times = BTreeMap::new();
        for event in events().filter(|event| event.op == Op::Lock { shared: false }) {
            *times.entry(event.thread).or_default() += 1;
        }
        times
    }

    /// Whether a number came out that was never written anywhere, although everything that was written could be seen: it is made up. A number
    /// that has other bits below it (a lock, say) in its word has been written, too.
    pub fn is_made_up(&self, count: usize) -> bool {
        let writes: Vec<&Event> = self.events().iter().filter(|event| is_write(&event.op)).collect();
        let by_threads = writes.iter().any(|event| event.thread != 0);
        let values: Vec<Option<i128>> = writes.iter().map(|event| written(&event.op)).collect();
        let held = |value: &Option<i128>| {
            value.is_none_or(|value| (0..usize::BITS).any(|bits| value >> bits == count as i128))
        };
        count > 0 && by_threads && !values.iter().any(held)
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

    /// Whether no object is written by two threads: what each adds to is its own.
    pub fn nothing_is_shared(&self) -> bool {
        self.must_be_recorded();
        let mut writers = BTreeMap::<Object, BTreeSet<Thread>>::new();
        for event in self
            .events()
            .iter()
            .filter(|event| is_write(&event.op) && event.thread != 0)
        {
            writers.entry(event.object).or_default().insert(event.thread);
        }
        writers.values().all(|threads| threads.len() == 1)
    }

    /// Whether an object is only changed by atomic updates, and at least one of them is made while no lock is held in common.
    ///
    /// Plain stores without a lock are not meant, nor swaps, which write without regard to what was there: where they are exact all the
    /// same, the program has made a lock of its own.
    pub fn updated_in_one_step_without_a_lock(&self, object: Object) -> bool {
        self.must_be_recorded();
        let updates: Vec<&Event> = self.writes(object).filter(|event| event.thread != 0).collect();
        let swaps = lines_that_say(&[".swap("]);
        let adds = |event: &&Event| {
            let is_a_swap = event.line().is_some_and(|line| swaps.contains(&line));
            matches!(event.op, Op::Update { .. }) && !is_a_swap
        };
        let all_atomic = updates.iter().all(adds);
        // Eraser's lockset (Savage et al., 1997): the locks that were held at every single write.
        let mut held = updates
            .iter()
            .map(|event| event.held.iter().copied().collect::<BTreeSet<_>>());
        let first = held.next().unwrap_or_default();
        let common = held.fold(first, |common, held| common.intersection(&held).copied().collect());
        all_atomic && common.is_empty() && !self.is_written_under_a_lock_of_its_own(object)
    }

    /// Whether there is an atomic that each started thread changes before it writes the object, and sets back to what it was afterwards, and
    /// nobody else changes in between: a spin lock, say.
    fn is_written_under_a_lock_of_its_own(&self, object: Object) -> bool {
        let events = self.events();
        let word_of = |event: &Event| match &event.op {
            Op::Update { old, new } if old != new && event.object != object => Some(event.object),
            _ => None,
        };
        let words: BTreeSet<Object> = events.iter().filter_map(word_of).collect();
        let writes = (0..events.len())
            .filter(|&at| events[at].object == object && events[at].thread != 0 && is_write(&events[at].op));
        let writes: Vec<usize> = writes.collect();
        let is_held = |word: Object, at: usize| {
            // Who finds it taken writes nothing new.
            let changes = |event: &&Event| {
                let in_vain = matches!(&event.op, Op::Update { old, new } if old == new);
                event.object == word && is_write(&event.op) && !in_vain
            };
            let taken = events[..at].iter().rev().find(changes);
            let given = events[at..].iter().find(changes);
            let by_itself = |event: &&Event| event.thread == events[at].thread;
            match (taken.filter(by_itself), given.filter(by_itself)) {
                (Some(taken), Some(given)) => match (&taken.op, &given.op) {
                    (Op::Update { old, .. }, Op::Store(new) | Op::Update { new, .. }) => old == new,
                    _ => false,
                },
                _ => false,
            }
        };
        words.into_iter().any(|word| writes.iter().all(|&at| is_held(word, at)))
    }

    /// Whether a thread writes an object between two writes of another.
    pub fn writes_interleave(&self, object: Object) -> bool {
        self.must_be_recorded();
        interleave(&self.writes(object).map(|event| event.thread).collect::<Vec<_>>())
    }

    /// The lines of what keeps apart the threads that write an object.
    pub fn what_keeps_apart(&self, object: Object) -> Vec<u32> {
        self.what_keeps_apart_at(|event| event.object == object && is_write(&event.op))
    }

    /// The lines of what keeps apart the jobs that the suite queued: locks held while they run, waits of the caller.
    pub fn what_keeps_jobs_apart(&self) -> Vec<u32> {
        self.what_keeps_apart_at(|event| matches!(event.op, Op::Mark(..)))
    }

    /// The two reads and the two writes: the lines of a lost update, the write that loses it first.
    pub fn lost_update_lines(&self) -> Option<Vec<u32>> {
        let events = self.events();
        let lost = lost_update(events)?;
        let steps = [
            Some(lost.own_write),
            Some(lost.own_read),
            Some(lost.others_write),
            lost.others_read,
        ];
        let lines: Vec<u32> = steps.into_iter().flatten().filter_map(|at| events[at].line()).collect();
        // A lock's value is written back where its guard is dropped; the lines where it was borrowed say more.
        let object = events[lost.own_write].object;
        let borrows = self.lines_where(|event| event.object == object && matches!(event.op, Op::Borrow(_)));
        Some(borrows.into_iter().chain(lines).collect())
    }

    /// The lines of the last look that the calling thread took at an object, if others wrote it later, and of their writes.
    pub fn read_before_last_write(&self, object: Object) -> Option<Vec<u32>> {
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

    /// How often, at most, the calling thread came back, after others had been at work, to change again what it had been the first to change, and
    /// what others use: who hands out one piece of work after the other, and waits for each, does so for every piece.
    pub fn turns_of_the_caller(&self) -> usize {
        self.must_be_recorded();
        let events = self.events_before_return();
        // Not what was only asked for by `&mut`, as `wait_while` does.
        let changes = |event: &Event| event.op == Op::Send || is_write(&event.op) && event.op != Op::MaybeWritten;
        // What others change first is where they leave their results.
        let mut first = BTreeMap::<Object, Thread>::new();
        for event in events.iter().filter(|event| changes(event)) {
            first.entry(event.object).or_insert(event.thread);
        }
        let given = first
            .into_iter()
            .filter(|(_, thread)| *thread == 0)
            .map(|(object, _)| object);
        let is_used = |object: &Object| {
            let mut others = events.iter().filter(|event| event.thread != 0);
            others.any(|event| event.object == *object)
        };
        let turns = |object: Object| {
            let mut others_worked = true;
            let mut turns = 0;
            for event in events {
                if event.thread != 0 {
                    others_worked |= changes(event) || event.op == Op::Receive;
                } else if event.object == object && changes(event) {
                    turns += usize::from(std::mem::take(&mut others_worked));
                }
            }
            turns
        };
        given.filter(is_used).map(turns).max().unwrap_or(0)
    }

    /// How many started threads did something that others can see: wrote, sent, printed.
    pub fn threads_that_change_something(&self) -> usize {
        self.must_be_recorded();
        let changes = |op: &Op| {
            matches!(
                op,
                Op::Written(_)
                    | Op::MaybeWritten
                    | Op::Store(_)
                    | Op::Update { .. }
                    | Op::Initialised
                    | Op::Send
                    | Op::Print(_)
            )
        };
        let busy = self
            .events()
            .iter()
            .filter(|event| event.thread != 0 && changes(&event.op));
        busy.map(|event| event.thread).collect::<BTreeSet<_>>().len()
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
