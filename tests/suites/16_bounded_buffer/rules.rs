//! What must be so of the calls of `push`, `pop` and `close`, by what was over before what began. In: a run's notes of its calls, in which 0
//! stands for no item. Out: the first promise that is broken.

use crate::SECOND;
use crate::noted::NONE;
use harness::{Call, Kind, Mistake, Run, wrong};

/// Whether a push went in.
fn went_in(push: &&Call) -> bool {
    push.answer == Some(NONE)
}

/// Whenever a push has returned, no more are inside than may be. A pop that has begun may have taken one.
pub fn never_holds_more(run: &Run<()>, capacity: usize) -> Result<(), Mistake> {
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
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(last)).by(last.ended));
        }
    }
    Ok(())
}

/// So many go in without waiting, the first time.
pub fn has_room_for(run: &Run<()>, capacity: u64) -> Result<(), Mistake> {
    let pushes = run.calls("push");
    let waits = |push: &&Call| push.returned_at != Some(push.called_at) || !went_in(push);
    match pushes.iter().find(waits) {
        Some(push) => {
            let message = format!(
                "`push({})` had to wait, with {} items inside a buffer for {capacity}.",
                push.argument,
                push.argument - 1
            );
            Err(wrong(Kind::WrongResult, message).at(run.lines_in(push)).by(push.ended))
        }
        None => Ok(()),
    }
}

/// Too many were inside, and the items were `()`.
pub fn of_no_size(mistake: Mistake) -> Mistake {
    let message = format!("{} The items are `()`, which has no size.", mistake.message);
    Mistake { message, ..mistake }
}

/// As long as nobody closes it, every item goes in, and there is one for every `pop`. Of what ends the scenario the first counts.
pub fn stays_open(run: &Run<()>) -> Result<(), Mistake> {
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
    Err(wrong(Kind::WrongResult, message)
        .at(run.lines_in(first))
        .by(first.ended))
}

/// A push that begins when `close` has returned gives its item back.
pub fn closed_takes_nothing(run: &Run<()>) -> Result<(), Mistake> {
    let closes = run.calls("close");
    let closed = |push: &Call| closes.iter().filter(|close| close.is_before(push)).count();
    let late = |push: &&Call| closed(push) > 0;
    match run
        .calls("push")
        .iter()
        .filter(late)
        .find(|push| push.answer != Some(push.argument))
    {
        Some(push) if went_in(&push) => {
            let twice = if closed(push) > 1 { " twice" } else { "" };
            let message = format!(
                "`push({})` says `Ok`, although the buffer had been closed{twice}.",
                push.argument
            );
            Err(wrong(Kind::WrongResult, message)
                .at(run.lines_in(push))
                .at(lines_of_the_last_close(run, push))
                .by(push.ended))
        }
        Some(push) => gives_back_another(run, push),
        None => Ok(()),
    }
}

/// Of the pushes that waited in vain, each gives back the item that it was called with.
pub fn each_gets_its_own_back(run: &Run<()>) -> Result<(), Mistake> {
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
            Err(wrong(Kind::WrongResult, message)
                .at(run.lines_in(push))
                .at(lines_of_the_last_close(run, push))
                .by(push.ended))
        }
        Some(push) => gives_back_another(run, push),
        None => Ok(()),
    }
}

/// What the last `close` did that had begun when a push returned.
fn lines_of_the_last_close(run: &Run<()>, push: &Call) -> Vec<u32> {
    let closes = run.calls("close");
    let last = closes.iter().rfind(|close| close.began < push.ended);
    last.map_or_else(Vec::new, |close| run.lines_in(close))
}

fn gives_back_another(run: &Run<()>, push: &Call) -> Result<(), Mistake> {
    let message = format!(
        "`push({})` gave back item {} instead of its own.",
        push.argument,
        push.answer.unwrap_or(NONE)
    );
    Err(wrong(Kind::WrongResult, message).at(run.lines_in(push)).by(push.ended))
}

/// What had gone in before something else also comes out before it, as far as a caller can tell.
pub fn in_order(run: &Run<()>) -> Result<(), Mistake> {
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
                    .at(run.lines_in(newer))
                    .by(second.ended));
            }
        }
    }
    Ok(())
}

/// Each item that went in comes out once, and nothing else does.
pub fn each_arrives_once(run: &Run<()>) -> Result<(), Mistake> {
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
        // It was lost where it went in, or where somebody saw nothing inside.
        let saw_nothing = pops.iter().filter(|pop| took.is_empty() && pop.answer == Some(NONE));
        let lines = took
            .iter()
            .copied()
            .chain(saw_nothing)
            .flat_map(|pop| run.lines_in(pop));
        return Err(wrong(Kind::WrongResult, message)
            .at(lines)
            .at(run.lines_in(push))
            .by(push.ended));
    }
    Ok(())
}

/// `pop` says `None` only if the buffer is closed and has nothing inside.
pub fn none_means_the_end(run: &Run<()>) -> Result<(), Mistake> {
    let (pushes, pops, closes) = (run.calls("push"), run.calls("pop"), run.calls("close"));
    for none in pops.iter().filter(|pop| pop.answer == Some(NONE)) {
        if !closes.iter().any(|close| close.began < none.ended) {
            let message = "`pop` says `None`, although nobody had closed the buffer.";
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(none)).by(none.ended));
        }
        // All that goes in does so before the close, whoever returns first, and this pop came after the close.
        let stayed = |push: &&Call| {
            let taken = pops.iter().find(|pop| pop.answer == Some(push.argument));
            taken.is_none_or(|taken| none.is_before(taken))
        };
        if let Some(push) = pushes.iter().filter(went_in).find(stayed) {
            let message = format!("`pop` says `None`, although item {} is still queued.", push.argument);
            return Err(wrong(Kind::WrongResult, message).at(run.lines_in(none)).by(none.ended));
        }
    }
    Ok(())
}

/// Each of the calls has returned when so many seconds are over, no matter in which order they do.
pub fn returned_by(run: &Run<()>, label: &str, seconds: &[u64]) -> Result<(), Mistake> {
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
    Err(wrong(Kind::TooSlow, message).at(run.lines_in(late)).by(late.ended))
}
