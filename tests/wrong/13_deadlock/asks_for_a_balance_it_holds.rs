//! kind: deadlock
//! The refusal reports `self.balance(from)`, and `balance` waits for the lock that this very transfer holds.

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

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap() //~
    }

    pub fn total(&self) -> u64 {
        let guards: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    fn refuse(&self, account: usize, amount: u64) -> Result<(), Refused> {
        Err(Refused {
            balance: self.balance(account), //~
            amount,
        })
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let only = self.accounts[from].lock().unwrap(); //~
            if *only < amount {
                return self.refuse(from, amount);
            }
            book(from, to, amount);
        } else if from < to {
            let mut source = self.accounts[from].lock().unwrap(); //~
            let mut target = self.accounts[to].lock().unwrap();
            if *source < amount {
                return self.refuse(from, amount);
            }
            book(from, to, amount);
            *source -= amount;
            *target += amount;
        } else {
            let mut target = self.accounts[to].lock().unwrap();
            let mut source = self.accounts[from].lock().unwrap(); //~
            if *source < amount {
                return self.refuse(from, amount);
            }
            book(from, to, amount);
            *source -= amount;
            *target += amount;
        }
        Ok(())
    }
}
