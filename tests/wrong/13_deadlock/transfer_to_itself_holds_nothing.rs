//! kind: wrong_result
//! From an account to itself nothing has to be changed, so nothing is locked while it is booked: two of them are booked at the same time
//! on one account.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

fn ensure(balance: u64, amount: u64) -> Result<(), Refused> {
    if balance >= amount {
        Ok(())
    } else {
        Err(Refused { balance, amount })
    }
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
        if from == to {
            ensure(self.balance(from), amount)?;
            book(from, to, amount); //~
            return Ok(());
        }
        let mut first = self.accounts[from.min(to)].lock().unwrap();
        let mut second = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to {
            (&mut *first, &mut *second)
        } else {
            (&mut *second, &mut *first)
        };
        ensure(*source, amount)?;
        book(from, to, amount);
        *source -= amount;
        *target += amount;
        Ok(())
    }
}
