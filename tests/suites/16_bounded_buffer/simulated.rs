//! 16_bounded_buffer in the simulated world.

use bounded_buffer::{BoundedBuffer, Closed};
use harness::{Call, Kind, Mistake, Run, Verdict, call, check, each, explore, suite, wrong};
use std::sync::Arc;
use std::thread::{self, JoinHandle, sleep};
use std::time::Duration;

fn main() {
    suite(vec![
        check(
            "holds_its_capacity",
            "A buffer takes `capacity` items at once, and never holds more",
            1.5,
            holds_its_capacity,
        ),
        check("first_in_first_out", "First in, first out", 1.0, first_in_first_out),
        check(
            "every_item_arrives",
            "Every item arrives once, and nobody waits while there is something to do",
            1.0,
            every_item_arrives,
        ),
        check(
            "close_wakes_everybody",
            "Closing wakes everybody who waits, in either place",
            1.5,
            close_wakes_everybody,
        ),
        check(
            "late_items_come_back",
            "Once it is closed, `push` gives its item back",
            1.0,
            late_items_come_back,
        ),
        check(
            "queued_items_outlive_the_close",
            "What is queued when it is closed is still delivered",
            1.0,
            queued_items_outlive_the_close,
        ),
        check("nobody_busy_waits", "Nobody busy-waits", 0.5, nobody_busy_waits),
        check(
            "waits_are_no_longer_than_needed",
            "Nobody waits longer than needed: a slow consumer's pace is the producer's",
            1.0,
            waits_are_no_longer_than_needed,
        ),
        check(
            "no_capacity_is_a_panic",
            "A buffer for 0 items is refused with a panic",
            0.5,
            no_capacity_is_a_panic,
        ),
    ]);
}

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Items are numbers from 1; in the notes of calls, 0 stands for none.
const NONE: u64 = 0;

/// The learner's buffer, as the threads of a scenario share it.
#[derive(Clone)]
struct Buffer {
    inner: Arc<BoundedBuffer<u64>>,
    /// Nobody closes it. So an item that comes back, or none that comes out, is a mistake, and whoever meets it ends the scenario for
    /// all: otherwise the others would wait, and that would be reported instead.
    stays_open: bool,
}

fn buffer(capacity: usize) -> Buffer {
    Buffer {
        inner: Arc::new(BoundedBuffer::new(capacity)),
        stays_open: false,
    }
}

fn open_buffer(capacity: usize) -> Buffer {
    Buffer {
        stays_open: true,
        ..buffer(capacity)
    }
}

/// What may be asked of a buffer for any item that may go to another thread, be it neither `Sync` nor `Clone`.
#[allow(dead_code)]
fn is_shared_between_threads<T: Send + 'static>(capacity: usize, item: T) {
    let buffer = Arc::new(BoundedBuffer::new(capacity));
    let theirs = Arc::clone(&buffer);
    thread::spawn(move || theirs.push(item).is_ok());
    drop(buffer.pop());
}

/// Pushes an item. The note's answer is what came back: none, if it went in.
fn push(buffer: &Buffer, item: u64) {
    let code = || buffer.inner.push(item).map_err(|Closed(item)| item);
    let result = call("push", item, code, |result| result.err().unwrap_or(NONE));
    if buffer.stays_open && result.is_err() {
        buffer.inner.close();
    }
}

/// Takes an item, if there is one. The note's answer is that item.
fn pop(buffer: &Buffer) -> Option<u64> {
    let item = call("pop", 0, || buffer.inner.pop(), |item| item.unwrap_or(NONE));
    if buffer.stays_open && item.is_none() {
        buffer.inner.close();
    }
    item
}

fn push_all(buffer: &Buffer, items: impl IntoIterator<Item = u64>) {
    items.into_iter().for_each(|item| push(buffer, item));
}

fn pop_all(buffer: &Buffer, items: usize) {
    (0..items).for_each(|_| drop(pop(buffer)));
}

fn close(buffer: &Buffer) {
    call("close", 0, || buffer.inner.close(), |()| 0);
}

/// A thread that pushes these items, one after the other.
fn producer(buffer: &Buffer, items: impl IntoIterator<Item = u64> + Send + 'static) -> JoinHandle<()> {
    let buffer = buffer.clone();
    thread::spawn(move || push_all(&buffer, items))
}

/// A thread that takes so many items.
fn consumer(buffer: &Buffer, items: usize) -> JoinHandle<()> {
    let buffer = buffer.clone();
    thread::spawn(move || pop_all(&buffer, items))
}

fn joined(threads: impl IntoIterator<Item = JoinHandle<()>>) {
    threads.into_iter().for_each(|thread| drop(thread.join()));
}

/// Takes everything that is left in a closed buffer.
fn drained(buffer: &Buffer) {
    while pop(buffer).is_some() {}
}

fn holds_its_capacity() -> Verdict {
    // All that fits goes in at once; one more has to wait until something is taken.
    let full = each([3, 1], |capacity| {
        explore(move || {
            let buffer = open_buffer(capacity);
            push_all(&buffer, 1..=capacity as u64);
            let one_more = producer(&buffer, [9]);
            sleep(SECOND);
            pop(&buffer);
            joined([one_more]);
        })
        .executions(500)
        .always(stays_open)
        .always(move |run| never_holds_more(run, capacity))
        .verdict()
    });
    // Two want the last place.
    full.and(|| {
        each([2, 1], |capacity| {
            explore(move || {
                let buffer = open_buffer(capacity);
                push_all(&buffer, 1..capacity as u64);
                let two = [8, 9].map(|item| producer(&buffer, [item]));
                sleep(SECOND);
                pop(&buffer);
                joined(two);
            })
            .executions(1_000)
            .always(stays_open)
            .always(move |run| never_holds_more(run, capacity))
            .verdict()
        })
    })
}

fn first_in_first_out() -> Verdict {
    let one_producer = |capacity| {
        explore(move || {
            let buffer = open_buffer(capacity);
            let producer = producer(&buffer, 1..=4);
            pop_all(&buffer, 4);
            joined([producer]);
        })
        .executions(1_000)
        .always(stays_open)
        .always(in_order)
        .verdict()
    };
    let two_producers = || {
        explore(|| {
            let buffer = open_buffer(3);
            let producers = [producer(&buffer, 1..=2), producer(&buffer, 11..=12)];
            pop_all(&buffer, 4);
            joined(producers);
        })
        .executions(1_000)
        .always(stays_open)
        .always(in_order)
        .verdict()
    };
    let two_consumers = || {
        explore(|| {
            let buffer = open_buffer(2);
            let consumers = [consumer(&buffer, 2), consumer(&buffer, 2)];
            push_all(&buffer, 1..=4);
            joined(consumers);
        })
        .executions(1_000)
        .always(stays_open)
        .always(in_order)
        .verdict()
    };
    each([2, 3], one_producer).and(two_producers).and(two_consumers)
}

fn every_item_arrives() -> Verdict {
    // How many items each producer brings, how many each consumer takes, and the capacity.
    let cases: [(&[u64], &[u64], usize); 4] = [
        (&[2], &[1, 1], 1),
        (&[1, 1, 1], &[3], 1),
        (&[2], &[1, 1], 2),
        (&[2, 2], &[2, 2], 1),
    ];
    each(cases, |(brings, takes, capacity)| {
        explore(move || {
            let buffer = open_buffer(capacity);
            let consumers: Vec<_> = takes.iter().map(|&items| consumer(&buffer, items as usize)).collect();
            let producers = (1..)
                .zip(brings)
                .map(|(number, items)| producer(&buffer, 10 * number + 1..=10 * number + items));
            joined(producers.collect::<Vec<_>>());
            joined(consumers);
        })
        .executions(1_500)
        .always(stays_open)
        .always(each_arrives_once)
        .verdict()
    })
    .and(after_an_hour)
}

/// Nobody gives up waiting. Who wakes up now and then does so very often in an hour; that may be left at some point.
fn after_an_hour() -> Verdict {
    explore(|| {
        let buffer = open_buffer(1);
        let consumer = consumer(&buffer, 1);
        sleep(HOUR);
        let producer = producer(&buffer, 1..=3);
        sleep(HOUR);
        pop_all(&buffer, 2);
        joined([consumer, producer]);
    })
    .executions(3)
    .may_take_long()
    .always(stays_open)
    .always(|run| never_holds_more(run, 1))
    .always(each_arrives_once)
    .verdict()
}

fn close_wakes_everybody() -> Verdict {
    // Closed while they come, and closed when they have long been waiting.
    let consumers = |after: u64| {
        explore(move || {
            let buffer = buffer(1);
            let consumers = [consumer(&buffer, 1), consumer(&buffer, 1)];
            sleep(SECOND * after as u32);
            close(&buffer);
            joined(consumers);
        })
        .executions(1_500)
        .always(none_means_the_end)
        .always(move |run| returned_by(run, "pop", &[after, after]))
        .verdict()
    };
    let producers = |after: u64| {
        explore(move || {
            let buffer = buffer(1);
            push(&buffer, 1);
            let producers = [producer(&buffer, [2]), producer(&buffer, [3])];
            sleep(SECOND * after as u32);
            close(&buffer);
            joined(producers);
        })
        .executions(1_500)
        .always(move |run| returned_by(run, "push", &[0, after, after]))
        .verdict()
    };
    each([0, 1], consumers).and(|| each([0, 1], producers))
}

fn late_items_come_back() -> Verdict {
    let after = || {
        explore(|| {
            let buffer = buffer(3);
            push(&buffer, 1);
            close(&buffer);
            push(&buffer, 2);
            close(&buffer);
            drained(&buffer);
            push(&buffer, 3);
        })
        .executions(100)
        .always(closed_takes_nothing)
        .verdict()
    };
    // Nobody takes anything out, so whoever waits when it is closed has come too late.
    let waiting = || {
        explore(|| {
            let buffer = buffer(1);
            push(&buffer, 1);
            let producers = [producer(&buffer, [2]), producer(&buffer, [3])];
            sleep(SECOND);
            close(&buffer);
            // Whoever has not heard of the close hears of the room.
            drained(&buffer);
            joined(producers);
        })
        .executions(1_500)
        .always(closed_takes_nothing)
        .always(each_gets_its_own_back)
        .verdict()
    };
    after().and(waiting)
}

fn queued_items_outlive_the_close() -> Verdict {
    let closed_full = || {
        explore(|| {
            let buffer = buffer(3);
            push_all(&buffer, 1..=3);
            close(&buffer);
            close(&buffer);
            let consumer = consumer(&buffer, 1);
            drained(&buffer);
            joined([consumer]);
        })
        .executions(500)
        .always(none_means_the_end)
        .always(each_arrives_once)
        .verdict()
    };
    let closed_meanwhile = || {
        explore(|| {
            let buffer = buffer(2);
            let producer = producer(&buffer, 1..=2);
            let consumer = consumer(&buffer, 1);
            close(&buffer);
            joined([producer, consumer]);
            drained(&buffer);
        })
        .executions(1_500)
        .always(closed_takes_nothing)
        .always(none_means_the_end)
        .always(each_arrives_once)
        .verdict()
    };
    closed_full().and(closed_meanwhile)
}

fn nobody_busy_waits() -> Verdict {
    let idle_consumer = || {
        explore(|| {
            let buffer = open_buffer(1);
            let consumer = consumer(&buffer, 1);
            sleep(SECOND);
            push(&buffer, 1);
            joined([consumer]);
        })
        .executions(200)
        .always(|run| run.nobody_keeps_spinning())
        .verdict()
    };
    let idle_producer = || {
        explore(|| {
            let buffer = open_buffer(1);
            let producer = producer(&buffer, 1..=2);
            sleep(SECOND);
            pop_all(&buffer, 2);
            joined([producer]);
        })
        .executions(200)
        .always(|run| run.nobody_keeps_spinning())
        .verdict()
    };
    idle_consumer().and(idle_producer)
}

fn waits_are_no_longer_than_needed() -> Verdict {
    let slow_consumer = || {
        explore(|| {
            let buffer = open_buffer(2);
            let producer = producer(&buffer, 1..=5);
            for _ in 0..5 {
                sleep(SECOND);
                drop(pop(&buffer));
            }
            joined([producer]);
        })
        .executions(300)
        .timed()
        .always(|run| returned_by(run, "push", &[0, 0, 1, 2, 3]))
        .verdict()
    };
    let slow_producer = || {
        explore(|| {
            let buffer = open_buffer(2);
            let consumers = [consumer(&buffer, 1), consumer(&buffer, 2)];
            sleep(SECOND);
            push_all(&buffer, 1..=2);
            sleep(SECOND);
            push(&buffer, 3);
            joined(consumers);
        })
        .executions(300)
        .always(|run| returned_by(run, "pop", &[1, 1, 2]))
        .verdict()
    };
    slow_consumer().and(slow_producer)
}

fn no_capacity_is_a_panic() -> Verdict {
    explore(|| {
        buffer(0);
    })
    .preemptions(0)
    .may_panic()
    .always(|run| match run.result {
        Some(()) => Err(wrong(
            Kind::WrongResult,
            "`BoundedBuffer::new(0)` returns a buffer; it should panic.",
        )),
        None => Ok(()),
    })
    .verdict()
}

/// Whether a push went in.
fn went_in(push: &&Call) -> bool {
    push.answer == Some(NONE)
}

/// Whenever a push has returned, no more are inside than may be. A pop that has begun may have taken one.
fn never_holds_more(run: &Run<()>, capacity: usize) -> Result<(), Mistake> {
    let (pushes, pops) = (run.calls("push"), run.calls("pop"));
    for last in pushes.iter().filter(went_in) {
        let pushed = pushes
            .iter()
            .filter(went_in)
            .filter(|push| push.ended <= last.ended)
            .count();
        let taken = pops.iter().filter(|pop| pop.began < last.ended).count();
        if pushed > capacity + taken {
            let message = format!("{} items were inside a buffer for {capacity}.", pushed - taken);
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(last)));
        }
    }
    Ok(())
}

/// As long as nobody closes it, every item goes in, and there is one for every `pop`. Of what ends the scenario the first counts.
fn stays_open(run: &Run<()>) -> Result<(), Mistake> {
    let (pushes, pops) = (run.calls("push"), run.calls("pop"));
    let came_back = pushes.iter().filter(|push| push.answer.is_some() && !went_in(push));
    let none = pops.iter().filter(|pop| pop.answer == Some(NONE));
    let Some(first) = came_back.chain(none).min_by_key(|call| call.ended) else {
        return Ok(());
    };
    let message = match first.answer {
        Some(NONE) => "`pop` says `None`, although nobody had closed the buffer.".to_string(),
        _ => format!(
            "`push({})` gives its item back, although nobody had closed the buffer.",
            first.argument
        ),
    };
    Err(wrong(Kind::WrongResult, message).at(run.lines_in(first)))
}

/// A push that begins when `close` has returned gives its item back.
fn closed_takes_nothing(run: &Run<()>) -> Result<(), Mistake> {
    let closes = run.calls("close");
    let late = |push: &&Call| closes.iter().any(|close| close.is_before(push));
    match run
        .calls("push")
        .iter()
        .filter(late)
        .find(|push| push.answer != Some(push.argument))
    {
        Some(push) if went_in(&push) => {
            let message = format!(
                "`push({})` says `Ok`, although the buffer had been closed.",
                push.argument
            );
            Err(wrong(Kind::WrongResult, message).at(run.lines_in(push)))
        }
        Some(push) => gives_back_another(run, push),
        None => Ok(()),
    }
}

/// Of the pushes that waited in vain, each gives back the item that it was called with.
fn each_gets_its_own_back(run: &Run<()>) -> Result<(), Mistake> {
    match run
        .calls("push")
        .iter()
        .skip(1)
        .find(|push| push.answer != Some(push.argument))
    {
        Some(push) if went_in(&push) => {
            let message = format!(
                "`push({})` waited at the full buffer, was woken by `close`, and says `Ok`; it should give its item back.",
                push.argument
            );
            Err(wrong(Kind::WrongResult, message).at(run.lines_in(push)))
        }
        Some(push) => gives_back_another(run, push),
        None => Ok(()),
    }
}

fn gives_back_another(run: &Run<()>, push: &Call) -> Result<(), Mistake> {
    let message = format!(
        "`push({})` gave back item {} instead of its own.",
        push.argument,
        push.answer.unwrap_or(NONE)
    );
    Err(wrong(Kind::WrongResult, message).at(run.lines_in(push)))
}

/// What had gone in before something else also comes out before it, as far as a caller can tell.
fn in_order(run: &Run<()>) -> Result<(), Mistake> {
    let (pushes, pops) = (run.calls("push"), run.calls("pop"));
    let pushed = |pop: &Call| pushes.iter().find(|push| Some(push.argument) == pop.answer);
    for (at, first) in pops.iter().enumerate() {
        for second in pops[at..].iter().filter(|second| first.is_before(second)) {
            let (Some(newer), Some(older)) = (pushed(first), pushed(second)) else {
                continue;
            };
            if older.is_before(newer) {
                let message = format!(
                    "Item {} came out before item {}, which had gone in before it.",
                    newer.argument, older.argument
                );
                return Err(wrong(Kind::WrongResult, message)
                    .at(run.lines_in(first))
                    .at(run.lines_in(newer)));
            }
        }
    }
    Ok(())
}

/// Each item that went in comes out once, and nothing else does.
fn each_arrives_once(run: &Run<()>) -> Result<(), Mistake> {
    let (pushes, pops) = (run.calls("push"), run.calls("pop"));
    for push in &pushes {
        let item = push.argument;
        let took: Vec<&Call> = pops.iter().filter(|pop| pop.answer == Some(item)).collect();
        let message = match (went_in(&push), &took[..]) {
            (true, [_]) | (false, []) => continue,
            (true, []) => format!("Item {item} went in and never came out."),
            (true, _) => format!("Item {item} came out {} times.", took.len()),
            (false, _) => format!("`push({item})` gave its item back, and it came out all the same."),
        };
        let lines = took.iter().flat_map(|pop| run.lines_in(pop));
        return Err(wrong(Kind::WrongResult, message).at(lines).at(run.lines_in(push)));
    }
    Ok(())
}

/// `pop` says `None` only if the buffer is closed and has nothing inside.
fn none_means_the_end(run: &Run<()>) -> Result<(), Mistake> {
    let (pushes, pops, closes) = (run.calls("push"), run.calls("pop"), run.calls("close"));
    for none in pops.iter().filter(|pop| pop.answer == Some(NONE)) {
        if !closes.iter().any(|close| close.began < none.ended) {
            let message = "`pop` says `None`, although nobody had closed the buffer.";
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(none)));
        }
        // Inside from before this pop began until after it had returned.
        let stayed = |push: &&Call| {
            let taken = pops.iter().find(|pop| pop.answer == Some(push.argument));
            push.is_before(none) && taken.is_none_or(|taken| none.is_before(taken))
        };
        if let Some(push) = pushes.iter().filter(went_in).find(stayed) {
            let message = format!("`pop` says `None`, although item {} is still queued.", push.argument);
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(none)));
        }
    }
    Ok(())
}

/// Each of the calls has returned when so many seconds are over, no matter in which order they do.
fn returned_by(run: &Run<()>, label: &str, seconds: &[u64]) -> Result<(), Mistake> {
    let mut calls = run.calls(label);
    calls.retain(|call| call.answer.is_some());
    calls.sort_by_key(|call| call.returned_at);
    let returned = |call: &Call| call.returned_at.unwrap_or_default();
    let mut pairs = calls.iter().zip(seconds);
    let Some((late, seconds)) = pairs.find(|(call, seconds)| returned(call) > SECOND * **seconds as u32) else {
        return Ok(());
    };
    let message = format!(
        "A `{label}` that could go on after {seconds} s returned only after {:?}.",
        returned(late)
    );
    Err(wrong(Kind::TooSlow, message).at(run.lines_in(late)))
}
