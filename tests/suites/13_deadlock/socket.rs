//! The learner's bank, as the suite knows it: `answer.rs` plugs it in.

use harness::Socket;
use std::time::Duration;

/// How long a booking takes.
pub const BOOKING: Duration = Duration::from_secs(1);

pub struct Answer {
    /// `Bank::new`
    pub bank: fn(&[u64]) -> Box<dyn Accounts>,
}

pub static ANSWER: Socket<Answer> = Socket::new();

pub trait Accounts: Sync {
    fn balance(&self, account: usize) -> u64;
    fn total(&self) -> u64;
    fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused>;
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank(Box<dyn Accounts>);

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank((ANSWER.bank)(balances))
    }

    pub fn balance(&self, account: usize) -> u64 {
        self.0.balance(account)
    }

    pub fn total(&self) -> u64 {
        self.0.total()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        self.0.transfer(from, to, amount)
    }
}
