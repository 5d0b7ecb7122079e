//! Why an old value could be read: the write, the read, and the pair of operations between them that should have put them in order.

use crate::names;
use crate::run::Seen;
use recorder::trace::{Event, Op, Thread};
use std::sync::atomic::Ordering;

/// A sentence about the last old value that was read, if there is a flag whose ordering was too weak.
pub fn explained(run: &Seen) -> Option<String> {
    explained_where(run, |_| true)
}

/// The same about an old value that this thread has read.
pub fn explained_to(run: &Seen, thread: Thread) -> Option<String> {
    explained_where(run, |event| event.thread == thread)
}

fn explained_where(run: &Seen, meant: impl Fn(&Event) -> bool) -> Option<String> {
    let events = run.events();
    let is_stale = |&at: &usize| matches!(events[at].op, Op::StaleLoad(_)) && meant(&events[at]);
    // Who asks again after an old value has done nothing wrong yet: the last one counts.
    (0..events.len()).rev().filter(is_stale).find_map(|read| of(run, read))
}

/// What the old value of one read has to do with orderings.
fn of(run: &Seen, read: usize) -> Option<String> {
    let events = run.events();
    let stale = &events[read];
    let writes = |event: &Event| matches!(event.op, Op::Store(_) | Op::Update { .. });
    // The newest value, which was not seen, and who wrote it.
    let write = events[..read]
        .iter()
        .rposition(|event| event.object == stale.object && event.thread != stale.thread && writes(event))?;
    let writer = events[write].thread;
    // After it the writer set something that the reader looked at before it read.
    let (set, looked) = (write + 1..read).rev().find_map(|looked| {
        let event = &events[looked];
        let looks = event.thread == stale.thread && matches!(event.op, Op::Load(_) | Op::Update { .. });
        let set = events[write + 1..looked]
            .iter()
            .rposition(|earlier| earlier.thread == writer && earlier.object == event.object && writes(earlier))?;
        looks.then_some((write + 1 + set, looked))
    })?;
    let ordering = |event: usize| {
        run.report()
            .orderings
            .iter()
            .find(|used| used.event == event)
            .map(|used| used.ordering)
    };
    let releases = matches!(
        ordering(set),
        Some(Ordering::Release | Ordering::AcqRel | Ordering::SeqCst)
    );
    let acquires = matches!(
        ordering(looked),
        Some(Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst)
    );
    let line = |event: usize| {
        events[event]
            .line()
            .map(|line| format!(" (line {line})"))
            .unwrap_or_default()
    };
    let flag = names::or_number(run.report(), events[set].object, "atomic");
    let missing = match (releases, acquires) {
        (true, true) => return None,
        (false, true) => format!("the write to `{flag}`{} is no release", line(set)),
        (true, false) => format!("the read of `{flag}`{} is no acquire", line(looked)),
        (false, false) => format!(
            "the write to `{flag}`{} is no release and the read of it{} no acquire",
            line(set),
            line(looked)
        ),
    };
    Some(format!(
        "Nothing puts the write{} before the read{}: {missing}.",
        line(write),
        line(read)
    ))
}
