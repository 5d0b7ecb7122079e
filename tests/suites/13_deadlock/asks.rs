//! What the threads of a scenario ask of a bank, and what they are told.

use crate::socket::{Bank, Refused};
use harness::{Seen, mark};
use std::thread::{self, sleep};
use std::time::Duration;

/// What a thread asks of the bank.
#[derive(Clone, Copy)]
pub enum Ask {
    Pay(usize, usize, u64),
    Balance(usize),
    Total,
}

pub use Ask::{Balance, Pay, Total};

/// What it was told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Paid(Result<(), Refused>),
    Holds(u64),
}

/// Asks, with the tenths of a second after which they come.
pub type Asks = &'static [(u32, Ask)];

/// What each was told, and what the accounts hold in the end.
pub type Outcome = (Vec<Told>, Vec<u64>);

pub const TENTH: Duration = Duration::from_millis(100);

pub fn ask(bank: &Bank, ask: Ask) -> Told {
    match ask {
        Pay(from, to, amount) => Told::Paid(bank.transfer(from, to, amount)),
        Balance(account) => Told::Holds(bank.balance(account)),
        Total => Told::Holds(bank.total()),
    }
}

pub fn called(ask: Ask) -> String {
    match ask {
        Pay(from, to, _) => format!("{from} -> {to}"),
        Balance(account) => format!("balance({account})"),
        Total => "total()".to_string(),
    }
}

/// As the call is written.
pub fn spelled(ask: Ask) -> String {
    match ask {
        Pay(from, to, amount) => format!("transfer({from}, {to}, {amount})"),
        Balance(_) | Total => called(ask),
    }
}

/// Every ask on a thread of its own. What they were told, in their order; the marks say when.
pub fn at_once(balances: &'static [u64], asks: Asks) -> impl Fn() -> Outcome {
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

/// When an ask was answered.
pub fn told_at(run: &Seen, ask: usize) -> Option<Duration> {
    let mut marks = run.marks().iter();
    let mark = marks.find(|mark| mark.label == "told" && mark.value == ask as u64)?;
    Some(Duration::from_nanos(mark.at_ns))
}

pub fn time(time: Duration) -> String {
    format!("{} s", time.as_secs_f64())
}

pub fn said(told: Told) -> String {
    match told {
        Told::Paid(result) => format!("{result:?}"),
        Told::Holds(money) => money.to_string(),
    }
}
