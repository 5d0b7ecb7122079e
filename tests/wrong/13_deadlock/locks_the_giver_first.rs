//! kind: deadlock
//! Whoever gives is locked first, whoever receives second: a -> b and b -> a each hold what the other needs.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = balances.iter().map(|&balance| Mutex::new(balance)).collect();
        Bank { accounts }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut giver = self.accounts[from].lock().unwrap(); //~
        if *giver < amount {
            return Err(Refused {
                balance: *giver,
                amount,
            });
        }
        if from == to {
            book(from, to, amount);
            return Ok(());
        }
        let mut receiver = self.accounts[to].lock().unwrap(); //~
        book(from, to, amount);
        *giver -= amount;
        *receiver += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
