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
