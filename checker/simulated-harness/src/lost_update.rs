//! A lost update, found in what happened.

use crate::names::source_line;
use recorder::trace::{Event, Op, Value};

/// The events of a lost update, by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostUpdate {
    pub own_read: usize,
    /// The read from which the other's write was made, where it can be seen.
    pub others_read: Option<usize>,
    pub others_write: usize,
    pub own_write: usize,
}

/// Two reads of the same old value, and the write that swallowed the other.
pub fn lost_update(events: &[Event]) -> Option<LostUpdate> {
    let reads = |event: &Event| matches!(event.op, Op::Read(_) | Op::Load(_) | Op::StaleLoad(_));
    let writes = |event: &Event| {
        matches!(
            event.op,
            Op::Written(_) | Op::MaybeWritten | Op::Store(_) | Op::Update { .. }
        )
    };
    events.iter().enumerate().find_map(|(at, write)| {
        if !matches!(write.op, Op::Written(_) | Op::MaybeWritten | Op::Store(_)) {
            return None;
        }
        let own_read = events[..at]
            .iter()
            .rposition(|event| event.thread == write.thread && event.object == write.object && reads(event))?;
        let others = events[own_read..at]
            .iter()
            .position(|event| event.thread != write.thread && event.object == write.object && writes(event))?;
        let others = own_read + others;
        // Who waited in between knew that others would come in; and what was read before an own write has been used by that write.
        let settled = events[own_read..at].iter().any(|event| {
            let waited = matches!(event.op, Op::Woken(_) | Op::Unparked(_));
            event.thread == write.thread && (waited || event.object == write.object && writes(event))
        });
        if settled {
            return None;
        }
        // A value derived from the old one, like a count or a place in a queue; a flag that is set twice loses nothing. Of a list no value is
        // known: what is pushed to it overwrites nothing, but another one can be put in its place.
        let derived = match (value(&events[own_read].op), value(&write.op)) {
            (Some(Value::Int(read)), Some(Value::Int(written))) => (written - read).abs() == 1,
            (None, None) => events[own_read..=at]
                .iter()
                .filter(|event| event.thread == write.thread && event.object == write.object)
                .filter(|event| writes(event) || matches!(event.op, Op::Borrow(_)))
                .any(|event| {
                    event
                        .line()
                        .and_then(source_line)
                        .is_some_and(|line| is_replaced_in(&line))
                }),
            _ => false,
        };
        let others_read = events[..others]
            .iter()
            .rposition(|event| event.thread == events[others].thread && event.object == write.object && reads(event));
        derived.then_some(LostUpdate {
            own_read,
            others_read,
            others_write: others,
            own_write: at,
        })
    })
}

/// Whether a line puts another value in the place of all that is behind a guard: `*results.lock().unwrap() = copy;`
fn is_replaced_in(line: &str) -> bool {
    let assigned = line
        .split_once(" = ")
        .and_then(|(place, _)| place.trim_start().strip_prefix('*'));
    let cloned = line.split_once(".clone_from(").map(|(place, _)| place.trim_start());
    let swapped = ["mem::replace(&mut *", "mem::swap(&mut *"]
        .into_iter()
        .find_map(|call| Some(line.split_once(call)?.1.split_once(", ")?.0));
    [assigned, cloned, swapped].into_iter().flatten().any(is_a_guard)
}

/// Whether this is a name or a lock just taken, and not a part of what is behind it.
fn is_a_guard(place: &str) -> bool {
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || it == '_');
    let unpacked = place.strip_suffix(".unwrap()").or_else(|| {
        let (taken, reason) = place.rsplit_once(".expect(")?;
        reason.ends_with(')').then_some(taken)
    });
    is_name(place) || unpacked.is_some_and(|taken| taken.ends_with(".lock()") || taken.ends_with(".write()"))
}

fn value(op: &Op) -> Option<&Value> {
    match op {
        Op::Read(value) | Op::Written(value) => value.as_ref(),
        Op::Load(value) | Op::StaleLoad(value) | Op::Store(value) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recorder::trace::{Object, Thread, Woken};
    use std::panic::Location;

    /// Object 1 is what is read and written.
    fn is_lost(steps: &[(Thread, Object, Op)]) -> bool {
        let event = |(thread, object, op): &(Thread, Object, Op)| Event {
            thread: *thread,
            at_ns: 0,
            op: op.clone(),
            object: *object,
            place: Location::caller(),
            held: Vec::new(),
        };
        lost_update(&steps.iter().map(event).collect::<Vec<_>>()).is_some()
    }

    #[test]
    fn a_write_from_an_old_read_loses_what_came_between() {
        let int = |value| Some(Value::Int(value));
        assert!(is_lost(&[
            (1, 1, Op::Read(int(0))),
            (2, 1, Op::Read(int(0))),
            (2, 1, Op::Written(int(1))),
            (1, 1, Op::Written(int(1))),
        ]));
    }

    #[test]
    fn a_list_is_lost_where_another_one_is_put_in_its_place() {
        for replaces in [
            "        *results.lock().unwrap() = copy;",
            "*self.results.write().expect(\"no panic\") = copy;",
            "*guard = copy;",
            "results.lock().unwrap().clone_from(&copy);",
            "let old = std::mem::replace(&mut *guard, copy);",
        ] {
            assert!(is_replaced_in(replaces), "{replaces}");
        }
        for changes in [
            "log.lock().unwrap().push(name);",
            "let mut list = list.lock().unwrap();",
            "*list.lock().unwrap().last_mut().unwrap() = name;",
            "*counts.lock().unwrap().entry(name).or_insert(0) = 1;",
            "list[0].clone_from(&name);",
            "*list.last_mut().unwrap() = name;",
        ] {
            assert!(!is_replaced_in(changes), "{changes}");
        }
    }

    #[test]
    fn a_list_that_is_looked_at_and_pushed_to_later_loses_nothing() {
        assert!(!is_lost(&[
            (1, 1, Op::Read(None)),
            (2, 1, Op::MaybeWritten),
            (1, 1, Op::MaybeWritten),
        ]));
    }

    #[test]
    fn what_was_read_for_an_own_write_says_nothing_of_a_later_one() {
        let int = |value| Some(Value::Int(value));
        let written = |thread, value| (thread, 1, Op::Written(int(value)));
        assert!(!is_lost(&[
            (1, 1, Op::Read(int(0))),
            written(1, 1),
            written(2, 2),
            written(1, 1)
        ]));
        assert!(is_lost(&[(1, 1, Op::Read(int(0))), written(2, 2), written(1, 1)]));
    }

    #[test]
    fn who_waited_in_between_looks_again() {
        for woken in [Op::Woken(Woken::Notified), Op::Unparked(Woken::Notified)] {
            let int = |value| Some(Value::Int(value));
            assert!(!is_lost(&[
                (1, 1, Op::Read(int(0))),
                (2, 1, Op::Written(int(1))),
                (1, 2, woken),
                (1, 1, Op::Written(int(1))),
            ]));
        }
    }
}
