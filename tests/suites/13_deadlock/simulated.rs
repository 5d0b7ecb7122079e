//! 13_deadlock in the simulated world.

mod asks;
mod rules;
mod socket;
mod stories;

use asks::*;
use harness::{Kind, Verdict, checks, each, explore, lines_that_say, mark, wrong};
use rules::*;
use socket::Bank;
pub use socket::{ANSWER, Accounts, Answer, BOOKING, Refused};
use std::thread::{self, sleep};
use std::time::Duration;
use stories::{Answers, Story, told_in_turn};

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

fn never_hangs() -> Verdict {
    const TEN: &[u64] = &[10, 10, 10];
    let asks: [Asks; 13] = [
        &[(0, Pay(0, 1, 1)), (0, Pay(1, 0, 2))],
        &[(0, Pay(0, 1, 1)), (0, Pay(1, 2, 2)), (0, Pay(2, 0, 3))],
        &[(0, Pay(0, 2, 1)), (0, Pay(2, 1, 2)), (0, Pay(1, 0, 3))],
        &[(0, Pay(2, 0, 1)), (0, Pay(0, 2, 2))],
        &[(0, Pay(0, 1, 1)), (0, Total)],
        &[(0, Pay(2, 1, 1)), (0, Total), (0, Balance(1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(1, 0, 2)), (10, Total)],
        &[(0, Pay(1, 0, 1)), (0, Balance(0)), (5, Balance(1))],
        &[(0, Pay(0, 1, 1)), (2, Balance(0)), (4, Pay(1, 0, 2))],
        &[(0, Pay(0, 1, 1)), (2, Balance(1)), (4, Pay(2, 1, 2))],
        // Which of the two holds more changes while others wait for them; and one looks at what it holds already.
        &[(0, Pay(0, 1, 9)), (0, Pay(0, 1, 1)), (5, Pay(1, 0, 1))],
        &[(0, Pay(0, 0, 1)), (0, Total)],
        // One is refused while another comes for the same accounts.
        &[(0, Pay(0, 1, 99)), (0, Pay(1, 0, 1))],
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
    .and(|| {
        // Any two accounts have an order, also those whose numbers are alike modulo something: all up to 10 divide one of these.
        each([9, 10, 12, 14, 16], |far| {
            let asks: Asks = Box::leak(Box::new([(0, Pay(0, far, 1)), (0, Pay(far, 0, 2))]));
            explore(at_once(&[10; 17][..=far], asks))
                .preemptions(1)
                .executions(10)
                .at_random(0)
                .verdict()
        })
    })
}

fn unrelated_transfers_overlap() -> Verdict {
    // Three come first: they tell whether nothing overlaps, or only some of it.
    let pairs: [Asks; 3] = [
        &[(0, Pay(0, 2, 1)), (0, Pay(3, 1, 1)), (0, Pay(5, 4, 1))],
        &[(0, Pay(0, 1, 1)), (0, Pay(2, 3, 1))],
        &[(0, Pay(5, 4, 1)), (0, Pay(0, 1, 1))],
    ];
    each(pairs, |pairs| {
        explore(at_once(&[10; 6], pairs))
            .executions(300)
            .timed()
            .always(move |run| overlap(run, pairs))
            .verdict()
    })
    .and(|| {
        explore(at_once(&[10; 70], SCATTERED))
            .preemptions(0)
            .executions(5)
            .timed()
            .always(move |run| overlap(run, SCATTERED))
            .verdict()
    })
    .and(nobody_waits_for_strangers)
}

/// So many in so large a bank that, with any row of up to 64 locks in which account `n` has lock `n % 64`, two of them meet.
const SCATTERED: Asks = &[
    (0, Pay(55, 0, 1)),
    (0, Pay(56, 57, 1)),
    (0, Pay(6, 1, 1)),
    (0, Pay(69, 64, 1)),
    (0, Pay(18, 5, 1)),
    (0, Pay(14, 9, 1)),
    (0, Pay(45, 2, 1)),
    (0, Pay(67, 35, 1)),
];

/// While transfers queue for their accounts, everybody else goes on.
fn nobody_waits_for_strangers() -> Verdict {
    // From when on the last one has its accounts to itself, and how late it may be all the same.
    let crowds: [(Asks, u32, Duration); 4] = [
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
        // Two wait for the first one, each for another account of it.
        (
            &[(0, Pay(0, 1, 1)), (1, Pay(0, 2, 1)), (2, Pay(1, 3, 1))],
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
    let related: [Asks; 6] = [
        &[(0, Pay(0, 1, 1)), (0, Pay(0, 2, 1))],
        &[(0, Pay(0, 1, 1)), (5, Pay(1, 0, 1))],
        &[(0, Pay(0, 1, 0)), (5, Pay(1, 2, 1))],
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
    each(related, timed).and(a_long_queue).and(|| {
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
        .and(|| {
            let crowd: Asks = &[(0, Pay(0, 1, 1)), (0, Pay(0, 2, 1)), (0, Pay(0, 3, 1)), (3, Balance(0))];
            explore(at_once(&[10; 4], crowd))
                .preemptions(1)
                .executions(200)
                .always(|run| never_in_the_middle(run, 3, 0))
                .verdict()
        })
    })
}

/// The last of them waits for eleven seconds, and has no right to lose its patience.
fn a_long_queue() -> Verdict {
    const QUEUE: Asks = &{
        let mut queue = [(0, Pay(0, 1, 0)); 12];
        let mut at = 0;
        while at < queue.len() {
            queue[at] = (0, Pay(0, 1 + at, 0));
            at += 1;
        }
        queue
    };
    // Who looks again every few milliseconds does so very often here.
    explore(at_once(&[10; 13], QUEUE))
        .preemptions(0)
        .executions(2)
        .may_take_long()
        .always(|run| one_at_a_time(run, QUEUE))
        .verdict()
}

fn total_is_always_exact() -> Verdict {
    let moments: [Asks; 6] = [
        &[(0, Pay(0, 1, 4)), (0, Total)],
        &[(0, Pay(2, 0, 4)), (0, Total)],
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
    .and(|| told_in_turn((&[1 << 62, 1 << 62, (1 << 53) + 1], &[Pay(2, 1, 0)], &[Ok(())])))
}

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
    // First: in a story, whoever waits for ever is the one that tells it.
    a_refusal_lets_go(Pay(0, 1, 6))
        .and(|| each(stories, told_in_turn))
        .and(|| {
            let rivals: [Asks; 4] = [
                &[(0, Pay(0, 1, 10)), (0, Pay(0, 1, 10))],
                &[(0, Pay(1, 0, 10)), (0, Pay(1, 2, 10))],
                &[(0, Pay(0, 2, 10)), (5, Pay(0, 1, 10))],
                // The first of the two finds only one of its accounts free.
                &[(0, Pay(1, 3, 1)), (2, Pay(0, 1, 10)), (4, Pay(0, 2, 10))],
            ];
            each(rivals, |asks| {
                explore(at_once(&[10; 4], asks))
                    .executions(600)
                    .always(move |run| one_of_two(run, asks))
                    .verdict()
            })
        })
        .and(|| {
            let asks: Asks = &[(0, Pay(1, 0, 10)), (5, Pay(0, 2, 10))];
            explore(at_once(&[0, 10, 0], asks))
                .executions(100)
                .always(move |run| waits_for_the_money(run, asks))
                .verdict()
        })
}

/// Nobody waits for what a refused transfer has had. Whoever does so waits for ever; so the scenario ends without it, and the bank outlives it.
fn a_refusal_lets_go(refused: Ask) -> Verdict {
    const LONG: Duration = Duration::from_secs(5);
    let next = [Balance(0), Balance(1), Pay(0, 1, 5), Pay(1, 0, 1), Pay(2, 1, 1), Total];
    each(next, |next| {
        explore(move || {
            let bank: &'static Bank = Box::leak(Box::new(Bank::new(&[5; 3])));
            let told = ask(bank, refused);
            thread::Builder::new()
                .name(called(next))
                .spawn(move || {
                    ask(bank, next);
                    mark("told", 0);
                })
                .expect("a thread");
            sleep(LONG);
            told
        })
        .as_main()
        .preemptions(0)
        .executions(20)
        .always(move |run| {
            let was_refused = matches!(run.result, Some(Told::Paid(Err(_))));
            if !was_refused || told_at(run, 0).is_some() {
                return Ok(());
            }
            let message = format!(
                "`{}` was refused, and nobody else used its accounts; but `{}` after it still waited {} later.",
                spelled(refused),
                spelled(next),
                time(LONG)
            );
            Err(wrong(Kind::Deadlock, message)
                .at(lines_that_say(&["Refused {"]))
                .at(lines_of(run, &called(next)))
                .help("what does a transfer hold when it is refused, and who gives it back?"))
        })
        .verdict()
    })
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
    a_refusal_lets_go(Pay(1, 1, 6))
        .and(|| each(stories, told_in_turn))
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
            let strangers: Asks = &[(0, Pay(0, 0, 1)), (0, Pay(2, 2, 1)), (0, Pay(3, 1, 1))];
            explore(at_once(&[10; 4], strangers))
                .executions(100)
                .always(move |run| overlap(run, strangers))
                .verdict()
        })
}

fn no_such_account_is_a_panic() -> Verdict {
    let missing = [
        Balance(2),
        Pay(2, 0, 1),
        Pay(0, 2, 1),
        Pay(3, 3, 1),
        Pay(0, 2, 6),
        Pay(0, 2, 0),
        Pay(3, 3, 0),
    ];
    each(missing, |missing| {
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
                    let answers: &[&str] = if told == Told::Paid(Ok(())) {
                        &["Ok("]
                    } else {
                        &[".get(", "None", "Refused {"]
                    };
                    Err(wrong(Kind::WrongResult, message).at(lines_that_say(answers)))
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
