//! Where its own account comes first in the order, a transfer that is refused doesn't wait for the other one.
mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank { accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect() }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let (low, high) = (&self.accounts[from.min(to)], &self.accounts[from.max(to)]);
        let mut low = low.lock().unwrap();
        if from <= to && *low < amount {
            // No need for the other one.
            return Err(Refused { balance: *low, amount });
        }
        if from == to {
            book(from, to, amount);
            return Ok(());
        }
        let mut high = high.lock().unwrap();
        let (source, target) = if from < to { (&mut *low, &mut *high) } else { (&mut *high, &mut *low) };
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
