//! 13_deadlock in the simulated world.

use deadlock::{BOOKING, Bank, Refused, book};
use harness::{Kind, Mistake, Run, Seen, Verdict, checks, each, explore, lines_that_say, mark, wrong};
use std::thread::{self, sleep};
use std::time::Duration;

checks! {
    2     never_hangs                  "Transfers in both directions and in rings never hang";
    1.5   unrelated_transfers_overlap  "Transfers between unrelated accounts take exactly 1 s together";
    1.5   one_after_the_other          "Nobody sees or changes an account in the middle of a transfer";
    1     total_is_always_exact        "The total is the same at any time";
    0.5   money_arrives                "A transfer is booked once, and what is taken is given";
    1     refused_changes_nothing      "A refused transfer changes and books nothing";
    1     to_itself                    "A transfer from an account to itself changes nothing";
    0.25  no_such_account_is_a_panic   "An account that doesn't exist is a panic";
    0.5   nobody_busy_waits            "Nobody busy-waits";
}

/// What a thread asks of the bank.
#[derive(Clone, Copy)]
enum Ask {
    Pay(usize, usize, u64),
    Balance(usize),
    Total,
}

use Ask::{Balance, Pay, Total};

/// What it was told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Paid(Result<(), Refused>),
    Holds(u64),
}

/// Asks, with the tenths of a second after which they come.
type Asks = &'static [(u32, Ask)];

/// What each was told, and what the accounts hold in the end.
type Outcome = (Vec<Told>, Vec<u64>);

const TENTH: Duration = Duration::from_millis(100);

/// Who looks again now and then may be a little late, but never as much as this.
const FAR_TOO_LATE: Duration = Duration::from_millis(800);

fn ask(bank: &Bank, ask: Ask) -> Told {
    match ask {
        Pay(from, to, amount) => Told::Paid(bank.transfer(from, to, amount)),
        Balance(account) => Told::Holds(bank.balance(account)),
        Total => Told::Holds(bank.total()),
    }
}

fn called(ask: Ask) -> String {
    match ask {
        Pay(from, to, _) => format!("{from} -> {to}"),
        Balance(account) => format!("balance({account})"),
        Total => "total()".to_string(),
    }
}

/// As the call is written.
fn spelled(ask: Ask) -> String {
    match ask {
        Pay(from, to, amount) => format!("transfer({from}, {to}, {amount})"),
        Balance(_) | Total => called(ask),
    }
}

/// Every ask on a thread of its own. What they were told, in their order; the marks say when.
fn at_once(balances: &'static [u64], asks: Asks) -> impl Fn() -> Outcome {
    move || {
        let bank = Bank::new(balances);
        let told = thread::scope(|scope| {
            let threads: Vec<_> = asks
                .iter()
                .zip(0..)
                .map(|(&(tenths, what), at)| {
                    let bank = &bank;
                    let asking = move || {
                        if tenths > 0 {
                            sleep(TENTH * tenths);
                        }
                        let told = ask(bank, what);
                        mark("told", at);
                        told
                    };
                    let thread = thread::Builder::new().name(called(what));
                    thread.spawn_scoped(scope, asking).expect("a thread")
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("no panic"))
                .collect()
        });
        (told, (0..balances.len()).map(|account| bank.balance(account)).collect())
    }
}

fn never_hangs() -> Verdict {
    const TEN: &[u64] = &[10, 10, 10];
    let asks: [Asks; 8] = [
        &[(0, Pay(0, 1, 1)), (0, Pay(1, 0, 2))],
        &[(0, Pay(0, 1, 1)), (0, Pay(1, 2, 2)), (0, Pay(2, 0, 3))],
        &[(0, Pay(0, 2, 1)), (0, Pay(2, 1, 2)), (0, Pay(1, 0, 3))],
        &[(0, Pay(2, 0, 1)), (0, Pay(0, 2, 2))],
        &[(0, Pay(0, 1, 1)), (0, Total)],
        &[(0, Pay(2, 1, 1)), (0, Total), (0, Balance(1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(1, 0, 2)), (10, Total)],
        &[(0, Pay(1, 0, 1)), (0, Balance(0)), (5, Balance(1))],
    ];
    each(asks, |asks| {
        explore(at_once(TEN, asks))
            .executions(if asks.len() > 2 { 400 } else { 1_000 })
            .verdict()
    })
    .and(|| {
        explore(at_once(TEN, &[(0, Pay(0, 1, 1)), (0, Pay(1, 0, 2))]))
            .any_timing()
            .executions(400)
            .verdict()
    })
}

fn unrelated_transfers_overlap() -> Verdict {
    let pairs: [Asks; 3] = [
        &[(0, Pay(0, 1, 1)), (0, Pay(2, 3, 1))],
        &[(0, Pay(5, 4, 1)), (0, Pay(0, 1, 1))],
        &[(0, Pay(0, 5, 1)), (0, Pay(3, 2, 1)), (0, Pay(1, 4, 1))],
    ];
    each(pairs, |pairs| {
        explore(at_once(&[10; 6], pairs))
            .executions(300)
            .timed()
            .always(move |run| overlap(run, pairs))
            .verdict()
    })
    .and(nobody_waits_for_strangers)
}

/// Unrelated transfers that begin together take as long as one.
fn overlap(run: &Run<Outcome>, pairs: Asks) -> Result<(), Mistake> {
    books(run, pairs.iter().map(|&(_, pair)| pair))?;
    returns_when_booked(run, pairs)?;
    let took = run.elapsed();
    if took == BOOKING {
        return Ok(());
    }
    let message = format!(
        "{} transfers between different accounts took {} instead of {}: one waited for the other.",
        pairs.len(),
        time(took),
        time(BOOKING)
    );
    Err(wrong(Kind::TooSlow, message)
        .at(run.lines_that_wait())
        .best(BOOKING)
        .help("what do both of them need while they are booked, though they share no account?"))
}

/// While transfers queue for their accounts, everybody else goes on.
fn nobody_waits_for_strangers() -> Verdict {
    // From when on the last one has its accounts to itself, and how late it may be all the same.
    let crowds: [(Asks, u32, Duration); 3] = [
        (
            &[(0, Pay(0, 1, 1)), (2, Pay(1, 0, 1)), (4, Pay(2, 3, 1))],
            4,
            Duration::ZERO,
        ),
        (
            &[(0, Pay(0, 1, 1)), (2, Pay(0, 1, 1)), (4, Balance(2))],
            4,
            Duration::ZERO,
        ),
        (
            &[
                (0, Pay(0, 1, 1)),
                (7, Pay(2, 3, 1)),
                (8, Pay(3, 2, 1)),
                (9, Pay(1, 0, 1)),
            ],
            10,
            FAR_TOO_LATE,
        ),
    ];
    each(crowds, |(asks, free, late)| {
        explore(at_once(&[10; 4], asks))
            .preemptions(1)
            .executions(200)
            .always(move |run| {
                let (last, free) = (asks.len() - 1, TENTH * free);
                let what = asks[last].1;
                let takes = if matches!(what, Pay(..)) {
                    BOOKING
                } else {
                    Duration::ZERO
                };
                match told_at(run, last) {
                    Some(at) if at > free + takes + late => {
                        let message = format!(
                            "`{}` was over after {}; it takes {}, and from {} on nobody else used its accounts.",
                            called(what),
                            time(at),
                            time(takes),
                            time(free)
                        );
                        Err(wrong(Kind::TooSlow, message)
                            .at(run.lines_that_wait())
                            .best(free + takes))
                    }
                    _ => Ok(()),
                }
            })
            .verdict()
    })
}

fn one_after_the_other() -> Verdict {
    let related: [Asks; 5] = [
        &[(0, Pay(0, 1, 1)), (0, Pay(0, 2, 1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(1, 0, 1))],
        &[(0, Pay(0, 2, 1)), (0, Pay(1, 2, 1))],
        &[(0, Pay(0, 1, 1)), (0, Pay(1, 2, 1)), (0, Pay(0, 2, 1))],
        &[(0, Pay(0, 1, 1)), (0, Pay(0, 2, 1)), (0, Pay(0, 3, 1))],
    ];
    let timed = |asks: Asks| {
        explore(at_once(&[10; 4], asks))
            .executions(if asks.len() > 2 { 400 } else { 800 })
            .always(move |run| one_at_a_time(run, asks))
            .verdict()
    };
    each(related, timed).and(|| {
        let looks: [(Asks, u64); 3] = [
            (&[(0, Pay(0, 1, 3)), (5, Balance(0))], 7),
            (&[(0, Pay(0, 1, 3)), (5, Balance(1))], 13),
            (&[(0, Pay(1, 0, 3)), (9, Balance(0))], 13),
        ];
        each(looks, |(asks, after)| {
            explore(at_once(&[10; 4], asks))
                .executions(200)
                .always(move |run| sees_the_end(run, asks, after))
                .verdict()
        })
    })
}

/// Transfers that share an account, and for which there is enough: accepted, booked, one after the other, and nothing is lost.
fn one_at_a_time(run: &Run<Outcome>, asks: Asks) -> Result<(), Mistake> {
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
    holds(run, balances, &after(&[10; 4], asks.iter().map(|&(_, what)| what)))?;
    apart(run)
}

/// Whoever asks for a balance in the middle of a transfer is told what the account holds after it.
fn sees_the_end(run: &Run<Outcome>, asks: Asks, after: u64) -> Result<(), Mistake> {
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

fn total_is_always_exact() -> Verdict {
    let moments: [Asks; 5] = [
        &[(0, Pay(0, 1, 4)), (0, Total)],
        &[(0, Pay(2, 0, 4)), (10, Total)],
        &[(0, Pay(1, 2, 4)), (5, Total)],
        &[(0, Pay(0, 1, 4)), (0, Pay(2, 1, 3)), (10, Total)],
        &[(0, Pay(0, 1, 4)), (0, Pay(1, 0, 3)), (15, Total)],
    ];
    each(moments, |asks| {
        explore(at_once(&[10, 20, 30], asks))
            .executions(600)
            .always(move |run| total_is(run, 60))
            .verdict()
    })
    .and(|| {
        explore(at_once(&[10, 20, 30], &[(0, Pay(1, 0, 4)), (10, Total)]))
            .any_timing()
            .executions(400)
            .always(|run| total_is(run, 60))
            .verdict()
    })
}

fn total_is(run: &Run<Outcome>, sum: u64) -> Result<(), Mistake> {
    let told = run.result.map_or(&[][..], |(told, _)| told);
    let total = told.iter().find_map(|told| match told {
        Told::Holds(total) => Some(*total),
        Told::Paid(_) => None,
    });
    match total {
        Some(total) if total != sum => {
            let message =
                format!("The accounts hold {sum} together, and `total` says {total}: it sees a transfer half done.");
            Err(wrong(Kind::WrongResult, message)
                .at(lines_of(run, "total"))
                .at(run.lines_that_collect()))
        }
        _ => Ok(()),
    }
}

/// Asks one after the other of a bank with these balances, what each must be told, and the balances in the end.
type Story = (&'static [u64], &'static [Ask], Answers);

type Answers = &'static [Result<(), Refused>];

fn money_arrives() -> Verdict {
    let stories: [Story; 5] = [
        (
            &[100, 50, 0],
            &[Pay(0, 1, 30), Pay(2, 1, 0), Pay(1, 2, 80)],
            &[Ok(()); 3],
        ),
        (&[3, 4], &[Pay(1, 0, 4), Pay(0, 1, 7), Pay(1, 0, 1)], &[Ok(()); 3]),
        (&[u64::MAX, 0], &[Pay(0, 1, u64::MAX), Pay(1, 0, 1)], &[Ok(()); 2]),
        (&[0, u64::MAX - 7, 7], &[Pay(2, 1, 7), Pay(1, 0, 1 << 63)], &[Ok(()); 2]),
        (&[1; 17], &[Pay(16, 3, 1), Pay(3, 16, 2)], &[Ok(()); 2]),
    ];
    each(stories, told_in_turn)
}

fn refused_changes_nothing() -> Verdict {
    const TOO_MUCH: Answers = &[
        Err(Refused { balance: 5, amount: 6 }),
        Err(Refused {
            balance: 9,
            amount: u64::MAX,
        }),
        Ok(()),
    ];
    const EDGES: Answers = &[
        Err(Refused {
            balance: u64::MAX - 1,
            amount: u64::MAX,
        }),
        Err(Refused { balance: 0, amount: 1 }),
        Err(Refused { balance: 1, amount: 2 }),
    ];
    let stories: [Story; 3] = [
        (&[5, 9], &[Pay(0, 1, 6), Pay(1, 0, u64::MAX), Pay(0, 1, 5)], TOO_MUCH),
        (&[9, 5], &[Pay(1, 0, 6), Pay(0, 1, u64::MAX), Pay(1, 0, 5)], TOO_MUCH),
        (
            &[u64::MAX - 1, 0, 1],
            &[Pay(0, 1, u64::MAX), Pay(1, 2, 1), Pay(2, 0, 2)],
            EDGES,
        ),
    ];
    each(stories, told_in_turn).and(|| {
        let rivals: [Asks; 3] = [
            &[(0, Pay(0, 1, 10)), (0, Pay(0, 1, 10))],
            &[(0, Pay(1, 0, 10)), (0, Pay(1, 2, 10))],
            &[(0, Pay(0, 2, 10)), (5, Pay(0, 1, 10))],
        ];
        each(rivals, |asks| {
            explore(at_once(&[10; 3], asks))
                .executions(600)
                .always(move |run| one_of_two(run, asks))
                .verdict()
        })
    })
}

/// Of two transfers that both want all there is, one is accepted, and the other refused when that is over.
fn one_of_two(run: &Run<Outcome>, asks: Asks) -> Result<(), Mistake> {
    let Some((told, balances)) = run.result else {
        return Ok(());
    };
    let accepted: Vec<Ask> = asks
        .iter()
        .zip(told)
        .filter(|(_, told)| **told == Told::Paid(Ok(())))
        .map(|(&(_, what), _)| what)
        .collect();
    let refusal = Refused { balance: 0, amount: 10 };
    if accepted.len() != 1 || !told.contains(&Told::Paid(Err(refusal))) {
        let answers: Vec<String> = told.iter().map(|&told| said(told)).collect();
        let message = format!(
            "An account holds 10, and two transfers of 10 ask for it at the same time. They are told {}; one should be accepted and the other refused with {refusal:?}.",
            answers.join(" and ")
        );
        return Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()));
    }
    books(run, accepted.iter().copied())?;
    holds(run, balances, &after(&[10; 3], accepted.iter().copied()))
}

fn to_itself() -> Verdict {
    let stories: [Story; 3] = [
        (&[5, 7], &[Pay(0, 0, 3), Pay(1, 1, 7)], &[Ok(()); 2]),
        (
            &[5, 7],
            &[Pay(1, 1, 8), Pay(1, 0, 7), Pay(1, 1, 1)],
            &[
                Err(Refused { balance: 7, amount: 8 }),
                Ok(()),
                Err(Refused { balance: 0, amount: 1 }),
            ],
        ),
        (&[0, u64::MAX], &[Pay(1, 1, u64::MAX), Pay(1, 0, 1)], &[Ok(()); 2]),
    ];
    each(stories, told_in_turn)
        .and(|| {
            let beside: [Asks; 3] = [
                &[(0, Pay(1, 1, 1)), (0, Pay(1, 1, 1))],
                &[(0, Pay(0, 0, 1)), (5, Pay(1, 0, 1))],
                &[(0, Pay(0, 1, 1)), (5, Pay(0, 0, 1))],
            ];
            each(beside, |asks| {
                explore(at_once(&[10; 4], asks))
                    .executions(300)
                    .always(move |run| one_at_a_time(run, asks))
                    .verdict()
            })
        })
        .and(|| {
            let strangers: Asks = &[(0, Pay(0, 0, 1)), (0, Pay(2, 2, 1))];
            explore(at_once(&[10; 4], strangers))
                .executions(100)
                .always(move |run| overlap(run, strangers))
                .verdict()
        })
}

fn no_such_account_is_a_panic() -> Verdict {
    each([Balance(2), Pay(2, 0, 1), Pay(0, 2, 1), Pay(3, 3, 1)], |missing| {
        explore(move || ask(&Bank::new(&[5, 5]), missing))
            .preemptions(0)
            .executions(20)
            .may_panic()
            .always(move |run| match run.result {
                Some(&told) => {
                    let message = format!(
                        "In a bank of two accounts, `{}` is told {}; there is no such account, so it should panic.",
                        spelled(missing),
                        said(told)
                    );
                    Err(wrong(Kind::WrongResult, message).at(lines_that_say(&[".get(", "None", "Refused {"])))
                }
                None => Ok(()),
            })
            .verdict()
    })
}

fn nobody_busy_waits() -> Verdict {
    let waits: [Asks; 6] = [
        &[(0, Pay(0, 1, 1)), (5, Pay(1, 0, 1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(0, 2, 1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(2, 1, 1))],
        &[(0, Pay(2, 1, 1)), (5, Pay(0, 2, 1))],
        &[(0, Pay(0, 1, 1)), (5, Balance(0))],
        &[(0, Pay(0, 1, 1)), (5, Total)],
    ];
    each(waits, |asks| {
        explore(at_once(&[10; 3], asks))
            .preemptions(1)
            .executions(200)
            .always(|run| run.nobody_spins())
            .verdict()
    })
}

/// Asks in turn, on the calling thread; all answers, all balances, all bookings must be right.
fn told_in_turn((balances, asks, wanteds): Story) -> Verdict {
    let accepted = move || {
        let pairs = asks.iter().zip(wanteds);
        pairs.filter(|(_, wanted)| wanted.is_ok()).map(|(&what, _)| what)
    };
    explore(move || {
        let bank = Bank::new(balances);
        // Another bank has accounts of its own.
        let _other = Bank::new(&[1_000; 3]);
        let told: Vec<Told> = asks.iter().map(|&what| ask(&bank, what)).collect();
        let total = bank.total();
        let balances: Vec<u64> = (0..balances.len()).map(|account| bank.balance(account)).collect();
        (told, balances, total)
    })
    .preemptions(1)
    .executions(40)
    .always(move |run| {
        let Some((told, ends, total)) = run.result else {
            return Ok(());
        };
        for (at, (&told, &wanted)) in told.iter().zip(wanteds).enumerate() {
            let wanted = Told::Paid(wanted);
            if told != wanted {
                let before = asks.iter().zip(wanteds).take(at).filter(|(_, wanted)| wanted.is_ok());
                let held = after(balances, before.map(|(&what, _)| what));
                let message = format!(
                    "The accounts hold {held:?}, and `{}` is told {}; it should be {}.",
                    spelled(asks[at]),
                    said(told),
                    said(wanted)
                );
                let answer = if matches!(told, Told::Paid(Err(_))) {
                    "Refused {"
                } else {
                    "Ok("
                };
                return Err(wrong(Kind::WrongResult, message)
                    .at(lines_that_say(&[answer]))
                    .at(run.lines_that_collect()));
            }
        }
        books(run, accepted())?;
        holds(run, ends, &after(balances, accepted()))?;
        let sum = balances.iter().sum::<u64>();
        if *total != sum {
            let message = format!("The accounts hold {sum} together, and `total` says {total}.");
            return Err(wrong(Kind::WrongResult, message).at(run.lines_that_collect()));
        }
        let (took, best) = (run.elapsed(), BOOKING * accepted().count() as u32);
        if took == best {
            return Ok(());
        }
        let message = format!(
            "{} bookings one after the other took {} instead of {}.",
            accepted().count(),
            time(took),
            time(best)
        );
        let kind = if took < best { Kind::NotJoined } else { Kind::TooSlow };
        Err(wrong(kind, message).at(run.lines_that_wait()))
    })
    .verdict()
}

/// What the accounts hold after these transfers.
fn after(balances: &[u64], accepted: impl IntoIterator<Item = Ask>) -> Vec<u64> {
    let mut balances = balances.to_vec();
    for ask in accepted {
        if let Pay(from, to, amount) = ask {
            balances[from] -= amount;
            balances[to] += amount;
        }
    }
    balances
}

fn holds(run: &Seen, balances: &[u64], wanted: &[u64]) -> Result<(), Mistake> {
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
fn books(run: &Seen, accepted: impl Iterator<Item = Ask>) -> Result<(), Mistake> {
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

/// A booking: its accounts, when it began, and the learner's line.
struct Booking {
    text: String,
    accounts: [usize; 2],
    thread: usize,
    at: Duration,
    line: Option<u32>,
}

fn bookings(run: &Seen) -> Vec<Booking> {
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
fn returns_when_booked(run: &Seen, asks: Asks) -> Result<(), Mistake> {
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
fn apart(run: &Seen) -> Result<(), Mistake> {
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
fn lines_of(run: &Seen, name: &str) -> Vec<u32> {
    let named = |thread: usize| {
        run.thread(thread)
            .name
            .as_deref()
            .is_some_and(|own| own.starts_with(name))
    };
    run.lines_where(|event| event.thread != 0 && named(event.thread))
}

/// When an ask was answered.
fn told_at(run: &Seen, ask: usize) -> Option<Duration> {
    let mut marks = run.marks().iter();
    let mark = marks.find(|mark| mark.label == "told" && mark.value == ask as u64)?;
    Some(Duration::from_nanos(mark.at_ns))
}

fn time(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}

fn said(told: Told) -> String {
    match told {
        Told::Paid(result) => format!("{result:?}"),
        Told::Holds(money) => money.to_string(),
    }
}

/// The given `book` is the only thing that takes time; naming it here keeps the suite honest about its signature.
const _: fn(usize, usize, u64) = book;
