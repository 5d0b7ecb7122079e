//! What must be so whatever the threads ask, one promise a rule.

use crate::asks::*;
use crate::socket::{BOOKING, Refused};
use harness::{Kind, Mistake, Run, Seen, lines_that_say, wrong};
use std::time::Duration;

/// Who looks again now and then may be a little late, but never as much as this.
pub const FAR_TOO_LATE: Duration = Duration::from_millis(800);

/// Unrelated transfers that begin together take as long as one.
pub fn overlap(run: &Run<Outcome>, pairs: Asks) -> Result<(), Mistake> {
    books(run, pairs.iter().map(|&(_, pair)| pair))?;
    returns_when_booked(run, pairs)?;
    let took = run.elapsed();
    if took == BOOKING {
        return Ok(());
    }
    let (kind, because) = if nothing_overlaps(run) {
        (Kind::NotConcurrent, "no two were ever booked at the same time")
    } else {
        (Kind::TooSlow, "one waited for another")
    };
    let message = format!(
        "{} transfers between different accounts took {} instead of {}: {because}.",
        pairs.len(),
        time(took),
        time(BOOKING)
    );
    Err(wrong(kind, message)
        .at(run.lines_that_wait())
        .best(BOOKING)
        .help("what do both of them need while they are booked, though they share no account?"))
}

/// Whether no two of several bookings were under way at the same time. Of two alone nobody can tell: a third might have overlapped with either.
fn nothing_overlaps(run: &Seen) -> bool {
    let bookings = bookings(run);
    let mut pairs = bookings.windows(2);
    bookings.len() > 2 && pairs.all(|pair| pair[1].at.abs_diff(pair[0].at) >= BOOKING)
}

/// Transfers that share an account, where each holds 10 and that is enough: accepted, booked, one after the other, and nothing is lost.
pub fn one_at_a_time(run: &Run<Outcome>, asks: Asks) -> Result<(), Mistake> {
    let Some((told, balances)) = run.result else {
        return Ok(());
    };
    let refused = asks.iter().zip(told).find_map(|(&(_, what), told)| match told {
        Told::Paid(Err(refused)) => Some((what, refused)),
        _ => None,
    });
    if let Some((what, refused)) = refused {
        let message = format!(
            "`{}` was refused with {refused:?}, though its account held at least 8 all the time.",
            called(what)
        );
        return Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()));
    }
    books(run, asks.iter().map(|&(_, what)| what))?;
    returns_when_booked(run, asks)?;
    let before = vec![10; balances.len()];
    holds(run, balances, &after(&before, asks.iter().map(|&(_, what)| what)))?;
    apart(run)
}

/// Whoever asks for a balance in the middle of a transfer is told what the account holds after it.
pub fn sees_the_end(run: &Run<Outcome>, asks: Asks, after: u64) -> Result<(), Mistake> {
    let (Some((told, _)), Some(at)) = (run.result, told_at(run, 1)) else {
        return Ok(());
    };
    let Told::Holds(balance) = told[1] else { return Ok(()) };
    let (pay, look) = (called(asks[0].1), called(asks[1].1));
    let seen = format!(
        "`{look}` was asked for in the middle of `{pay}` and told {balance} after {}",
        time(at)
    );
    if at < BOOKING {
        let message = format!(
            "{seen}; it should wait until the transfer is over, after {}.",
            time(BOOKING)
        );
        return Err(wrong(Kind::WrongResult, message).at(lines_of(run, "balance(")));
    }
    if balance != after {
        let message = format!("{seen}; the account holds {after} then.");
        return Err(wrong(Kind::WrongResult, message).at(lines_of(run, "balance(")));
    }
    if at > BOOKING + FAR_TOO_LATE {
        let message = format!("{seen}; the transfer was over after {}.", time(BOOKING));
        return Err(wrong(Kind::TooSlow, message).at(run.lines_that_wait()).best(BOOKING));
    }
    Ok(())
}

/// Whoever asked for an account's balance is told of it when no transfer is under way there.
pub fn never_in_the_middle(run: &Run<Outcome>, ask: usize, account: usize) -> Result<(), Mistake> {
    let Some(told) = told_at(run, ask) else { return Ok(()) };
    let under_way =
        |booking: &Booking| booking.accounts.contains(&account) && booking.at < told && told < booking.at + BOOKING;
    match bookings(run).into_iter().find(under_way) {
        Some(booking) => {
            let message = format!(
                "`balance({account})` was told after {}, in the middle of `{}`, which was booked from {} to {}; it should wait until that is over.",
                time(told),
                booking.text,
                time(booking.at),
                time(booking.at + BOOKING)
            );
            Err(wrong(Kind::WrongResult, message)
                .at(run.body_of("balance"))
                .at(lines_of(run, "balance(")))
        }
        None => Ok(()),
    }
}

pub fn total_is(run: &Run<Outcome>, sum: u64) -> Result<(), Mistake> {
    let told = run.result.map_or(&[][..], |(told, _)| told);
    let total = told.iter().find_map(|told| match told {
        Told::Holds(total) => Some(*total),
        Told::Paid(_) => None,
    });
    match total {
        Some(total) if total != sum => {
            let message = format!(
                "The accounts hold {sum} together, and `total` says {total}: it adds up what they held at different moments, or in the middle of a transfer."
            );
            Err(wrong(Kind::WrongResult, message)
                .at(run.body_of("total"))
                .at(lines_of(run, "total"))
                .at(run.lines_that_collect()))
        }
        _ => Ok(()),
    }
}

/// Of two transfers that both want all there is, one is accepted, and the other refused when that is over.
pub fn one_of_two(run: &Run<Outcome>, asks: Asks) -> Result<(), Mistake> {
    let Some((told, balances)) = run.result else {
        return Ok(());
    };
    let answered = |answer: Told| {
        let asks = asks.iter().zip(told).filter(move |(_, told)| **told == answer);
        asks.map(|(&(_, what), _)| what).collect::<Vec<Ask>>()
    };
    let accepted = answered(Told::Paid(Ok(())));
    let refusal = Refused { balance: 0, amount: 10 };
    let rivals = accepted.iter().filter(|what| matches!(what, Pay(.., 10)));
    if rivals.count() != 1 || !told.contains(&Told::Paid(Err(refusal))) {
        let answers: Vec<String> = told.iter().map(|&told| said(told)).collect();
        let message = format!(
            "An account holds 10, and two transfers of 10 ask for it at the same time. They are told {}; one should be accepted and the other refused with {refusal:?}.",
            answers.join(" and ")
        );
        return Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()));
    }
    books_no_refused(run, &accepted, &answered(Told::Paid(Err(refusal))))?;
    books(run, accepted.iter().copied())?;
    let all_ten = vec![10; balances.len()];
    holds(run, balances, &after(&all_ten, accepted.iter().copied()))
}

/// The second transfer wants what the first one brings, and asks for it while that is under way.
pub fn waits_for_the_money(run: &Run<Outcome>, asks: Asks) -> Result<(), Mistake> {
    let Some((told, balances)) = run.result else {
        return Ok(());
    };
    if let Told::Paid(Err(refused)) = told[1] {
        let message = format!(
            "`{}` asked in the middle of `{}`, which brings what it needs, and was refused with {refused:?}; it should look when that is over.",
            spelled(asks[1].1),
            spelled(asks[0].1)
        );
        return Err(wrong(Kind::WrongResult, message)
            .at(lines_that_say(&["Refused {"]))
            .at(run.lines_that_collect()));
    }
    let paid = asks.iter().map(|&(_, what)| what);
    books(run, paid.clone())?;
    holds(run, balances, &after(&[0, 10, 0], paid))
}

/// What the accounts hold after these transfers.
pub fn after(balances: &[u64], accepted: impl IntoIterator<Item = Ask>) -> Vec<u64> {
    let mut balances = balances.to_vec();
    for ask in accepted {
        if let Pay(from, to, amount) = ask {
            balances[from] -= amount;
            balances[to] += amount;
        }
    }
    balances
}

pub fn holds(run: &Seen, balances: &[u64], wanted: &[u64]) -> Result<(), Mistake> {
    match (0..wanted.len()).find(|&account| balances[account] != wanted[account]) {
        Some(account) => {
            let (holds, wanted) = (balances[account], wanted[account]);
            let message = format!("In the end account {account} holds {holds}; it should be {wanted}.");
            Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()))
        }
        None => Ok(()),
    }
}

/// Each of these transfers is booked once, before it returns, and nothing else is printed.
pub fn books(run: &Seen, accepted: impl Iterator<Item = Ask>) -> Result<(), Mistake> {
    let lines = accepted.filter_map(|ask| match ask {
        Pay(from, to, amount) => Some(format!("{from} -> {to}: {amount}")),
        Balance(_) | Total => None,
    });
    run.prints_nothing_late()?;
    let expected: Vec<String> = lines.collect();
    run.prints_in_any_order(&expected).map_err(|mistake| {
        // Where a booking is missing, no step shows it: something was accepted without.
        let only_missing = run.lines().iter().all(|line| expected.contains(&line.text));
        let too_few = run.lines().len() < expected.len();
        match only_missing && too_few {
            true => Mistake {
                lines: lines_that_say(&["Ok("]),
                ..mistake
            },
            false => mistake,
        }
    })
}

/// A refused transfer isn't booked. It is looked for among the lines that no accepted one explains.
pub fn books_no_refused(run: &Seen, accepted: &[Ask], refused: &[Ask]) -> Result<(), Mistake> {
    let is_booking = |line: &str, ask: &Ask| match ask {
        Pay(from, to, amount) => line == format!("{from} -> {to}: {amount}"),
        Balance(_) | Total => false,
    };
    for line in run.lines() {
        let booked = |asks: &[Ask]| asks.iter().copied().find(|ask| is_booking(&line.text, ask));
        if let (None, Some(ask)) = (booked(accepted), booked(refused)) {
            let message = format!(
                "`{}` was refused, and it is booked all the same: \"{}\" is printed.",
                spelled(ask),
                line.text
            );
            return Err(wrong(Kind::WrongOutput, message).at(line.line));
        }
    }
    Ok(())
}

/// A booking: its accounts, when it began, and the learner's line.
pub struct Booking {
    text: String,
    accounts: [usize; 2],
    thread: usize,
    at: Duration,
    line: Option<u32>,
}

pub fn bookings(run: &Seen) -> Vec<Booking> {
    let booking = |line: harness::Line| {
        let (from, rest) = line.text.split_once(" -> ")?;
        let (to, _) = rest.split_once(": ")?;
        let accounts = [from.parse().ok()?, to.parse().ok()?];
        let text = format!("{from} -> {to}");
        Some(Booking {
            text,
            accounts,
            thread: line.thread,
            at: line.at,
            line: line.line,
        })
    };
    run.lines().into_iter().filter_map(booking).collect()
}

/// A transfer returns when its booking is over, not before.
pub fn returns_when_booked(run: &Seen, asks: Asks) -> Result<(), Mistake> {
    for (ask, &(_, what)) in asks.iter().enumerate() {
        let mut bookings = bookings(run).into_iter();
        let booking = bookings.find(|booking| booking.text == called(what));
        let (Some(booking), Some(told)) = (booking, told_at(run, ask)) else {
            continue;
        };
        let over = booking.at + BOOKING;
        if asks.iter().filter(|(_, other)| called(*other) == booking.text).count() == 1 && told < over {
            let message = format!(
                "`{}` returned after {}, while it was still being booked, until {}.",
                booking.text,
                time(told),
                time(over)
            );
            return Err(wrong(Kind::NotJoined, message)
                .at(run.spawned_at(booking.thread))
                .at(booking.line));
        }
    }
    Ok(())
}

/// No two bookings under way at a time have an account in common.
pub fn apart(run: &Seen) -> Result<(), Mistake> {
    let bookings = bookings(run);
    for (at, first) in bookings.iter().enumerate() {
        for second in &bookings[at + 1..] {
            let Some(account) = first.accounts.iter().find(|account| second.accounts.contains(account)) else {
                continue;
            };
            if second.at.abs_diff(first.at) >= BOOKING {
                continue;
            }
            let message = format!(
                "`{}` is booked from {} on and `{}` from {} on: both at the same time, and both use account {account}.",
                first.text,
                time(first.at),
                second.text,
                time(second.at)
            );
            return Err(wrong(Kind::WrongResult, message)
                .at(first.line)
                .at(second.line)
                .at(run.lines_that_wait())
                .certain());
        }
    }
    Ok(())
}

/// The learner's lines that a thread with such a name went through.
pub fn lines_of(run: &Seen, name: &str) -> Vec<u32> {
    let named = |thread: usize| {
        run.thread(thread)
            .name
            .as_deref()
            .is_some_and(|own| own.starts_with(name))
    };
    run.lines_where(|event| event.thread != 0 && named(event.thread))
}
