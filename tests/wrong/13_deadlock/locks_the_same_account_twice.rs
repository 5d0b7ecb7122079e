//! kind: deadlock
//! The locks are taken in order, but nobody thought of a transfer from an account to itself: it locks the same account twice and
//! waits for itself.

mod ledger;
pub use ledger::{BOOKING, book};

use std::mem;
use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut source = self.accounts[from.min(to)].lock().unwrap(); //~
        let mut target = self.accounts[from.max(to)].lock().unwrap(); //~
        if from > to {
            mem::swap(&mut source, &mut target);
        }
        let balance = *source;
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
