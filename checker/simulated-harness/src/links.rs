//! What the steps of an execution have to do with each other: who woke whom, where a message went, how long a lock was held.
//! In: the events. Out: the same in indices of events.

use recorder::story::Led;
use recorder::trace::{Event, Object, Op, Thread, Woken};
use std::collections::{HashMap, VecDeque};

/// One event that led to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    pub from: usize,
    pub to: usize,
    pub led: Led,
}

/// A lock that was held from one event to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub thread: Thread,
    pub object: Object,
    pub from: usize,
    pub to: Option<usize>,
}

/// Everything that led to something.
pub fn links(events: &[Event]) -> Vec<Linked> {
    let mut links = Vec::new();
    let mut spawned: HashMap<Thread, usize> = HashMap::new();
    let mut ended: HashMap<Thread, usize> = HashMap::new();
    let mut sent: HashMap<Object, VecDeque<usize>> = HashMap::new();
    let mut unlocked: HashMap<Object, usize> = HashMap::new();
    let mut notified: HashMap<Object, usize> = HashMap::new();
    let mut unparked: HashMap<Thread, usize> = HashMap::new();
    for (to, event) in events.iter().enumerate() {
        if let Some(from) = spawned.remove(&event.thread) {
            links.push(Linked {
                from,
                to,
                led: Led::Spawn,
            });
        }
        let (from, led) = match &event.op {
            Op::Spawn(thread) => {
                spawned.insert(*thread, to);
                continue;
            }
            Op::End => {
                ended.insert(event.thread, to);
                continue;
            }
            Op::Send => {
                sent.entry(event.object).or_default().push_back(to);
                continue;
            }
            Op::Unlock => {
                unlocked.insert(event.object, to);
                continue;
            }
            Op::Notify { waiting, .. } => {
                if *waiting > 0 {
                    notified.insert(event.object, to);
                }
                continue;
            }
            Op::Unpark(thread) => {
                unparked.insert(*thread, to);
                continue;
            }
            Op::Join(thread) => (ended.get(thread).copied(), Led::Join),
            Op::Receive => (sent.get_mut(&event.object).and_then(VecDeque::pop_front), Led::Message),
            Op::Lock { .. } => (unlocked.get(&event.object).copied(), Led::Lock),
            Op::Woken(Woken::Notified) => (notified.get(&event.object).copied(), Led::Wake),
            Op::Unparked(Woken::Notified) => (unparked.get(&event.thread).copied(), Led::Wake),
            _ => continue,
        };
        if let Some(from) = from.filter(|&from| events[from].thread != event.thread) {
            links.push(Linked { from, to, led });
        }
    }
    links
}

/// From when to when each lock was held.
pub fn holds(events: &[Event]) -> Vec<Held> {
    let mut holds: Vec<Held> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event.op {
            Op::Lock { .. } => holds.push(Held {
                thread: event.thread,
                object: event.object,
                from: at,
                to: None,
            }),
            Op::Unlock => {
                let open = |held: &&mut Held| held.object == event.object && held.to.is_none();
                // Of several readers, the own one; a guard may also be dropped by another thread than the one that took it.
                let own = holds
                    .iter()
                    .rposition(|held| held.object == event.object && held.to.is_none() && held.thread == event.thread);
                let held = match own {
                    Some(own) => holds.get_mut(own),
                    None => holds.iter_mut().rev().find(open),
                };
                if let Some(held) = held {
                    held.to = Some(at);
                }
            }
            _ => {}
        }
    }
    holds
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::Location;

    fn event(thread: Thread, object: Object, op: Op) -> Event {
        Event {
            thread,
            at_ns: 0,
            op,
            object,
            place: Location::caller(),
            held: Vec::new(),
        }
    }

    fn told(events: &[Event]) -> Vec<(usize, usize, Led)> {
        links(events)
            .into_iter()
            .map(|link| (link.from, link.to, link.led))
            .collect()
    }

    #[test]
    fn messages_arrive_in_the_order_in_which_they_were_sent() {
        let events = [
            event(0, 1, Op::Send),
            event(0, 1, Op::Send),
            event(1, 1, Op::Receive),
            event(1, 1, Op::Receive),
        ];
        assert_eq!(told(&events), [(0, 2, Led::Message), (1, 3, Led::Message)]);
    }

    #[test]
    fn a_lock_is_handed_on_and_not_back_to_oneself() {
        let lock = || Op::Lock { shared: false };
        let events = [
            event(0, 1, lock()),
            event(0, 1, Op::Unlock),
            event(0, 1, lock()),
            event(0, 1, Op::Unlock),
            event(1, 1, lock()),
        ];
        assert_eq!(told(&events), [(3, 4, Led::Lock)]);
        let spans: Vec<_> = holds(&events)
            .iter()
            .map(|held| (held.thread, held.from, held.to))
            .collect();
        assert_eq!(spans, [(0, 0, Some(1)), (0, 2, Some(3)), (1, 4, None)]);
    }

    #[test]
    fn spawns_ends_and_wake_ups_lead_somewhere_and_a_notify_of_nobody_does_not() {
        let notify = |waiting| Op::Notify { all: false, waiting };
        let events = [
            event(0, 0, Op::Spawn(1)),
            event(1, 1, Op::Wait),
            event(0, 1, notify(1)),
            event(1, 1, Op::Woken(Woken::Notified)),
            event(0, 2, notify(0)),
            event(1, 0, Op::End),
            event(0, 0, Op::Join(1)),
        ];
        assert_eq!(
            told(&events),
            [(0, 1, Led::Spawn), (2, 3, Led::Wake), (5, 6, Led::Join)]
        );
    }
}
