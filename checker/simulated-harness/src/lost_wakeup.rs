//! A notify that came before the wait that needed it, found in what happened.

use crate::run::Seen;
use recorder::trace::{Event, Object, Op, Thread, Woken};

impl Seen<'_> {
    /// The notify that came too early and the wait that needed it, as indices of events.
    pub fn lost_wakeup(&self) -> Option<(usize, usize)> {
        let events = self.events();
        (0..events.len())
            .filter(|&at| events[at].op == Op::Wait && waits_in_vain(events, at))
            .find_map(|wait| {
                let notify = after_the_last_look(events, wait)
                    .or_else(|| of_a_change_after_the_look(events, wait))
                    .or_else(|| before_the_change(events, wait))?;
                Some((notify, wait))
            })
    }
}

/// Whether nobody ends a wait but its own deadline.
fn waits_in_vain(events: &[Event], wait: usize) -> bool {
    let thread = events[wait].thread;
    let after = events[wait + 1..]
        .iter()
        .find(|event| event.thread == thread && matches!(event.op, Op::Woken(_)));
    after.is_none_or(|woken| woken.op == Op::Woken(Woken::TimedOut))
}

/// Whether another than this thread notifies, and nobody waits there.
fn is_in_vain(event: &Event, thread: Thread, condvar: Object) -> bool {
    event.thread != thread && event.object == condvar && matches!(event.op, Op::Notify { waiting: 0, .. })
}

/// A notify between the thread's last look at what it waits for and its wait.
fn after_the_last_look(events: &[Event], wait: usize) -> Option<usize> {
    let Event { thread, object, .. } = events[wait];
    let looked = events[..wait].iter().rposition(|event| {
        event.thread == thread
            && matches!(
                event.op,
                Op::Read(_) | Op::Load(_) | Op::Borrow(_) | Op::Woken(_) | Op::ReceiveNothing
            )
    });
    let looked = looked.unwrap_or(0);
    let lost = events[looked..wait]
        .iter()
        .rposition(|event| is_in_vain(event, thread, object))?;
    Some(looked + lost)
}

/// A notify by who had changed, without the lock that the thread waits with, what that one had looked at already and didn't look at again. It
/// looked at something else in between, so it isn't the last look that the notify came after.
fn of_a_change_after_the_look(events: &[Event], wait: usize) -> Option<usize> {
    let Event { thread, object, .. } = events[wait];
    let locked = locked(events, wait)?;
    let looks = |event: &Event, at: Object| {
        event.thread == thread && event.object == at && matches!(event.op, Op::Read(_) | Op::Load(_))
    };
    let missed = |at: usize, by: Thread| {
        let change = &events[at];
        change.thread == by
            && matches!(change.op, Op::Store(_) | Op::Update { .. } | Op::Written(_))
            && events[locked..at].iter().any(|event| looks(event, change.object))
            && !events[at..wait].iter().any(|event| looks(event, change.object))
    };
    (locked..wait).rev().find(|&notify| {
        let by = events[notify].thread;
        is_in_vain(&events[notify], thread, object) && (locked..notify).any(|at| missed(at, by))
    })
}

/// The last notify there was, if whoever made it, without the lock, changed what the thread waits for only when that one waited already, and
/// told nobody.
fn before_the_change(events: &[Event], wait: usize) -> Option<usize> {
    let Event { thread, object, .. } = events[wait];
    let locked = locked(events, wait)?;
    let mutex = events[locked].object;
    let notify = events
        .iter()
        .rposition(|event| event.object == object && matches!(event.op, Op::Notify { .. }))?;
    let by = events[notify].thread;
    if by == thread || notify > wait || events[notify].held.contains(&mutex) {
        return None;
    }
    // Another call of the suite's may announce something else.
    let is_mark = |event: &Event| event.thread == by && matches!(event.op, Op::Mark(..));
    let began = events[..notify].iter().rposition(is_mark).unwrap_or(0);
    let ended = events[notify..].iter().position(is_mark);
    let ended = ended.map_or(events.len(), |ended| notify + ended);
    // A change under the lock is recorded when the lock is given back, which may be after the notify; the borrow tells when it was made.
    let changes = |event: &Event| event.thread == by && event.object == mutex && matches!(event.op, Op::Borrow(_));
    let looked_at = |at: Object| {
        let mut looks = events[locked..wait].iter().filter(|event| event.thread == thread);
        looks.any(|event| event.object == at && matches!(event.op, Op::Read(_) | Op::Load(_)))
    };
    let tells = |event: &Event| {
        let writes = matches!(event.op, Op::Store(_) | Op::Update { .. } | Op::Written(_));
        changes(event) || event.thread == by && writes && looked_at(event.object)
    };
    let announced = events[began..notify].iter().any(tells);
    let later = events[wait.min(ended)..ended].iter().any(changes);
    // With a change before it the notify had something to announce, and what is missing is another one.
    (later && !announced).then_some(notify)
}

/// Where the thread took the lock that a wait gives back.
fn locked(events: &[Event], wait: usize) -> Option<usize> {
    let own = |event: &&Event| event.thread == events[wait].thread;
    let mutex = events[wait + 1..]
        .iter()
        .filter(own)
        .find(|event| matches!(event.op, Op::Unlock | Op::Written(_) | Op::MaybeWritten))?
        .object;
    events[..wait]
        .iter()
        .rposition(|event| own(&event) && event.object == mutex && matches!(event.op, Op::Lock { .. }))
}
