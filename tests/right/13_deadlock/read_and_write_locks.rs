//! An `RwLock` for each account: looking needs the read side, moving the write side, both in the order of the numbers. All guards
//! are collected in a map, so a transfer to oneself needs no case of its own.

mod ledger;
pub use ledger::{BOOKING, book};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub balance: u64,
    pub amount: u64,
}

pub struct Bank {
    accounts: BTreeMap<usize, RwLock<u64>>,
}

impl Bank {
    pub fn new(balances: &[u64]) -> Bank {
        let accounts = (0..)
            .zip(balances)
            .map(|(number, &balance)| (number, RwLock::new(balance)));
        Bank {
            accounts: accounts.collect(),
        }
    }

    pub fn balance(&self, account: usize) -> u64 {
        *self.accounts[&account].read().unwrap()
    }

    pub fn total(&self) -> u64 {
        let all: Vec<RwLockReadGuard<u64>> = self.accounts.values().map(|account| account.read().unwrap()).collect();
        all.iter().fold(0, |sum, balance| sum + **balance)
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refused> {
        let mut held: BTreeMap<usize, RwLockWriteGuard<u64>> = BTreeSet::from([from, to])
            .into_iter()
            .map(|number| (number, self.accounts[&number].write().unwrap()))
            .collect();
        let balance = *held[&from];
        if amount > balance {
            return Err(Refused { balance, amount });
        }
        book(from, to, amount);
        **held.get_mut(&from).unwrap() -= amount;
        **held.get_mut(&to).unwrap() += amount;
        Ok(())
    }
}
