//! 16_bounded_buffer in the simulated world.

mod closing;
mod noted;
mod rules;
mod socket;

use closing::{close_wakes_everybody, late_items_come_back, queued_items_outlive_the_close};
use harness::{Kind, Verdict, checks, each, explore, wrong};
use noted::{
    buffer, close, consumer, joined, one_more_of_no_size, open_buffer, pop, pop_all, producer, push, push_all,
};
use rules::{each_arrives_once, has_room_for, in_order, never_holds_more, of_no_size, returned_by, stays_open};
pub use socket::{ANSWER, Answer, Queue};
use std::thread::{sleep, spawn};
use std::time::Duration;

checks! {
    1.5  holds_its_capacity               "A buffer takes `capacity` items at once, and never holds more";
    1    first_in_first_out               "First in, first out";
    1    every_item_arrives               "Every item arrives once, and nobody waits while there is something to do";
    1.5  close_wakes_everybody            "Closing wakes everybody who waits, in either place";
    1    late_items_come_back             "Once it is closed, `push` gives its item back";
    1    queued_items_outlive_the_close   "What is queued when it is closed is still delivered";
    0.5  nobody_busy_waits                "Nobody busy-waits";
    1    waits_are_no_longer_than_needed  "Nobody waits longer than needed: a slow consumer's pace is the producer's";
    0.5  no_capacity_is_a_panic           "A buffer for 0 items is refused with a panic";
}

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);

fn holds_its_capacity() -> Verdict {
    // All that fits goes in at once; one more has to wait until something is taken, also when it was filled up again.
    let full = each([(3, false), (1, false), (2, true)], |(capacity, refilled)| {
        explore(move || {
            let buffer = open_buffer(capacity);
            push_all(&buffer, 1..=capacity as u64);
            if refilled {
                pop(&buffer);
                push(&buffer, 8);
            }
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
    // As many as nobody would think of.
    full.and(|| {
        explore(|| {
            let buffer = buffer(1_100);
            let theirs = buffer.clone();
            let closing = spawn(move || {
                sleep(SECOND);
                close(&theirs);
            });
            push_all(&buffer, 1..=1_100);
            joined([closing]);
        })
        .preemptions(0)
        .executions(1)
        .at_random(0)
        .always(|run| has_room_for(run, 1_100))
        .verdict()
    })
    // Two want the last place.
    .and(|| {
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
    .and(|| {
        each([2, 1], |capacity| {
            explore(move || one_more_of_no_size(capacity, || sleep(SECOND)))
                .preemptions(1)
                .executions(100)
                .always(stays_open)
                .always(move |run| never_holds_more(run, capacity).map_err(of_no_size))
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
    each([2, 3], one_producer)
        .and(two_producers)
        .and(two_consumers)
        .and(round_and_round)
}

/// More items than a byte can number go through a small buffer, and a larger one is filled and emptied, and closed with something inside.
fn round_and_round() -> Verdict {
    explore(|| {
        let mut taken = Vec::new();
        let small = open_buffer(3);
        push_all(&small, 1..=2);
        for item in 3..=300 {
            push(&small, item);
            taken.push(pop(&small));
        }
        let large = buffer(8);
        push_all(&large, 301..=308);
        taken.extend((0..8).map(|_| pop(&large)));
        push_all(&large, 309..=314);
        close(&large);
        taken.extend((0..6).map(|_| pop(&large)));
        taken
    })
    .preemptions(0)
    .executions(1)
    .at_random(0)
    .always(|run| {
        let Some(taken) = run.result else { return Ok(()) };
        let items = (1..=298).chain(301..=314).zip(taken);
        let Some((item, taken)) = items.into_iter().find(|(item, taken)| **taken != Some(*item)) else {
            return Ok(());
        };
        let during = match item {
            1..=298 => "A single thread sent 300 items through a buffer for 3",
            299..=308 => "A single thread filled a buffer for 8 items and emptied it",
            _ => "A buffer was closed with six items inside",
        };
        let message = match taken {
            Some(taken) => {
                format!("{during}; item {taken} came out where it was item {item}'s turn.")
            }
            None => format!("{during}; `pop` says `None` where it was item {item}'s turn."),
        };
        Err(wrong(Kind::WrongResult, message)
            .at(run.body_of("pop"))
            .at(run.body_of("push")))
    })
    .verdict()
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
    .and(two_wait_for_room)
    .and(after_an_hour)
    .and(two_buffers)
}

/// Two buffers are in use, and somebody waits at each.
fn two_buffers() -> Verdict {
    explore(|| {
        let buffers = [open_buffer(1), open_buffer(1)];
        let consumers = buffers.each_ref().map(|buffer| consumer(buffer, 1));
        sleep(SECOND);
        push(&buffers[1], 1);
        sleep(SECOND);
        push(&buffers[0], 2);
        joined(consumers);
    })
    .preemptions(0)
    .executions(50)
    .circumstances("Two buffers were in use.")
    .always(stays_open)
    .always(each_arrives_once)
    .always(|run| returned_by(run, "pop", &[1, 2]))
    .verdict()
}

/// Both have long been waiting when two items are taken at once, before the first of them can do anything.
fn two_wait_for_room() -> Verdict {
    explore(|| {
        let buffer = open_buffer(2);
        push_all(&buffer, 1..=2);
        let producers = [producer(&buffer, [3]), producer(&buffer, [4])];
        sleep(SECOND);
        pop_all(&buffer, 2);
        joined(producers);
        pop_all(&buffer, 2);
    })
    .executions(300)
    .always(stays_open)
    .always(each_arrives_once)
    .verdict()
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
                let _ = pop(&buffer);
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
