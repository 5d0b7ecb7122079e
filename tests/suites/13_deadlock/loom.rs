//! 13_deadlock under the weak memory model.

use deadlock::{BOOKING, Bank};
use harness::{Kind, Verdict, checks, each, explore, wrong};
use std::thread::{self, sleep};

checks! {
    0.5  weak_memory_keeps_the_money  "Under the weak memory model too, no money is lost or made";
}

/// From which account to which, and how much.
type Pay = (usize, usize, u64);

/// Whether the second transfer comes when the first is over. It finds its accounts free then, and the time that has passed puts nothing in order.
#[derive(Clone, Copy, PartialEq)]
enum Second {
    AtOnce,
    Later,
}

use Second::{AtOnce, Later};

fn weak_memory_keeps_the_money() -> Verdict {
    // What the two accounts hold in the end: of 6 and 6, only one can be had.
    let pairs: [([Pay; 2], Second, (u64, u64)); 4] = [
        ([(0, 1, 4), (1, 0, 5)], Later, (11, 19)),
        ([(0, 1, 6), (0, 1, 6)], Later, (4, 26)),
        ([(0, 1, 4), (1, 0, 5)], AtOnce, (11, 19)),
        ([(0, 1, 4), (0, 1, 5)], AtOnce, (1, 29)),
    ];
    each(pairs, |([one, other], second, wanted)| {
        explore(move || {
            let bank = Bank::new(&[10, 20]);
            thread::scope(|scope| {
                scope.spawn(|| bank.transfer(one.0, one.1, one.2));
                scope.spawn(|| {
                    if second == Later {
                        sleep(2 * BOOKING);
                    }
                    bank.transfer(other.0, other.1, other.2)
                });
            });
            (bank.balance(0), bank.balance(1))
        })
        .executions(1_500)
        .always(move |run| {
            let Some(&held) = run.result else { return Ok(()) };
            if held == wanted {
                return Ok(());
            }
            let when = match second {
                AtOnce => "at the same time",
                Later => "when the first was over",
            };
            let message = format!(
                "Account 0 held 10 and account 1 held 20. After `transfer{one:?}` and, {when}, `transfer{other:?}` they hold {} and {} instead of {} and {}: a thread read an older value than the other had written.",
                held.0, held.1, wanted.0, wanted.1
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        })
        .verdict()
    })
    .and(nobody_else_in_common)
    .and(the_total_adds_up)
}

/// Two transfers that share nothing but the account that both give to.
fn nobody_else_in_common() -> Verdict {
    explore(|| {
        let bank = Bank::new(&[10, 20, 30]);
        thread::scope(|scope| {
            scope.spawn(|| bank.transfer(0, 2, 4));
            scope.spawn(|| bank.transfer(1, 2, 5));
        });
        bank.balance(2)
    })
    .executions(1_500)
    .always(|run| match run.result {
        Some(&held) if held != 39 => {
            let message = format!(
                "Account 2 held 30, and 4 and 5 were transferred to it from two others at the same time. It holds {held} instead of 39: a thread read an older value than the other had written."
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        }
        _ => Ok(()),
    })
    .verdict()
}

fn the_total_adds_up() -> Verdict {
    explore(|| {
        let bank = Bank::new(&[10, 20]);
        thread::scope(|scope| {
            scope.spawn(|| bank.transfer(0, 1, 4));
            bank.total()
        })
    })
    .executions(1_500)
    .always(|run| match run.result {
        Some(&total) if total != 30 => {
            let message = format!(
                "Two accounts held 10 and 20. During `transfer(0, 1, 4)`, `total()` says {total} instead of 30: it read an older value of one account than of the other."
            );
            Err(wrong(Kind::StaleRead, message).at(run.relaxed_lines()))
        }
        _ => Ok(()),
    })
    .verdict()
}
