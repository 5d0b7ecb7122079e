//! kind: deadlock
//! The order of the locks is that of the balances, richest first. Balances are no order to rely on: they can be equal, and they change
//! between the look and the lock.

mod ledger;
pub use ledger::{BOOKING, book};

use std::sync::Mutex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    vaults: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        Bank {
            vaults: balances.iter().map(|&money| Mutex::new(money)).collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.vaults[account].lock().unwrap()
    }

    pub fn total(&self) -> u64 {
        let open: Vec<_> = self.vaults.iter().map(|vault| vault.lock().unwrap()).collect();
        open.iter().map(|money| **money).sum()
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        if from == to {
            let money = self.vaults[from].lock().unwrap();
            return settle(*money, from, to, amount);
        }
        let (mut source, mut target);
        if self.balance(from) >= self.balance(to) {
            source = self.vaults[from].lock().unwrap(); //~
            target = self.vaults[to].lock().unwrap(); //~
        } else {
            target = self.vaults[to].lock().unwrap(); //~
            source = self.vaults[from].lock().unwrap(); //~
        }
        settle(*source, from, to, amount)?;
        *source -= amount;
        *target += amount;
        Ok(())
    }
}

fn settle(balance: u64, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
    if amount > balance {
        Err(Refused { balance, amount })
    } else {
        book(from, to, amount);
        Ok(())
    }
}
