//! What the scheduler could have chosen in a recorded execution, in words: for whoever wants to choose.

use crate::names;
use crate::story::rows_begun;
use engine::__engine::{Alternative, Choice, Offer, Report};
use recorder::story;

/// The choices of an execution, in order.
pub fn told(report: &Report) -> Vec<story::Choice> {
    let begun = rows_begun(report);
    let both = report.path.iter().zip(&report.offers);
    both.map(|(choice, offer)| story::Choice {
        step: begun.get(offer.events).copied().unwrap_or(0),
        taken: usize::from(choice.taken),
        alternatives: alternatives(report, choice, offer),
    })
    .collect()
}

fn alternatives(report: &Report, choice: &Choice, offer: &Offer) -> Vec<story::Alternative> {
    let told = offer.alternatives.iter().enumerate().map(|(at, &alternative)| {
        let (thread, text) = words(report, offer, alternative);
        story::Alternative {
            text,
            thread,
            paid: at >= usize::from(choice.free),
        }
    });
    told.collect()
}

fn words(report: &Report, offer: &Offer, alternative: Alternative) -> (Option<usize>, String) {
    let who = |thread| names::thread(report, thread);
    match alternative {
        Alternative::GoesOn(thread) => (Some(thread), format!("{} goes on", who(thread))),
        Alternative::GoesOnForLong(thread) => (
            Some(thread),
            format!("{} goes on and on, the others are slow", who(thread)),
        ),
        Alternative::ClockRunsAhead(thread) => (
            Some(thread),
            format!("the time of {} comes, the others are slow", who(thread)),
        ),
        Alternative::Wakes(place) => (None, format!("waiter {} is woken", place + 1)),
        Alternative::Waits => (Some(offer.thread), format!("{} begins to wait", who(offer.thread))),
        Alternative::WakesSpuriously => (
            Some(offer.thread),
            format!("{} wakes up at once, for no reason", who(offer.thread)),
        ),
        Alternative::GetsIn => (
            Some(offer.thread),
            format!("{} gets in to read before those who wait to write", who(offer.thread)),
        ),
        Alternative::StaysBehindWriters => (
            Some(offer.thread),
            format!("{} waits until somebody has written", who(offer.thread)),
        ),
    }
}
