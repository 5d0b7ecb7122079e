//! kind: panicked
//! Whether there is enough is looked at before the accounts are locked for the transfer. Two transfers can both see enough for one,
//! and the second subtraction goes below zero.

mod ledger;
pub use ledger::{BOOKING, book};

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
        let locked: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        locked.iter().map(|balance| **balance).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let balance = self.balance(from); //~
        if balance < amount {
            return Err(Refused { balance, amount });
        }
        if from == to {
            let _held = self.accounts[from].lock().unwrap();
            book(from, to, amount);
            return Ok(());
        }
        let (mut low, mut high) = (
            self.accounts[from.min(to)].lock().unwrap(),
            self.accounts[from.max(to)].lock().unwrap(),
        );
        book(from, to, amount);
        let (giver, taker) = if from < to {
            (&mut low, &mut high)
        } else {
            (&mut high, &mut low)
        };
        **giver -= amount; //~
        **taker += amount;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}
