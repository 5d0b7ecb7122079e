//! kind: too_slow
//! One gate lets only one transfer at a time lock its two accounts, so nobody hangs. But who waits for an account waits inside the
//! gate, and behind it everybody waits, also those whose accounts are free.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::{Mutex, MutexGuard};

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
    gate: Mutex<()>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            accounts: balances.iter().map(|&balance| Mutex::new(balance)).collect(),
            gate: Mutex::new(()),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let _gate = self.gate.lock().unwrap();
        let guards: Vec<MutexGuard<u64>> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        guards.iter().map(|guard| **guard).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let gate = self.gate.lock().unwrap(); //~
        let mut source = self.accounts[from].lock().unwrap(); //~
        let mut target = if from == to {
            None
        } else {
            Some(self.accounts[to].lock().unwrap()) //~
        };
        drop(gate);

        if *source < amount {
            return Err(Refused {
                balance: *source,
                amount,
            });
        }
        book(from, to, amount);
        if let Some(target) = &mut target {
            *source -= amount;
            **target += amount;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
