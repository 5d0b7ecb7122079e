//! kind: deadlock
//! The account that holds more is locked first, and which one that is changes between looking and locking.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    sum: u64,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            sum: balances.iter().sum(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        self.sum
    }

    /// One fixed row for all: by what they hold, and then by number.
    fn rank(&self, account: usize) -> (u64, usize) {
        (u64::MAX - self.balance(account), account)
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (source, target) = (&self.accounts[from], &self.accounts[to]);
        if from == to {
            let account = source.lock().unwrap();
            if *account < amount {
                return Err(Refused { balance: *account, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let (mut source, mut target) = if self.rank(from) < self.rank(to) {
            let source = source.lock().unwrap();
            (source, target.lock().unwrap())
        } else {
            let target = target.lock().unwrap();
            (source.lock().unwrap(), target)
        };
        if *source < amount {
            return Err(Refused { balance: *source, amount });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
