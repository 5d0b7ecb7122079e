//! The learner's bank, plugged into the suite of the simulated world.

use deadlock::{BOOKING, Bank, Refused, book};
use deadlock_suite::{ANSWER, Accounts, Answer};
use std::fmt::Debug;

struct Theirs(Bank);

impl Accounts for Theirs {
    fn balance(&self, account: usize) -> u64 {
        self.0.balance(account)
    }

    fn total(&self) -> u64 {
        self.0.total()
    }

    fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), deadlock_suite::Refused> {
        let told = self.0.transfer(from, to, amount);
        told.map_err(|Refused { balance, amount }| deadlock_suite::Refused { balance, amount })
    }
}

/// What callers may do with a refusal.
fn is_a_refusal<R: Debug + Copy + Eq>() {}

const _: fn() = is_a_refusal::<Refused>;

// The given `book` is the only thing that takes time; naming it here keeps the suite honest about its signature.
const _: fn(usize, usize, u64) = book;
const _: () = assert!(BOOKING.as_nanos() == deadlock_suite::BOOKING.as_nanos());

fn main() {
    ANSWER.plug(Answer {
        bank: |balances| Box::new(Theirs(Bank::new(balances))),
    });
    deadlock_suite::main();
}
