//! kind: wrong_result
//! A transfer of 0 never looks whether the accounts exist.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&b| Mutex::new(b)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|a| a.lock().unwrap()).collect();
        guards.iter().map(|g| **g).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let _both = (self.accounts.get(from.min(to)), self.accounts.get(from.max(to)));
        if amount == 0 && from == to {
            //~
            let _held = _both.0.map(|a| a.lock().unwrap()); //~
            book(from, to, 0);
            return Ok(()); //~
        }
        if from == to {
            let only = self.accounts[from].lock().unwrap();
            if *only < amount {
                return Err(Refused { balance: *only, amount });
            }
            book(from, to, amount);
            return Ok(());
        }
        let low = self.accounts[from.min(to)].lock().unwrap();
        let high = self.accounts[from.max(to)].lock().unwrap();
        let (mut a, mut b) = if from < to { (low, high) } else { (high, low) };
        if *a < amount {
            return Err(Refused { balance: *a, amount });
        }
        book(from, to, amount);
        *a -= amount;
        *b += amount;
        Ok(())
    }
}

/// The account held less than what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
