//! What closing does to whoever waits, to what comes too late and to what is inside.

use crate::SECOND;
use crate::noted::{buffer, close, consumer, drained, joined, open_buffer, pop, producer, push, push_all};
use crate::rules::{closed_takes_nothing, each_arrives_once, each_gets_its_own_back, none_means_the_end, returned_by};
use harness::{Verdict, each, explore};
use std::thread::{sleep, spawn};

pub fn close_wakes_everybody() -> Verdict {
    // Closed while they come, and closed when they have long been waiting.
    let consumers = |after: u64| {
        explore(move || {
            let buffer = buffer(1);
            let consumers = [consumer(&buffer, 1), consumer(&buffer, 1)];
            if after > 0 {
                sleep(SECOND * after as u32);
            }
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
            if after > 0 {
                sleep(SECOND * after as u32);
            }
            close(&buffer);
            joined(producers);
        })
        .executions(1_500)
        .always(move |run| returned_by(run, "push", &[0, after, after]))
        .verdict()
    };
    each([0, 1], consumers)
        .and(|| each([0, 1], producers))
        .and(closed_right_after_an_item)
}

/// Two have long been waiting; an item has come for one of them, and it may not have been there yet.
fn closed_right_after_an_item() -> Verdict {
    explore(|| {
        let buffer = buffer(1);
        let consumers = [consumer(&buffer, 1), consumer(&buffer, 1)];
        sleep(SECOND);
        push(&buffer, 1);
        close(&buffer);
        joined(consumers);
    })
    .executions(300)
    .always(none_means_the_end)
    .always(each_arrives_once)
    .verdict()
}

pub fn late_items_come_back() -> Verdict {
    let after = || {
        explore(|| {
            let buffer = buffer(3);
            push(&buffer, 1);
            close(&buffer);
            push(&buffer, 2);
            close(&buffer);
            push(&buffer, 3);
            pop(&buffer);
            push(&buffer, 4);
        })
        .executions(100)
        .always(closed_takes_nothing)
        .verdict()
    };
    let again_and_again = || {
        explore(|| {
            let buffer = buffer(1);
            (0..300).for_each(|_| close(&buffer));
            push(&buffer, 1);
        })
        .preemptions(0)
        .executions(1)
        .at_random(0)
        .circumstances("It was closed 300 times.")
        .always(closed_takes_nothing)
        .verdict()
    };
    // Whoever still waits when it is closed has come too late.
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
    after().and(waiting).and(again_and_again).and(closed_by_two)
}

/// Two close it at the same time, and somebody waits.
fn closed_by_two() -> Verdict {
    explore(|| {
        let buffer = buffer(1);
        let consumer = consumer(&buffer, 1);
        let theirs = buffer.clone();
        let closer = spawn(move || close(&theirs));
        close(&buffer);
        joined([closer, consumer]);
    })
    .executions(300)
    .circumstances("Two threads closed it at the same time.")
    .always(none_means_the_end)
    .verdict()
}

pub fn queued_items_outlive_the_close() -> Verdict {
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
    // The consumer stops at the end: what comes in afterwards would stay inside for ever.
    let closed_by_another = || {
        explore(|| {
            let buffer = buffer(1);
            let producer = producer(&buffer, [1]);
            close(&buffer);
            drained(&buffer);
            joined([producer]);
        })
        .executions(500)
        .always(none_means_the_end)
        .always(each_arrives_once)
        .verdict()
    };
    let closed_by_its_producer = || {
        explore(|| {
            let buffer = buffer(1);
            let theirs = buffer.clone();
            let producer = spawn(move || {
                push(&theirs, 1);
                close(&theirs);
            });
            drained(&buffer);
            joined([producer]);
        })
        .executions(500)
        .always(none_means_the_end)
        .always(each_arrives_once)
        .verdict()
    };
    let closed_while_both_are_at_it = || {
        explore(|| {
            let buffer = buffer(1);
            let producer = producer(&buffer, [1]);
            let consumer = consumer(&buffer, 1);
            close(&buffer);
            joined([producer, consumer]);
            drained(&buffer);
        })
        .executions(1_500)
        .always(none_means_the_end)
        .always(each_arrives_once)
        .verdict()
    };
    // What nobody takes goes with the buffer, and silently.
    let dropped_with_something_inside = || {
        explore(|| {
            let buffer = open_buffer(3);
            push_all(&buffer, 1..=2);
        })
        .preemptions(0)
        .executions(1)
        .always(|run| run.prints_nothing())
        .verdict()
    };
    closed_full()
        .and(closed_meanwhile)
        .and(closed_while_both_are_at_it)
        .and(dropped_with_something_inside)
        .and(closed_by_another)
        .and(closed_by_its_producer)
}
