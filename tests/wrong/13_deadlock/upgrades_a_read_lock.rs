//! kind: deadlock
//! The look takes the read side of the giver's lock, and its guard is still there when the write side is asked for: a reader waits for the
//! end of all readers, itself among them.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::RwLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: Vec<RwLock<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| RwLock::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].read().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<_> = self.accounts.iter().map(|account| account.read().unwrap()).collect();
        all.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let balance = self.accounts[from].read().unwrap(); //~
        if *balance < amount {
            return Err(Refused {
                balance: *balance,
                amount,
            });
        }
        let mut low = self.accounts[from.min(to)].write().unwrap(); //~
        let mut high = (from != to).then(|| self.accounts[from.max(to)].write().unwrap()); //~
        book(from, to, amount);
        match &mut high {
            None => {}
            Some(high) if from < to => {
                *low -= amount;
                **high += amount;
            }
            Some(high) => {
                **high -= amount;
                *low += amount;
            }
        }
        Ok(())
    }
}
